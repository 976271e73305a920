"""
What follows from many assessments, or from a rubric itself: the floor above the engine.

In go models that are loaded already - rubrics, dossiers, placements, worked cases - and out come records of
the model, problems, and remarks that are not yet tied to a line. Every folder answers one question.
``country_years``: what of all years? ``backtest``: how far do the answers agree with published
placements? ``placements``: what does the law say of a placement, and of the next? ``evidence_lint``: what in
a country file stands out? ``verification``: what can no evidence change? ``rubric_diff``: what does an edit
change, and for whom? ``rubric_cases``: do worked cases come out? ``mutation``: which changes do they notice?

Everything is pure: no file, clock or terminal. ``application`` calls it.
"""
