"""
Mutants of a rubric: how many small changes of it some worked case notices.

In goes a rubric with the trials of its worked cases. ``operators`` makes every well-formed rubric that differs by one small
change (``condition_operators`` those of tests and conditions, ``well_formed`` refuses the rest); ``equivalence`` proves of some
that they change nothing; ``runner`` tries the others on the cases that such a change can touch. Out comes a
``CaseSuiteResult``: each mutant with its fate.

``application.run_cases`` calls ``runner.try_rubric``. A number that counts whole things moves by one, a share by a twelfth.
"""
