"""
Workspaces: which files belong together, and their models on demand.

``discovery`` finds a workspace and its files; ``store`` loads their models, by way of the cache; ``reader``
loads everything at once for a check and keeps every problem; ``path_filter`` says which files a check is about;
``finished_answers`` gives an answer again while its files stay the same; ``revisions`` opens one side of a
comparison: a folder, or a commit, which ``revision_names`` and ``merge_base`` find in ``git``, and of which
``revision_copy`` writes the files. ``git_process`` runs git within limits.

A folder, a revision or the name of a country enters; models leave. A workspace keeps what was read of its
files, so that each is read and parsed once for as long as it lives. Called by ``application`` and
``authoring``.
"""
