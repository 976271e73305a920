"""Where the data that come with the package lie: inside the installed package, or in the checkout beside it."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
"""The folder of the package ``tierscore``."""


def bundled_folder(relative: Path) -> Path | None:
    """The folder under which a bundled file of this relative path lies; None where this installation came without it."""
    return next(
        (root for root in (PACKAGE / "_data", PACKAGE.parents[1]) if (root / relative).is_file()), None
    )
