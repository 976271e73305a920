"""
The tables of the export.

What enters is an ``Export``: country files and the assessments made of them. What leaves is one table as
bytes. Each column is defined once, in ``assessments`` or ``evidence``, with its kind, its meaning and the way
to read it from a record. ``csv``, ``jsonl`` and ``parquet`` write any table, and ``dictionary`` documents it,
so they cannot differ. ``catalogue`` lists the tables and has the version of their shape.
``application.export`` calls them.
"""
