"""
What the law makes of a sequence of placements, without any evidence.

In: a rubric and the placements of a country. Out: what the law of a report year allows next (``outlook``),
and whether each published placement was allowed (``audit``). Called by the use case ``history`` for the
commands ``outlook`` and ``audit-history``. Both rest on ``scenarios``, which tries the tier rules on every
combination of answers that the placements leave open.
"""
