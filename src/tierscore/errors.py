"""The failures that tierscore raises on purpose, and how their words quote a user or a file."""


class TierscoreError(Exception):
    """The root of all failures that tierscore raises on purpose; its text is written for the user."""


class UsageError(TierscoreError):
    """What was asked for does not exist or makes no sense; the text says what would be accepted."""


def safe(text: str) -> str:
    """A text in which everything that cannot be seen is shown as an escape."""
    return text if text.isprintable() else "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    return character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
