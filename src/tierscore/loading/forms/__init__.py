"""
Forms: which keys our YAML files may have, what each means, and of what shape its value is.

One pydantic class a mapping, one module a file or part of one. A form checks shape alone: types, closed
lists of words, least and most, keys that must be there. What it takes two values or two files to see is
checked by the readers.

The plain content of a tree enters, a form leaves, or pydantic's errors, which ``validation.error_words``
puts into our words. The same classes give the JSON Schemas for editors (``json_schema``): the meaning of a
key is its ``description``; what holds between keys, and the readers check in code, is said once more in
``schema_rules``. Called by the readers of ``country``, ``rubric``, ``cases`` and ``vocabulary``. Importing
pydantic is dear, so they import forms inside functions.
"""
