"""
What is kept between runs of the command, so that nothing is worked out twice.

``entry_folder`` is the folder of the user in which entries lie, and takes nothing there that this program did
not write; ``code_stamp`` changes whenever the code does; ``models`` keeps the models of files, as
``serialization`` writes them.

Bytes that were read and the models made of them enter; the same models leave in a later run. Nothing depends
on it: where an entry is missing or strange, the work is done anew. Called by ``workspace``.
"""
