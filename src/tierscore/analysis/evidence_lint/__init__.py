"""
What stands out in a country file although it keeps every rule of its form.

Nothing found here is wrong for certain, and nothing changes an assessment. A rule would rather miss a slip
than report what is sound: nobody reads an alarm that is usually false.

In: one country file, the rubrics that may read it, the vocabulary, and today's date (``LintInput``). Out:
remarks, each with the address of an entry; loading ties them to lines and applies the exceptions that stand
there. Called by the use case ``check``. ``rules`` holds the table of all rules and runs it; the other modules
hold the functions that look, and ``new_item`` asks them about one fact that is being added. A new rule is a
row in that table, a code in the model and a section of the page on messages.
"""
