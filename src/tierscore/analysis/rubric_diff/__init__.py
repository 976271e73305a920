"""
Two versions of a rubric compared: typed changes, every tier and outcome that they move, and what that asks of
the version.

In go both rubrics, their vocabularies and the facts of every country. ``renames`` gives the old rubric the
new ids; ``changes`` lists what differs, by ``change_table`` and ``matching``; ``impact`` applies both rubrics
to every country and year, and ``single_change`` the old one with each change by itself, so that ``compare``
can say what causes a move. For a change that moves nobody on file ``counterexample`` looks for a made-up
country (``sample_facts``). Out comes a ``RubricDiff``, which ``version_policy`` holds to the rules on
versions and their history.

``application.compare_rubrics`` and ``application.author`` call it.
"""
