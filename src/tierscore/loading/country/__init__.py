"""
Country files: from ``countries/*.yaml`` to a dossier of sources, evidence items and searches.

``reader`` puts the dossier together, and ``changed_parts`` that of a file which was read before; ``items`` joins
each item with the defaults of its run and makes it a fact of the model; ``checks`` notes what an item contradicts
(the vocabulary, the sources, itself or the item that it revises) and a country's name beside the code of another.
``names`` has every country's code, name and aliases, from ``names.csv``, to tell that and to find a file by what a
user types.

A page and the vocabulary enter, a ``Dossier`` leaves, or every problem of the file. Called by
``workspace``, by ``cases``, whose files state facts in the same form, and by ``authoring``.
"""
