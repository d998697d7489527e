"""What is wrong with an input, or worth knowing of a result."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, or that a reader should know.

    Attributes
    ----------
    code : str
        What kind of problem it is; stable from one version to the next, so that programs may decide on it.
    severity : {"error", "warning", "note"}
        An error leaves no result; a warning and a note do.
    message : str
        What it is, with the value in backticks.
    hint : str or None
        What would be allowed, or what to do.
    file : str or None
        The file, or the name that was given to a data frame.
    line : int or None
        The line of a file, or the row of a data frame, counted from 1.
    cell : str or None
        The cell of a workbook.
    column : str or None
        The column of a table, or the key of a framework.
    entity : str or None
        Code (and period) of the entity.
    value : str or None
        The text or number that is wrong.
    text : str
        Everything in one sentence.
    """

    code: str
    severity: str
    message: str
    hint: str | None
    file: str | None
    line: int | None
    cell: str | None
    column: str | None
    entity: str | None
    value: str | None
    text: str

    def __str__(self) -> str:
        return self.text

    def as_dict(self) -> dict[str, Any]:
        """The problem as a dictionary.

        Returns
        -------
        dict
            The attributes by name.
        """
        return dict(vars(self))


def problems_of(text: str) -> list[Problem]:
    """Problems from the JSON list of the native half."""
    return [
        Problem(
            code=row["code"],
            severity=row["severity"],
            message=row["what"],
            hint=row["hint"],
            file=row["file"],
            line=row["line"],
            cell=row["cell"],
            column=row["field"],
            entity=row["entity"],
            value=row["value"],
            text=row["text"],
        )
        for row in json.loads(text)
    ]


class Problems(Exception):  # noqa: N818
    """All problems of a step, raised together.

    It is a sequence: `len(error)`, `error[0]` and `for problem in error` give each :class:`Problem`.

    Parameters
    ----------
    problems : list of Problem
        At least one.

    Examples
    --------
    >>> import icip
    >>> try:
    ...     icip.Framework.from_toml("format = 1")
    ... except icip.Problems as error:
    ...     print(error[0].code, len(error) > 0)
    no-tree True
    """

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.problems = problems

    @classmethod
    def _from_json(cls, text: str) -> Problems:
        return cls(problems_of(text))

    def __str__(self) -> str:
        return "\n".join(problem.text for problem in self.problems)

    def __len__(self) -> int:
        return len(self.problems)

    def __getitem__(self, position: int) -> Problem:
        return self.problems[position]

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.problems)
