"""
Everything that writes: files to begin with, one more fact, the entry of a version.

What enters are models and plain values: a vocabulary, the options of a fact, a ``VersionEntry``; and the
bytes of the file that is to change. What leaves is the new content, every other byte as it was
(``scaffold``, ``add_fact``, ``version_entry``), or files on disk (``atomic_write``). ``yaml_edit`` changes
YAML as text, and ``yaml_values`` says how a value is written. ``option_problems`` names what is wrong with a
fact by its option, since no file was written.

``application.author`` and ``fact_entry`` bring these together for ``add``, ``init`` and ``diff --write``. No other module
writes a file that a user named: the output of every command goes through ``atomic_write``. Nothing here
judges.
"""
