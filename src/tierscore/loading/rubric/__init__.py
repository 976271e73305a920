"""
Rubrics: from the files of one folder to a rubric whose cross-references hold.

``reader`` opens ``rubric.yaml`` and the files of criteria; ``builder`` puts the parts together;
``criteria``, ``conditions``, ``tests``, ``scale`` and ``versions`` each read a part; ``validity`` reads for
which years and readings of the law a rule is in force. ``completeness`` proves that the tier rules answer
every case and gates ask in no circle; ``decision_checks`` notes where they do not.

A folder and the vocabulary enter, a ``Rubric`` with its hash leaves, or every problem of all its files.
Called by ``workspace`` and ``authoring``; ``completeness`` also by the analysis of rules and of mutants.
"""
