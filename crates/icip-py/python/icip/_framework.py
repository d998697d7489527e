"""Frameworks: what an index is made of, and how."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import _core
from ._arguments import at_least, one_of, texts
from ._problems import Problem, problems_of
from ._table import Table, rows_of
from ._toml import csv_of, toml_of

if TYPE_CHECKING:
    from ._result import Result

#: The name that problems show for a table that is no file.
DATA_FRAME = "data frame"

#: The languages of titles, names and reports.
LANGUAGES = ("en", "es")


class Framework:
    """The definition of a composite index: its tree of nodes, weights and methods, checked as a whole.

    There is one constructor for each form in which a framework comes: :meth:`builtin`, :meth:`from_files`,
    :meth:`from_toml`, :meth:`from_dict` and :meth:`from_nodes`. A framework never changes. It can be pickled.

    Examples
    --------
    >>> import icip
    >>> framework = icip.Framework.builtin("icip-2018")
    >>> framework.root
    'ICIP'
    >>> framework.title("en")
    'Colombian Public Innovation Index, pilot as its workbook computes it'
    """

    def __init__(self, native: _core.Framework) -> None:
        self._native = native

    @classmethod
    def _read(
        cls, toml: bytes, name: str, structure: bytes | None = None, structure_name: str | None = None
    ) -> Framework:
        return cls(_core.Framework.read(toml, name, structure, structure_name))

    @classmethod
    def _read_texts(
        cls, toml: str, name: str, structure: str | None = None, structure_name: str | None = None
    ) -> Framework:
        return cls._read(toml.encode(), name, None if structure is None else structure.encode(), structure_name)

    @classmethod
    def builtin(cls, id: str) -> Framework:
        """A framework that ships with the library.

        Parameters
        ----------
        id : str
            One of :func:`icip.frameworks`.

        Returns
        -------
        Framework

        Raises
        ------
        KeyError
            No such framework ships.
        """
        shipped = _core.Framework.shipped(id)
        if shipped is None:
            raise KeyError(f"no framework {id!r} ships; these do: {', '.join(frameworks())}")
        return cls._read_texts(shipped[0], "framework.toml", shipped[1], "structure.csv")

    @classmethod
    def from_files(cls, folder: str | os.PathLike[str]) -> Framework:
        """Reads a folder with `framework.toml`, and `structure.csv` where there is one.

        Parameters
        ----------
        folder : str or path
            The folder, or the framework file in it.

        Returns
        -------
        Framework

        Raises
        ------
        Problems
            All problems of both files.
        OSError
            A file cannot be read.
        """
        path = Path(folder)
        file = path if path.is_file() else path / "framework.toml"
        toml, structure = file.read_bytes(), file.parent / "structure.csv"
        # A file with its own tree may lie beside the structure of another framework.
        is_whole = any(line.lstrip().startswith(b"[[nodes]]") for line in toml.splitlines())
        if is_whole or not structure.exists():
            return cls._read(toml, file.name)
        return cls._read(toml, file.name, structure.read_bytes(), structure.name)

    @classmethod
    def from_toml(cls, text: str, structure: str | None = None) -> Framework:
        """Reads a framework from its texts.

        Parameters
        ----------
        text : str
            The text of a framework file.
        structure : str, optional
            The text of a `structure.csv`, where the nodes do not stand in the framework file.

        Returns
        -------
        Framework

        Raises
        ------
        Problems
            All problems of both texts.

        Examples
        --------
        >>> import icip
        >>> framework = icip.Framework.from_toml('''
        ... format = 1
        ... [framework]
        ... id = "speed"
        ... [defaults]
        ... normalise = { min-max = { lo = 0, hi = 100 } }
        ... [[nodes]]
        ... code = "I"
        ... [[nodes]]
        ... code = "A"
        ... parent = "I"
        ... column = "mbit"
        ... ''')
        >>> framework.nodes.columns[0]
        'code'
        """
        return cls._read_texts(text, "framework.toml", structure, "structure.csv" if structure is not None else None)

    @classmethod
    def from_dict(cls, framework: Mapping[str, Any]) -> Framework:
        """Reads a framework that is a dictionary with the keys of a framework file.

        Parameters
        ----------
        framework : dict
            Tables are dictionaries; `nodes` is a list of dictionaries. A value of `None` counts as a key that is not there.

        Returns
        -------
        Framework

        Raises
        ------
        Problems
            All problems; their lines are those of the file that the dictionary stands for.
        TypeError
            A value that a framework file cannot hold.

        Examples
        --------
        >>> import icip
        >>> framework = icip.Framework.from_dict({
        ...     "format": 1,
        ...     "framework": {"id": "speed"},
        ...     "defaults": {"normalise": {"min-max": {"lo": 0, "hi": 100}}},
        ...     "nodes": [
        ...         {"code": "I"},
        ...         {"code": "A", "parent": "I", "column": "mbit"},
        ...         {"code": "B", "parent": "I", "column": "cost", "direction": -1},
        ...     ],
        ... })
        >>> framework.score({"code": ["p", "q"], "mbit": [10.0, 60.0], "cost": [3.0, 1.0]}).scores.to_dict()["I"]
        [0.0, 100.0]
        """
        return cls._read_texts(toml_of({"format": 1, **framework}), "framework.toml")

    @classmethod
    def from_nodes(cls, nodes: object, framework: Mapping[str, Any]) -> Framework:
        """Reads a framework whose nodes are the rows of a data frame.

        Parameters
        ----------
        nodes : data frame
            One row for each node, with the columns of a `structure.csv`: `code`, `parent`, `column`, `weight`,
            `direction` and whatever else the framework file allows for a node. Anything that :meth:`score` takes.
        framework : dict
            Everything else, as in :meth:`from_dict`.

        Returns
        -------
        Framework

        Raises
        ------
        Problems
            All problems of both.

        Examples
        --------
        >>> import icip
        >>> nodes = {"code": ["I", "A", "B"], "parent": [None, "I", "I"], "column": [None, "mbit", "cost"],
        ...          "weight": [None, 3, 1]}
        >>> framework = icip.Framework.from_nodes(nodes, {
        ...     "framework": {"id": "speed"}, "defaults": {"normalise": {"min-max": {"lo": 0, "hi": 100}}}})
        >>> framework.nodes.to_dict()["share"]
        [1.0, 0.75, 0.25]
        """
        names, rows = _core.texts(rows_of(nodes), "nodes")
        return cls.from_toml(toml_of({"format": 1, **framework}), csv_of(names, rows))

    @property
    def id(self) -> str:
        """str: The id of the framework."""
        return self._native.id

    @property
    def root(self) -> str:
        """str: The code of the index."""
        return self._native.root

    def title(self, language: str = "en") -> str:
        """The title in a language.

        Parameters
        ----------
        language : {"en", "es"}

        Returns
        -------
        str

        Raises
        ------
        ValueError
            There are no texts in that language.
        """
        one_of(language, LANGUAGES, "language")
        return self._native.title(language)

    @property
    def nodes(self) -> Table:
        """Table: One row for each node, parents before children: code, parent, level, names, column, weight, share of the
        weight in the parent, and what one point is worth in the index when nothing is missing."""
        return Table(self._native.nodes())

    def _unknown_node(self, codes: Iterable[str]) -> str | None:
        """What is wrong with the first code that no node has; nothing where all are known."""
        known = self.nodes.to_dict()["code"]
        unknown = [code for code in codes if code not in known]
        return f"the framework has no node {unknown[0]!r}; it has: {', '.join(known)}" if unknown else None

    @property
    def columns(self) -> list[str]:
        """list of str: The columns of the data that may be read."""
        return self._native.columns

    @property
    def warnings(self) -> list[Problem]:
        """list of Problem: What a reader should know of the framework."""
        return problems_of(self._native.warnings)

    def read_csv(
        self,
        source: str | os.PathLike[str] | bytes,
        *,
        missing: str | Sequence[str] = (),
        decimal: str | None = None,
        threads: int | None = None,
    ) -> Data:
        """The same as :func:`icip.read_csv` with this framework."""
        return read_csv(source, self, missing=missing, decimal=decimal, threads=threads)

    def read(self, data: object, *, name: str = DATA_FRAME, missing: str | Sequence[str] = ()) -> Data:
        """Reads a data frame under the rules of this framework.

        Parameters
        ----------
        data : data frame
            polars, pandas, pyarrow, a DuckDB relation, a dictionary of lists, or anything with `__arrow_c_stream__` or
            `__dataframe__`. Columns are found by their names, and those that the framework does not name are left alone.
            A null is an absent value. Columns of text may hold numbers.
        name : str
            What problems show as the file.
        missing : str or list of str
            Further marks of absent values.

        Returns
        -------
        Data

        Raises
        ------
        Problems
            Every cell that cannot be read, with its row, counted from 1.
        TypeError
            What was given is no table.
        """
        return Data(_core.Data.from_arrow(self._native, rows_of(data), name, texts(missing, "missing")), self)

    def score(
        self,
        data: object,
        *,
        period: str | None = None,
        fits: str | None = None,
        missing: str | Sequence[str] = (),
        threads: int | None = None,
    ) -> Result:
        """Scores and ranks entities.

        Other threads of Python run meanwhile.

        Parameters
        ----------
        data : Data or data frame
            One row for each entity, and each period where there are several: what :meth:`read` takes, or has read.
        period : str, optional
            The period that is shown. Rows of others take part where the framework says so.
        fits : str, optional
            What was fitted to other rows (:meth:`Result.fits`), by which these are scored.
        missing : str or list of str
            Further marks of absent values.
        threads : int, optional
            At most so many; all of the machine when not given. Results do not depend on it.

        Returns
        -------
        Result

        Raises
        ------
        Problems
            Everything that keeps the data from being read or scored.
        TypeError
            What was given is no table.
        ValueError
            `fits` is no text that :meth:`Result.fits` gave; `missing` is given with data that were read before.

        Examples
        --------
        >>> import icip
        >>> framework = icip.Framework.builtin("icip-2018")
        >>> result = framework.score(icip.example())
        >>> result
        icip.Result(icip-2018, 136 rows)
        >>> result.top(1).to_dict()["code"]
        ['6468']
        """
        from ._result import Result

        threads = at_least(threads, 1, "threads")
        if fits is not None:
            _must_be_fits(fits)
        if isinstance(data, Data):
            if missing:
                raise ValueError("the data were read before; give `missing` to `read` or `read_csv`")
            native = data._native
        else:
            native = self.read(data, missing=missing)._native
        return Result(_core.Card.score(self._native, native, period, fits, threads), self)

    def check(self, data: object | None = None, **options: Any) -> list[Problem]:
        """Everything that is wrong with the framework and the data, or worth knowing, without raising.

        Parameters
        ----------
        data : Data or data frame, optional
            What :meth:`score` takes.
        **options
            Those of :meth:`score`.

        Returns
        -------
        list of Problem
            Errors, warnings and notes; without an error the data can be scored.

        Examples
        --------
        >>> import icip
        >>> framework = icip.Framework.builtin("hdi")
        >>> [problem.code for problem in framework.check({"iso3": ["AAA"]})][:1]
        ['missing-column']
        """
        from ._problems import Problems

        found = self.warnings
        if data is None:
            return found
        try:
            result = self.score(data, **options)
        except Problems as problems:
            return found + problems.problems
        return found + result.warnings + result.notes()

    def __reduce__(self) -> tuple[Any, ...]:
        name, toml, structure_name, structure = self._native.source
        return (_again, (toml, name, structure, structure_name))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Framework) and self._native.source == other._native.source

    def __hash__(self) -> int:
        return hash(tuple(self._native.source))

    def __repr__(self) -> str:
        return f"icip.Framework({self.id!r}, {len(self.nodes)} nodes)"


def _again(toml: str, name: str, structure: str | None, structure_name: str | None) -> Framework:
    return Framework._read_texts(toml, name, structure, structure_name)


def _must_be_fits(fits: str) -> None:
    """Refuses what is no document of fits; what does not fit the framework is refused by the native half."""
    try:
        is_document = isinstance(json.loads(fits), dict)
    except (TypeError, ValueError):
        is_document = False
    if not is_document:
        raise ValueError(f"fits is the text that `Result.fits` or `icip.spark.fit` gave, not {fits!r:.40}")


class Data:
    """Data as they were read under the rules of a framework: one row for each entity and period.

    It is made by :func:`icip.read_csv` and :meth:`Framework.read`, and scored any number of times.

    Attributes
    ----------
    framework : Framework
        The framework for which they were read.
    """

    def __init__(self, native: _core.Data, framework: Framework) -> None:
        self._native = native
        self.framework = framework

    def __len__(self) -> int:
        return self._native.rows

    @property
    def periods(self) -> list[str]:
        """list of str: The periods in the order of time."""
        return self._native.periods

    @property
    def warnings(self) -> list[Problem]:
        """list of Problem: What was found while reading."""
        return problems_of(self._native.warnings)

    @property
    def excluded(self) -> list[tuple[str, str | None, str]]:
        """list of tuple: Code, period and reason of the rows that the framework leaves out."""
        return self._native.excluded

    def __repr__(self) -> str:
        return f"icip.Data({len(self)} rows)"


def read_csv(
    source: str | os.PathLike[str] | bytes,
    framework: Framework,
    *,
    missing: str | Sequence[str] = (),
    decimal: str | None = None,
    threads: int | None = None,
) -> Data:
    """Reads a CSV file strictly: separator, decimal mark and encoding are found, and what is not certain is refused.

    Parameters
    ----------
    source : str, path or bytes
        A file, or the bytes of one.
    framework : Framework
        What is read, and what cells may hold.
    missing : str or list of str
        Further marks of absent values.
    decimal : {".", ","}, optional
        The decimal mark, where it is not to be found.
    threads : int, optional
        At most so many; all of the machine when not given.

    Returns
    -------
    Data

    Raises
    ------
    Problems
        Every cell that cannot be read, with line, column, value and what would be allowed.
    OSError
        The file cannot be read.

    Examples
    --------
    >>> import icip
    >>> framework = icip.Framework.from_dict({"framework": {"id": "x"}, "nodes": [
    ...     {"code": "I"}, {"code": "A", "parent": "I", "column": "mbit"}]})
    >>> icip.read_csv(b"code;mbit\\np;3,5\\nq;4\\n", framework)
    icip.Data(2 rows)
    """
    one_of(decimal, (".", ","), "decimal")
    threads = at_least(threads, 1, "threads")
    if isinstance(source, bytes):
        name, text = "data.csv", source
    else:
        path = Path(source)
        name, text = path.name, path.read_bytes()
    marks = texts(missing, "missing")
    return Data(_core.Data.read_csv(framework._native, text, name, marks, decimal, threads), framework)


def frameworks() -> list[str]:
    """The ids of the frameworks that ship.

    Returns
    -------
    list of str

    Examples
    --------
    >>> import icip
    >>> "hdi" in icip.frameworks()
    True
    """
    return _core.Framework.ids()


def example() -> Data:
    """The example that ships: the pilot of the ICIP, 136 national entities of Colombia and 22 variables of 2018.

    Returns
    -------
    Data
        For the framework `icip-2018`.
    """
    return read_csv(_core.Framework.example().encode(), Framework.builtin("icip-2018"))
