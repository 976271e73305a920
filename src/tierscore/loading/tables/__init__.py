"""
Tables: the two CSV files of a workspace.

``csv_table`` parses a file and notes what is wrong with it as a table; ``placements`` reads the State
Department's tiers by country and report year, the history that some rules ask for; ``index_3p`` reads a
published index, which only a backtest sees.

A path enters, records by country and year leave, or every problem of the table with its line. Called by
``workspace.store``, by ``workspace.reader`` in a check, and by ``application`` for whole tables.
"""
