"""
Everything that writes: files to begin with, one more fact, the entry of a version.

What enters are models and plain values: a vocabulary, the options of a fact, a ``VersionEntry``; and the
bytes of the file that is to change. What leaves is the new content, every other byte as it was
(``scaffold``, ``add_fact``, ``version_entry``), or files on disk (``atomic_write``). ``yaml_edit`` changes
YAML as text, and ``yaml_values`` says how a value is written.

``application.author`` brings these together for ``add``, ``init`` and ``diff --write``. No other module
writes a file that a user named: the output of every command goes through ``atomic_write``. Nothing here
judges.
"""
