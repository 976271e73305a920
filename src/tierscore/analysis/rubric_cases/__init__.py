"""
The worked cases of a rubric: whether they come out as they expect, and what of the rubric they exercise.

In go a rubric, its vocabulary and the cases that ``loading`` has read. ``runner`` lets the engine answer each
expectation and collects what differs; ``coverage`` names the entries of the rubric that no case exercises;
``reach`` tells how far a change of the rubric goes, so that a case which it cannot touch need not be tried
again. Out come the records of ``model.case_results``, problems for cases that fail, and remarks on entries
without a case.

``application.check`` and ``analysis.mutation`` call it.
"""
