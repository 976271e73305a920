"""What follows from a record that never changes, worked out once."""

from __future__ import annotations

from typing import Any


def remembered(record: object) -> dict[Any, Any]:
    """
    What has been worked out from a frozen record: kept as long as the record is, and not carried over to a
    changed copy of it.

    Nothing is kept here but what follows from the record and from the key under which it is kept.
    """
    kept: dict[Any, Any] = vars(record).setdefault("_remembered", {})
    return kept
