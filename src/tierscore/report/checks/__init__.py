"""
A check as other programs read it: annotations of GitHub, SARIF and JUnit; its JSON is ``report.json.check``.

What enters is a ``Check``, what leaves is a text. The renderers do not know one another. ``tierscore check``
calls the one that its ``--format`` names. Text from files never takes effect: each form escapes it by its own
rules.
"""
