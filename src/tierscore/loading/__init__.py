"""
Loading: from files to models, and nothing else.

A path enters; a frozen record of ``tierscore.model`` leaves, or an ``UnreadableError`` with every problem
of the file, each with line, column and hint. Nothing is written here, and nothing is judged. On the way a
file is bytes (``files``), a tree with the place of every value (``yaml``), a page on which problems are
noted (``validation``), a form whose shape pydantic has checked (``forms``), and at last a model
(``vocabulary``, ``country``, ``rubric``, ``cases``, ``tables``). ``workspace`` knows which files there are,
reads each once in a command, and keeps models between runs.

Called by ``application``, which asks a workspace for models; by ``authoring``, which reads what it is about
to change; and by the commands, for names and suggestions.
"""
