"""
Worked cases: from ``rubrics/RUBRIC/cases/*.yaml`` to facts, a supposed history and what must come out.

``reader`` reads a case and its variants, whose facts are their own or borrowed from a country file;
``expectations`` reads what must come out for each report year, and checks that the rubric has whatever is
named there.

A case file, the vocabulary and a rubric enter, a ``Case`` leaves, or every problem of the file and of the
country file that it borrows. Nothing is judged here: ``analysis.rubric_cases`` runs what was read. Called
by ``workspace.reader`` in a check, and by ``application`` to run cases.
"""
