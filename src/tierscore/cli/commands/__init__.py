"""
The commands, one module each, named as the user types it.

What enters is the options of one command, as Typer reads them from the signature. What leaves is an exit
code. In between a command opens a session (``cli.environment``), calls one use case of ``application``, and
has the answer drawn (``cli.output``) by a section of ``report``. What it computes itself is wrong here.

``cli.app`` registers the command that is called; ``cli.options`` holds the options that several share. What is dear to
import is imported inside the function, so that ``tierscore --help`` stays fast.
"""
