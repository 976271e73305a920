"""
The sections of the reports on one assessment, one module each.

What enters is a ``Lookup``: the assessment with its parts by id. What leaves are blocks of a document, in
reading order. A section decides what is said and in which order; how outcomes, dates and figures are worded
stands in ``report.language``. ``report.compose`` lists the sections of each report. Sections run no rule and
work out no result.
"""
