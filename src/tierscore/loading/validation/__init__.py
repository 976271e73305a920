"""
Validation: what all readers of YAML need to note a problem at its line, and what becomes of it.

``source_file`` is a page: the tree of one file, and the problems noted on it; ``error_words`` reads a page
as a form and puts pydantic's errors into words; ``references`` checks ids against those that are defined.
The other half serves checks of what was loaded already: a ``Remark`` names an address in a model,
``locations`` finds the line where that is written, and ``exceptions`` applies the entries ``accept:`` that
authors put there.

Pages and remarks enter, problems leave. Called by every reader of a YAML file, and by ``application`` for
remarks.
"""
