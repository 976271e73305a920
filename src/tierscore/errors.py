"""The few kinds of failure that tierscore raises on purpose."""


class TierscoreError(Exception):
    """The root of all failures that tierscore raises on purpose; its text is written for the user."""


class UsageError(TierscoreError):
    """What was asked for does not exist or makes no sense; the text says what would be accepted."""
