"""
YAML: from the bytes of a file to a tree with the place of every key and value.

``decoding`` turns bytes into text and refuses what is no text; ``reader`` builds the tree from the events
of ruamel and refuses what our formats do not need (tags, anchors, repeated keys, several documents);
``syntax_errors`` says in our own words what the parser found wrong; ``tree`` is the result, in which lines
and columns count from 1.

Bytes enter, a ``Node`` leaves, or every fault as a problem. Nothing here knows what a key means. Called by
``validation.source_file`` for all files, by ``tables`` for their text, and by ``authoring`` to edit in
place.
"""
