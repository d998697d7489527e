"""Results: scores, ranks, the trail, and what can be asked of them."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from . import _core
from ._arguments import at_least, one_of
from ._framework import LANGUAGES, Data, Framework
from ._problems import Problem, problems_of
from ._table import Table, rows_of

#: The files of :meth:`Result.write`, in the order of the native half.
FILES = ("scores.csv", "ranks.csv", "trail.csv", "fitted.json")


class Result:
    """Scores and ranks of entities, with what they were computed from.

    It is made by :meth:`Framework.score`. The tables hold rows in the order of the data.

    Attributes
    ----------
    framework : Framework
        The framework by which it was scored.
    """

    def __init__(self, native: _core.Card, framework: Framework) -> None:
        self._native = native
        self.framework = framework

    def __len__(self) -> int:
        return self._native.rows

    @cached_property
    def scores(self) -> Table:
        """Table: Code, name, period and groups where there are any, then one column of scores for each node, the index
        first, then a class for every node that has classes."""
        return Table(self._native.scores())

    @cached_property
    def ranks(self) -> Table:
        """Table: The same columns with ranks, 1 for the highest score, then the rank of the index inside each group."""
        return Table(self._native.ranks())

    @cached_property
    def trail(self) -> Table:
        """Table: One row for each cell that a step changed: code, period, node, step, before, after, why."""
        return Table(self._native.trail())

    @property
    def fitted(self) -> Any:
        """dict: What the methods fitted to the data, as in `fitted.json`."""
        return json.loads(self._native.files()[3])

    @property
    def warnings(self) -> list[Problem]:
        """list of Problem: What a reader should know although there are scores."""
        return problems_of(self._native.warnings)

    @property
    def periods(self) -> list[str]:
        """list of str: The periods in the order of time."""
        return self._native.periods

    def notes(self) -> list[Problem]:
        """What a careful reader would ask of the scores, entity by entity.

        Returns
        -------
        list of Problem
        """
        return problems_of(_core.notes(self._native))

    def top(self, count: int = 10, *, period: str | None = None) -> Table:
        """The best rows of a period in the order of the index, with their ranks.

        Parameters
        ----------
        count : int
            At most so many.
        period : str, optional
            The last one when not given.

        Returns
        -------
        Table
            A column `rank`, then those of :attr:`scores`. It needs pyarrow.

        Raises
        ------
        KeyError
            There is no such period.
        ValueError
            `count` is below 0.
        """
        import pyarrow

        at_least(count, 0, "count")
        scores, order = self.scores.to_pyarrow(), self._native.order()
        if period is not None and period not in self.periods:
            raise KeyError(f"there is no period {period!r}; there are: {', '.join(self.periods) or 'none'}")
        if self.periods:
            wanted = period if period is not None else self.periods[-1]
            of_row = scores["period"].to_pylist()
            order = [row for row in order if of_row[row] == wanted]
        ranks = self.ranks.to_pyarrow()[self.framework.root]
        table = scores.add_column(0, "rank", ranks).take(pyarrow.array(order[:count], pyarrow.int64()))
        return Table(_Holding(table))

    def files(self) -> dict[str, bytes]:
        """The files that `icip score -o` writes beside the record of the run, with the same bytes.

        Returns
        -------
        dict of bytes
            `scores.csv`, `ranks.csv`, `trail.csv`, `fitted.json`.
        """
        return dict(zip(FILES, self._native.files(), strict=True))

    def write(self, folder: str | os.PathLike[str]) -> None:
        """Writes :meth:`files` into a folder, which is made where it is missing.

        Parameters
        ----------
        folder : str or path
        """
        path = Path(folder)
        path.mkdir(parents=True, exist_ok=True)
        for name, text in self.files().items():
            (path / name).write_bytes(text)

    def document(self) -> Any:
        """The result as `icip score --format json` gives it, best entities first.

        Returns
        -------
        dict
        """
        return json.loads(self._native.document())

    def fits(self, *, threads: int | None = None) -> str:
        """What was learnt from these rows, by which later rows are scored (`Framework.score(later, fits=...)`).

        Parameters
        ----------
        threads : int, optional

        Returns
        -------
        str
            JSON text, whose numbers read back to the same bits.

        Raises
        ------
        Problems
            A method needs whole columns, such as one that takes medians: it is named.

        Examples
        --------
        >>> import icip
        >>> framework = icip.Framework.from_dict({
        ...     "framework": {"id": "x"}, "defaults": {"normalise": {"min-max": {"lo": 0, "hi": 100}}},
        ...     "nodes": [{"code": "I"}, {"code": "A", "parent": "I", "column": "mbit"}]})
        >>> first = framework.score({"code": ["p", "q"], "mbit": [10.0, 60.0]})
        >>> framework.score({"code": ["r"], "mbit": [20.0]}, fits=first.fits()).scores.to_dict()["I"]
        [20.0]
        """
        return self._native.fits(at_least(threads, 1, "threads"))

    def explain(self, entity: str, period: str | None = None) -> Explanation:
        """How the score of an entity came about, from the index down to the cells.

        Parameters
        ----------
        entity : str
            Its code or its name.
        period : str, optional
            Where it has rows in several periods.

        Returns
        -------
        Explanation

        Raises
        ------
        KeyError
            There is no such entity.
        ValueError
            It has rows in several periods, and none was chosen.

        Examples
        --------
        >>> import icip
        >>> way = icip.Framework.builtin("icip-2018").score(icip.example()).explain("6468")
        >>> way.rank, way.ranked
        (1.0, 136)
        """
        row, ranked, nodes, balance, cells = self._native.explain(entity, period)
        return Explanation(self, row, ranked, Table(nodes), Table(balance), cells)

    def robustness(
        self,
        *,
        replicates: int | None = None,
        seed: int | None = None,
        period: str | None = None,
        progress: Callable[[int, int], object] | None = None,
        threads: int | None = None,
    ) -> Answer:
        """How sure the ranks are: the framework's uncertain factors are drawn, and the index is scored again.

        Where the framework declares nothing, the weights of the index's children are drawn. Other threads of Python run
        meanwhile.

        Parameters
        ----------
        replicates : int, optional
            Runs; else as the framework says.
        seed : int, optional
            Else as the framework says. The same seed gives the same result on any number of threads.
        period : str, optional
            Needed where there are several.
        progress : callable, optional
            It is called with the runs that are done and all runs. What it raises, such as `KeyboardInterrupt`, ends the
            study and is raised here. An interruption from the keyboard does so in any case.
        threads : int, optional

        Returns
        -------
        Answer
            Tables `ranks`, `acceptability` and more, and the document of `icip robustness --format json`.

        Raises
        ------
        Problems
            Nothing varies, or no run has a result.

        Examples
        --------
        >>> import icip
        >>> result = icip.Framework.builtin("icip-2018").score(icip.example())
        >>> study = result.robustness(replicates=100, seed=1)
        >>> len(study["ranks"])
        136
        """
        replicates, seed = at_least(replicates, 1, "replicates"), at_least(seed, 0, "seed")
        threads = at_least(threads, 1, "threads")
        document, tables, warnings = _core.robustness(self._native, replicates, seed, period, progress, threads)
        return Answer("robustness", document, tables, problems_of(warnings))

    def audit(
        self,
        *,
        stage: str = "normalised",
        resamples: int = 0,
        seed: int = 1,
        threads: int | None = None,
    ) -> Answer:
        """The statistical audit: whether the index is sound.

        Parameters
        ----------
        stage : {"normalised", "treated", "raw"}
            Which columns of the leaves are looked at.
        resamples : int
            Resamples for intervals; none by default.
        seed : int
            The seed of the resamples.
        threads : int, optional

        Returns
        -------
        Answer
            Tables `univariate`, `correlations`, `importance` and more, and the document of `icip audit --format json`;
            what was found is its `warnings`.

        Raises
        ------
        ValueError
            No such stage.
        """
        one_of(stage, ("normalised", "treated", "raw"), "stage")
        at_least(resamples, 0, "resamples")
        at_least(seed, 0, "seed")
        threads = at_least(threads, 1, "threads")
        document, tables, findings = _core.audit(self._native, stage, resamples, seed, threads)
        return Answer("audit", document, tables, problems_of(findings))

    def compare(
        self,
        published: object,
        *,
        tolerance: float = 1e-9,
        columns: Mapping[str, str] | None = None,
        ranks: Mapping[str, str | None] | None = None,
    ) -> Comparison:
        """Compares scores and ranks with a published table.

        Parameters
        ----------
        published : data frame
            With the column of codes of the framework, or one called `code`. Columns that are called like a node hold its
            scores.
        tolerance : float
            The largest difference that counts as agreement, in points of the node.
        columns : dict, optional
            Further published columns, and the nodes whose scores they hold.
        ranks : dict, optional
            Published columns with ranks, and their nodes; `None` is the index.

        Returns
        -------
        Comparison

        Raises
        ------
        Problems
            The published table cannot be read, or a node is not there.

        Examples
        --------
        >>> import icip
        >>> result = icip.Framework.builtin("icip-2018").score(icip.example())
        >>> result.compare(result.scores).agrees
        True
        """
        pairs = list((columns or {}).items())
        ranked = [(node, column) for column, node in (ranks or {}).items()]
        return Comparison(*_core.compare(self._native, rows_of(published), tolerance, pairs, ranked))

    def report(
        self,
        *,
        language: str = "en",
        period: str | None = None,
        robustness: bool = True,
        threads: int | None = None,
    ) -> Report:
        """A report for readers: one HTML page that loads nothing from anywhere, and shows itself in a notebook.

        Parameters
        ----------
        language : {"en", "es"}
        period : str, optional
            The last one when not given.
        robustness : bool
            Whether it says how sure the ranks are.
        threads : int, optional

        Returns
        -------
        Report

        Raises
        ------
        Problems
            What keeps the period from being studied.
        """
        one_of(language, LANGUAGES, "language")
        threads = at_least(threads, 1, "threads")
        page = _core.report(self._native, self._record(), language, period, robustness, threads)
        return Report(page)

    def _record(self) -> str:
        """The record of the run, as far as Python knows it: of a data frame there are no bytes to digest."""
        name, toml, structure_name, structure = self.framework._native.source
        inputs = [
            {"role": role, "name": name, "sha256": hashlib.sha256(text.encode()).hexdigest()}
            for role, name, text in (("framework", name, toml), ("structure", structure_name, structure))
            if text is not None
        ]
        record = {
            "format": 1,
            "program": "icip for Python",
            "version": _core.__version__,
            "framework": self.framework.id,
            "inputs": inputs,
            "warnings": [problem.text for problem in self.warnings],
        }
        return json.dumps(record, indent=2, ensure_ascii=False)

    def __repr__(self) -> str:
        return f"icip.Result({self.framework.id}, {len(self)} rows)"

    def _repr_html_(self) -> str:
        return f"<p>{self.framework.id}: {len(self)}</p>" + self.top()._repr_html_()


class _Holding:
    """A pyarrow table in place of one of the native half."""

    def __init__(self, table: Any) -> None:
        self._table = table
        self.num_rows: int = table.num_rows
        self.column_names: list[str] = table.column_names

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._table.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self._table.schema.__arrow_c_schema__()


class Explanation:
    """How a score came about.

    Attributes
    ----------
    nodes : Table
        The nodes from the index down: score, rank, mean of the others, weight, what each gives to its parent and to the
        index, and what was changed.
    balance : Table
        Where the entity gains and loses beside the others, the greatest gain first.
    cells : dict
        The cells that each leaf read: column and number by code of the leaf.
    ranked : int
        How many entities are ranked with it.
    """

    def __init__(
        self,
        result: Result,
        row: int,
        ranked: int,
        nodes: Table,
        balance: Table,
        cells: list[tuple[str, str, float | None]],
    ) -> None:
        entity = result._native.entity(row)
        self.code, self.name, self.period = entity if entity else ("", None, None)
        self.ranked = ranked
        self.nodes = nodes
        self.balance = balance
        self.cells: dict[str, dict[str, float | None]] = {}
        for node, column, value in cells:
            self.cells.setdefault(node, {})[column] = value

    @property
    def score(self) -> float | None:
        """float or None: The index."""
        first: float | None = self.nodes.to_pyarrow()["score"][0].as_py()
        return first

    @property
    def rank(self) -> float | None:
        """float or None: Its rank."""
        first: float | None = self.nodes.to_pyarrow()["rank"][0].as_py()
        return first

    def __repr__(self) -> str:
        return f"icip.Explanation({self.code!r}, score {self.score}, rank {self.rank} of {self.ranked})"

    def _repr_html_(self) -> str:
        return self.nodes._repr_html_()


class Answer(Mapping[str, Table]):
    """The answer to a question: its tables by name, and the document that the program gives.

    Attributes
    ----------
    document : dict
        What the program gives as JSON.
    warnings : list of Problem
        What a reader should know.
    """

    def __init__(
        self,
        kind: str,
        document: str,
        tables: list[tuple[str, _core.ArrowTable]],
        warnings: list[Problem],
    ) -> None:
        self._kind = kind
        self._tables = {name: Table(table) for name, table in tables}
        self.document: Any = json.loads(document)
        self.warnings = warnings

    def __getitem__(self, name: str) -> Table:
        return self._tables[name]

    def __iter__(self) -> Any:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __repr__(self) -> str:
        return f"icip.Answer({self._kind}: {', '.join(self._tables)})"


class Comparison:
    """What a comparison with a published table found.

    Attributes
    ----------
    agrees : bool
        Whether everything that was compared agrees.
    is_complete : bool
        Whether every published row has a computed one.
    compared : int
        How many scores and ranks were compared.
    summary : Table
        One row for each published column: node, how many were compared and differ, and the largest difference.
    differences : Table
        Every score or rank that differs.
    only_published, only_computed, left_out : list of str
        Rows that one side alone has, and published rows that the framework leaves out.
    """

    def __init__(
        self,
        agrees: bool,
        is_complete: bool,
        compared: int,
        summary: _core.ArrowTable,
        differences: _core.ArrowTable,
        keys: list[tuple[str, list[str]]],
    ) -> None:
        self.agrees = agrees
        self.is_complete = is_complete
        self.compared = compared
        self.summary = Table(summary)
        self.differences = Table(differences)
        known = dict(keys)
        self.only_published = known["only_published"]
        self.only_computed = known["only_computed"]
        self.left_out = known["left_out"]

    def __repr__(self) -> str:
        return f"icip.Comparison(agrees={self.agrees}, {self.compared} compared)"

    def _repr_html_(self) -> str:
        return self.summary._repr_html_()


class Report:
    """A report as one HTML page.

    Attributes
    ----------
    html : str
        The page. It is whole: style, script and data are in it.
    """

    def __init__(self, html: str) -> None:
        self.html = html

    def write(self, path: str | os.PathLike[str]) -> None:
        """Writes the page.

        Parameters
        ----------
        path : str or path
        """
        Path(path).write_text(self.html, encoding="utf-8")

    def __repr__(self) -> str:
        return f"icip.Report({len(self.html)} characters)"

    def _repr_html_(self) -> str:
        import html

        # In a frame, so that neither the style of the page nor that of the notebook touches the other.
        page = html.escape(self.html, quote=True)
        return (
            f'<iframe srcdoc="{page}" style="width:100%;height:80vh;border:0" '
            'sandbox="allow-scripts allow-downloads allow-popups"></iframe>'
        )


def change(
    before: Data,
    after: Data | None = None,
    *,
    since: str | None = None,
    period: str | None = None,
    shapley: bool = False,
    threads: int | None = None,
) -> Answer:
    """What changed between two editions, part by part: data, methods, weights, and the set of entities.

    Parameters
    ----------
    before : Data
        The earlier edition, or the only data where two periods of them are compared.
    after : Data, optional
        The later edition; its framework may be another one.
    since, period : str, optional
        The earlier and the later period. Where there is one table and no period is given, its last two.
    shapley : bool
        Whether changes of the framework share their effects over all orders, and not in the order of their statement.
    threads : int, optional

    Returns
    -------
    Answer
        Tables `changes`, one row for each entity, and `parts`; the document of `icip change --format json`.

    Raises
    ------
    Problems
        An edition cannot be scored.
    ValueError
        There is one table, and it has no two periods.

    Examples
    --------
    >>> import icip
    >>> framework = icip.Framework.from_dict({
    ...     "framework": {"id": "x"}, "data": {"period": "year"},
    ...     "nodes": [{"code": "I"}, {"code": "A", "parent": "I", "column": "mbit"}]})
    >>> data = framework.read({"code": ["p", "p"], "year": ["2023", "2024"], "mbit": [10.0, 60.0]})
    >>> icip.change(data)["changes"].to_dict()["change"]
    [50.0]
    """
    last = after if after is not None else before
    if after is None and (since is None or period is None):
        periods = before.periods
        at = periods.index(period) if period is not None else len(periods) - 1
        if since is None and at < 1:
            raise ValueError("one table has two editions only where it has two periods")
        period = periods[at]
        since = since if since is not None else periods[at - 1]
    document, tables = _core.change(
        (before.framework._native, before._native, since),
        (last.framework._native, last._native, period),
        shapley,
        at_least(threads, 1, "threads"),
    )
    return Answer("change", document, tables, [])
