"""
From results to documents: one module for each report.

What enters is a record of the model: an assessment, a history, a check, a comparison of rubrics. What leaves
is a ``Document`` of blocks without markup, which ``report.formats`` draws. The commands and the Python
interface call the ``compose_*`` functions. The reports on one assessment are lists of the sections in
``report.sections``.
"""
