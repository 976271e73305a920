"""
Documents drawn: as plain text, on a terminal, as Markdown.

What enters is a ``Document`` of blocks, what leaves is a text, for the terminal one of Rich. A format decides
how blocks and styles look and escapes what would take effect in it; it adds no words. The commands and
``application.render`` call them.
"""
