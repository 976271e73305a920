"""
Mutants of a rubric: how many small changes of it some worked case notices.

In goes a rubric with the trials of its worked cases. ``operators`` makes every rubric that differs by one
small change, less those that ``well_formed`` refuses; ``equivalence`` proves of some that they change
nothing; ``runner`` tries the others on the cases that they can touch. Out comes a ``CaseSuiteResult``, which
holds each mutant with its fate.

``application.run_cases`` calls ``runner.try_rubric``.
"""
