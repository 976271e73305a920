"""
A report before it is drawn.

``blocks`` defines the document: headings, paragraphs, lists, tables and bars made of spans of text, each with
a style and without markup. ``report.compose`` and ``report.sections`` build it; ``report.formats`` draw it.
``layout`` and ``wrapping`` break a document into lines for plain text and terminals. ``sanitize`` makes text
from files safe to show, and every span passes through it. ``excerpt`` shows a problem with the line of the
file that it is about.
"""
