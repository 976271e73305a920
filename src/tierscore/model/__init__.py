"""
The nouns of tierscore: frozen records and closed enums of the standard library, without files or output.

``loading`` builds ``Rubric``, ``Vocabulary``, ``Dossier`` and ``Placements`` from files; nothing else makes
them. ``engine`` turns them into ``Finding``, ``Decision`` and ``Assessment``; ``analysis`` into what is said
of many countries or of a rubric: ``RubricDiff``, ``Backtest``, ``CaseSuiteResult``, ``Outlook``, ``Audit``.
``report`` draws these without running a rule.

A record refers to others by id, as the files do, and a rubric's references have been checked when it was
loaded. Rules may be dated: what is in force in a report year is in the law of that year, see ``engine.law``.
``tree`` is how tests and conditions are walked, ``canonical`` how records are compared and hashed,
``notation`` how they are quoted.
"""
