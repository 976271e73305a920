"""
The use cases of tierscore, one module each: what a command, a notebook and a test call alike.

What enters is a ``Session``, an opened workspace with one of its rubrics, and the arguments of the use case
as plain values. What leaves is a record of ``model``; nothing here prints, exits, reads a clock or the
environment. Where something takes long, the caller hands in a function that is told what is being done.

The modules bring the floors below together: ``loading`` reads, ``engine`` judges, ``analysis`` compares,
``authoring`` writes. A rule of the law, a wording or a layout does not belong here. The commands of
``cli.commands`` wire options to these functions, and the public names of the package ``tierscore`` lead here.
"""
