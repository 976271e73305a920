"""
Rubrics: from the files of one folder to a rubric whose cross-references hold.

``reader`` opens ``rubric.yaml`` and the files of criteria; ``expansion`` puts the versions of a rule in the
place of one that differs, which ``version_writer`` writes and ``differences`` tells apart. ``builder`` puts
the parts together; ``criteria``, ``conditions``, ``tests``, ``scale`` and ``versions`` each read a part;
``validity`` reads for which years and readings of the law a rule is in force. ``completeness`` proves that
in every law there is an answer in every case, and none in a circle; ``decision_checks`` notes where not.

A folder and the vocabulary enter, a ``Rubric`` with its hash leaves, or every problem of all its files.
Called by ``workspace`` and ``authoring``; ``completeness`` also by the analysis of rules, changes and mutants.
"""
