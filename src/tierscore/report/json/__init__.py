"""
Results as JSON, each in a versioned shape of its own.

What enters is a record of the model, what leaves is plain data with its keys in a fixed order, and for
assessments and checks the text. A shape is public: it is no dump of a record, and a change of it that a
reader could notice raises its version. ``assessment`` with ``findings`` is one shape, every other module is
one; ``values`` holds what they share. The commands call ``as_data`` and ``encode``.
"""
