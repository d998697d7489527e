"""What functions are given, looked at before anything is computed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def texts(value: str | Iterable[str], name: str) -> list[str]:
    """A list of texts; one text is a list of one."""
    if isinstance(value, str):
        return [value]
    given = list(value)
    for one in given:
        if not isinstance(one, str):
            raise TypeError(f"{name} is a list of texts, and {one!r} is none")
    return given


def at_least(value: int | None, least: int, name: str) -> int | None:
    """A whole number that is not too small; nothing where none is given."""
    if value is None:
        return None
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise TypeError(f"{name} is a whole number, not {value!r}")
    number = value.__index__()
    if number < least:
        raise ValueError(f"{name} is a whole number of at least {least}, not {number}")
    return number


def one_of(value: str | None, allowed: Sequence[str], name: str) -> None:
    """Refuses what is not among the words that are allowed."""
    if value is not None and value not in allowed:
        words = " or ".join(f'"{word}"' for word in allowed)
        raise ValueError(f"{name} is {words}, not {value!r}")
