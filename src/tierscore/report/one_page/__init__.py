"""
The default report: what a reader can finish, at most seventy lines of eighty columns.

What enters is a ``PageLookup``, an assessment worked out in full depth with the memory of one page, and how
much room there is. What leaves are sections of a document, one module each, in reading order: the verdict,
why this tier, why not the next one up and down, what would change it, the three P's, what the file lacks, the
sources named.

``compose.one_page`` lists the sections and takes room away until the page fits. Every sentence is a template
in the module of its section; nothing here runs a rule or knows an id of a rubric.
"""
