"""
tierscore: an open scoring engine for how governments fight human trafficking.

The names below are the public interface; ``docs/python.md`` shows them at work. Each is loaded when it is
first used, so that ``import tierscore`` costs nothing.
"""

from tierscore.version import __version__

TYPE_CHECKING = False  # typing itself is dear to import
if TYPE_CHECKING:
    from tierscore.application.assess import assess, assess_all
    from tierscore.application.render import to_dict, to_json, to_text
    from tierscore.application.session import Session, open_workspace
    from tierscore.errors import TierscoreError, UsageError
    from tierscore.model.assessment import Assessment, Depth
    from tierscore.model.problem import UnreadableError

__all__ = [
    "Assessment",
    "Depth",
    "Session",
    "TierscoreError",
    "UnreadableError",
    "UsageError",
    "__version__",
    "assess",
    "assess_all",
    "open_workspace",
    "to_dict",
    "to_json",
    "to_text",
]

_MODULES = {
    "Assessment": "tierscore.model.assessment",
    "Depth": "tierscore.model.assessment",
    "Session": "tierscore.application.session",
    "TierscoreError": "tierscore.errors",
    "UnreadableError": "tierscore.model.problem",
    "UsageError": "tierscore.errors",
    "assess": "tierscore.application.assess",
    "assess_all": "tierscore.application.assess",
    "open_workspace": "tierscore.application.session",
    "to_dict": "tierscore.application.render",
    "to_json": "tierscore.application.render",
    "to_text": "tierscore.application.render",
}
"""Where each public name is defined."""


def __getattr__(name: str) -> object:
    """Load a public name when it is first used."""
    if name not in _MODULES:
        raise AttributeError(f"module 'tierscore' has no attribute '{name}'")
    from importlib import import_module

    value: object = getattr(import_module(_MODULES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
