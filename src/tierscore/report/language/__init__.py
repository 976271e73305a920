"""
How a report words what it shows.

``wording`` has the names of outcomes, answers, reasons, actors and statuses, and the few rules by which words
become a list or a sentence. ``numbers`` writes exact fractions as figures that never cross a cut-off,
``dates`` writes dates as precisely as the file does, ``tests`` and ``conditions`` put the rubric's tests and
conditions into prose. ``lookup`` finds names by id and numbers the sources. Everything takes records of the
model and returns texts. ``report.sections`` and ``report.compose`` call it.
"""
