"""
Runs over the report years of a country.

In: a rubric, the vocabulary, a country file and the country's placements. Out: assessments, each made from
the placements of earlier reports alone, with the placement of its own year laid beside the answer. Called by
the use cases ``assess`` (for exports), ``history`` and, through analysis/backtest, ``backtest``.
"""
