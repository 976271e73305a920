"""
From the model to text.

What enters are records of the model, what leaves are texts and bytes; no rule is run here, so a report can be
drawn wherever there is a result. ``compose`` makes a document of a result, the reports on an assessment from
``sections``, in the words of ``language``. A document is made of the blocks of ``document`` and drawn by
``formats``. ``json`` and ``checks`` write what other programs read, and ``tables`` the export. ``cli`` and
``application`` call it.
"""
