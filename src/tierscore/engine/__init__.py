"""
The reasoning: from a rubric and the facts on one country to findings, a decision and a range of tiers.

``assess`` takes a rubric, the vocabulary, a country's dossier, a report year and earlier placements, and
gives an ``Assessment``; ``application`` calls it for every command, and ``analysis`` for many countries and
rubrics at once. On the way ``law`` takes what is in force, ``selection`` and ``combination`` make one fact of
the items on a subject, ``variables`` says how facts that are unknown or contested could stand, and
``evaluator`` what follows from any assignment of them. ``findings`` are the outcomes of criteria; ``decision``
tries gates and tier rules and, through ``search``, finds every tier that some completion of the unknowns gives.

Everything here is pure, exact and deterministic: no files, no clock, fractions instead of floats.
"""
