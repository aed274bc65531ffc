"""Greenroom: interview preparation for AI and ML roles, on your own machine.

The names in `__all__` are the public API; each is loaded when it is first used, so that importing costs nothing.
`__init__.pyi` says the same to type checkers.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_JUDGEMENT, _ERRORS = "greenroom.model.judgement", "greenroom.errors"
_HOMES = {
    "judge": "greenroom.api",
    "Asked": _JUDGEMENT,
    "CriterionScore": _JUDGEMENT,
    "Judge": _JUDGEMENT,
    "Judgement": _JUDGEMENT,
    "Label": _JUDGEMENT,
    "Quote": _JUDGEMENT,
    "Rubric": _JUDGEMENT,
    "Standard": _JUDGEMENT,
    "GreenroomError": _ERRORS,
    "InputError": _ERRORS,
    "UserError": _ERRORS,
}

__all__ = ["__version__", *_HOMES]  # noqa: PLE0604 - all of them are names


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        message = f"module 'greenroom' has no attribute {name!r}"
        raise AttributeError(message)
    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
