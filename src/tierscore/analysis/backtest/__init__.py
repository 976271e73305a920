"""
The engine's answers laid beside published placements. Agreement is measured, never aimed at: no rule reads
any of this.

In: a rubric, the vocabulary, country files, published placements and the 3P index. Out: ``Backtest`` records
of the model, one with all evidence and one without evidence that gives a placement away. Called by the use
case ``backtest``. ``comparison`` makes rows, groups and baselines; ``agreement`` counts how often answers
agree, exactly and reproducibly.
"""
