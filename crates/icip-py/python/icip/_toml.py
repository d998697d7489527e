"""A framework that is a dictionary, written as the TOML text that the library reads."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any


def _text(value: str) -> str:
    # The escapes of JSON are those of TOML, but for the character U+007F, which JSON does not escape.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(name: object) -> str:
    if not isinstance(name, str):
        raise TypeError(f"the keys of a framework are texts, not {type(name).__name__}")
    return _text(name)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return repr(value)
    item = getattr(value, "item", None)
    if item is not None:
        # A number of NumPy.
        return _value(item())
    if isinstance(value, Mapping):
        cells = (f"{_key(key)} = {_value(cell)}" for key, cell in value.items() if cell is not None)
        return "{ " + ", ".join(cells) + " }"
    if isinstance(value, Sequence):
        return "[" + ", ".join(_value(cell) for cell in value) + "]"
    raise TypeError(f"a framework holds texts, numbers, lists and dictionaries, not {type(value).__name__}")


def toml_of(framework: Mapping[str, Any]) -> str:
    """The text of a framework file; keys without a value (`None`) are left out."""
    plain: list[str] = []
    tables: list[str] = []
    for key, value in framework.items():
        if isinstance(value, Mapping):
            tables += [f"[{_key(key)}]"]
            tables += [f"{_key(name)} = {_value(cell)}" for name, cell in value.items() if cell is not None]
        elif isinstance(value, list) and value and all(isinstance(item, Mapping) for item in value):
            for item in value:
                tables += [f"[[{_key(key)}]]"]
                tables += [f"{_key(name)} = {_value(cell)}" for name, cell in item.items() if cell is not None]
        elif value is not None:
            plain.append(f"{_key(key)} = {_value(value)}")
    return "\n".join(plain + tables) + "\n"


def csv_of(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """CSV text, every cell in quotes."""
    lines = [names, *rows]
    return "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in line) + "\n" for line in lines)
