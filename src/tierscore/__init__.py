"""tierscore: an open scoring engine for how governments fight human trafficking."""

__version__ = "0.1.0"
