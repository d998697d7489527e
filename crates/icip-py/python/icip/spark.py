"""The same numbers on a cluster: tables that one machine does not hold, on Spark or Sail (`pip install 'icip[spark]'`).

The methods of the library run on the batches of rows in the executors (`mapInArrow`). Fits are summaries of partitions, which
are merged with sums that do not round, so that no partition can be seen in the result: it has the bits of one machine. Ranks
are taken after one shuffle by buckets of scores, without a window over one partition.

Every executor needs this package, for the version of Python that runs the workers there (`PYSPARK_PYTHON`).

Examples
--------
>>> import icip, icip.spark  # doctest: +SKIP
>>> framework = icip.Framework.from_files("my-index")  # doctest: +SKIP
>>> scored = icip.spark.score(spark.read.parquet("households"), framework)  # doctest: +SKIP
>>> scored.write.parquet("scores")  # doctest: +SKIP
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow

from . import _core
from ._arguments import at_least, texts
from ._framework import Framework
from ._problems import Problem, Problems, problems_of

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

__all__ = ["fit", "needs_whole_columns", "score", "unpersist"]

_BUCKET = "__bucket"
# Up to so many periods and groups the engine finds buckets by comparisons, each of which is asked for each row.
_FEW_STRATA = 32
# So many numbers are tried for each partition.
_TRIED = 32
# The share of the rows that is in the sample by which a table is divided; only how evenly depends on it.
_SHARE = 1 / 2048
_RANKED = "__ranked"
_THEN = "__then_"
_KEPT = "_icip_kept"

# What a column is called inside, by its place, where an engine would take its name for more than a name.
_COLUMN = "c"

_Stratum = tuple[str | None, str | None]
_Kernel = Callable[[Iterable[pyarrow.RecordBatch]], Iterator[pyarrow.RecordBatch]]


def needs_whole_columns(df: DataFrame, framework: Framework) -> list[Problem]:
    """The steps of a framework that need whole columns, because of which it cannot be scored in parts.

    Parameters
    ----------
    df : pyspark.sql.DataFrame
        Only the names of its columns are looked at.
    framework : icip.Framework

    Returns
    -------
    list of Problem
        Each names a step and what would help; none where :func:`score` works.

    Raises
    ------
    Problems
        The data frame lacks columns.
    """
    return problems_of(_core.whole_columns(framework._native, _like(_columns(df, framework))))


def fit(df: DataFrame, framework: Framework) -> str:
    """Learns from all rows what the methods of a framework learn from a sample.

    It reads the rows as often as the framework requires: not at all where every score depends on its own row; once for bounds,
    means, deviations and treatments; once more where gaps are filled by means.

    Parameters
    ----------
    df : pyspark.sql.DataFrame
        One row for each entity, and each period where there are several. Columns are found by their names.
    framework : icip.Framework

    Returns
    -------
    str
        The same as :meth:`icip.Result.fits` of the same rows on one machine; samples stand in the order of their periods.

    Raises
    ------
    Problems
        Steps that need whole columns; cells that cannot be read; a sample to which a method cannot be fitted.
    TypeError
        A column of text holds numbers whose decimal mark is not declared.
    """
    names = _columns(df, framework)
    driver = _core.Fit(framework._native, _like(names), [])
    passes: list[str] = []
    while not driver.is_complete:
        kernel = _placed(_summarise(framework, names, list(passes)), names, ["part", "problems"])
        summaries = _select(df, names).mapInArrow(kernel, _schema([("part", "string"), ("problems", "string")]))
        found: list[Problem] = []
        for part, problems in map(tuple, summaries.collect()):
            if problems is not None:
                found += [Problem(**problem) for problem in json.loads(problems)]
            else:
                driver.merge(part)
        if found:
            raise Problems(found)
        passes.append(driver.part())
        driver.end_pass()
    return driver.document()


def score(
    df: DataFrame,
    framework: Framework,
    *,
    fits: str | None = None,
    nodes: str | Sequence[str] | None = None,
    ranks: bool | str | Sequence[str] = True,
    groups: str | Sequence[str] = (),
    partitions: int | None = None,
    check_keys: bool = True,
    persist: bool = True,
) -> DataFrame:
    """Scores and ranks the rows of a data frame of Spark.

    Parameters
    ----------
    df : pyspark.sql.DataFrame
        One row for each entity, and each period where there are several. Columns are found by their names; those that the
        framework does not name are left behind. A null is an absent value.
    framework : icip.Framework
    fits : str, optional
        What :func:`fit` gave; it is called when nothing is given.
    nodes : str or list of str, optional
        The codes of the nodes whose scores are given; the index alone when not given.
    ranks : bool, str or list of str
        Whether the index is ranked, or the nodes that are ranked.
    groups : str or list of str
        Group columns inside which the index is ranked as well.
    partitions : int, optional
        Into how many partitions rows are brought together for ranks; else `spark.sql.shuffle.partitions`. An executor holds
        the rows of one partition in memory.
    check_keys : bool
        Whether two rows of one entity and period are refused, as on one machine. It costs a shuffle of the codes.
    persist : bool
        Whether scores are kept for the passes of the ranks (`MEMORY_AND_DISK`), until :func:`unpersist`. Without it they are
        computed again. An engine that cannot keep them computes them again.

    Returns
    -------
    pyspark.sql.DataFrame
        `code`, `name` and `period` where the framework names such columns, its groups, a column of scores for each node, and
        for each ranked node `NODE rank` and `NODE rank in GROUP`. An absent score has no rank. Rows have no order.

    Raises
    ------
    Problems
        Those of :func:`fit`; two rows of one entity. A cell that cannot be scored ends the job of Spark that reads the result
        with an error that names it.
    KeyError
        The framework has no such node, or no such group.
    """
    names = _columns(df, framework)
    ranked = [framework.root] if ranks is True else list(dict.fromkeys(texts(ranks or [], "ranks")))
    given = list(dict.fromkeys(texts(nodes, "nodes"))) if nodes is not None else [framework.root]
    groups = list(dict.fromkeys(texts(groups, "groups")))
    partitions = at_least(partitions, 1, "partitions")
    _, _, name, period, known_groups = framework._native.keys
    known_groups = [group for group in known_groups if group in names]
    absent = [group for group in groups if group not in known_groups]
    if absent:
        there = ", ".join(known_groups) or "none"
        raise KeyError(f"the framework has no group column {absent[0]!r} that is in the data frame; there are: {there}")
    unknown = framework._unknown_node(ranked + given)
    if unknown is not None:
        raise KeyError(unknown)
    if groups and framework.root not in ranked:
        ranked.append(framework.root)
    scored_nodes = list(dict.fromkeys(given + ranked))
    # What cannot be scored is refused before the rows are read.
    refused = needs_whole_columns(df, framework)
    if refused:
        raise Problems(refused)
    fits = fits if fits is not None else fit(df, framework)
    _core.BatchScorer(framework._native, _like(names), fits, scored_nodes, bool(ranked))
    keys = ["code"] + (["name"] if name else []) + (["period"] if period else []) + known_groups
    then = _then(framework) if ranked else []
    types = [(key, "string") for key in keys] + [(node, "double") for node in scored_nodes]
    if ranked:
        types += [(_RANKED, "boolean")] if framework._native.has_unranked else []
        types += [(column, "double") for column in then]
    kernel = _placed(_score(framework, names, fits, scored_nodes, bool(ranked)), names, [name for name, _ in types])
    out = _select(df, names).mapInArrow(kernel, _schema(types))
    kept: list[DataFrame] = []
    if ranked and persist:
        kept.append(_persisted(out))
    if check_keys:
        try:
            _must_differ(out, [_place(types, key) for key in ["code"] + (["period"] if period else [])])
        except BaseException:
            for frame in kept:
                frame.unpersist()
            raise
    wanted = [(node, group) for node in ranked for group in [None, *(groups if node == framework.root else [])]]
    parts = _partitions(out, partitions) if wanted else (0, [])
    for at, (node, group) in enumerate(wanted):
        label = f"{node} rank" if group is None else f"{node} rank in {group}"
        out, types = _with_ranks(out, types, framework, node, group, label, parts)
        if persist and at + 1 < len(wanted):
            # Every further rank reads these rows several times.
            out = _persisted(out)
            kept.append(out)
    hidden = {_RANKED, *then, *(node for node in scored_nodes if node not in given)}
    inner = {name: _place(types, name) for name, _ in types if name not in hidden}
    columns = [_column(types, name) if name == place else _column(types, name).alias(name) for name, place in inner.items()]
    out = out.select(*columns)
    # The engine has no place for what belongs to a frame.
    setattr(out, _KEPT, kept)
    return out


def unpersist(df: DataFrame) -> None:
    """Gives back what :func:`score` keeps for a result, once the result was written.

    Parameters
    ----------
    df : pyspark.sql.DataFrame
        What :func:`score` gave.
    """
    for frame in getattr(df, _KEPT, []):
        frame.unpersist()


def _with_ranks(
    scored: DataFrame,
    types: list[tuple[str, str]],
    framework: Framework,
    node: str,
    group: str | None,
    label: str,
    parts: tuple[int, list[int]],
) -> tuple[DataFrame, list[tuple[str, str]]]:
    """The same rows with a column of ranks: a sample, what is in the buckets that it makes, and one shuffle and pass that ranks."""
    from pyspark.sql import functions as F

    count, targets = parts
    names = [name for name, _ in types]
    has_period = "period" in names
    keys = [_column(types, key) for key in (["period"] if has_period else []) + ([] if group is None else [group])]
    score = _column(types, node)
    is_ranked = _column(types, _RANKED) & score.isNotNull() if _RANKED in names else score.isNotNull()
    code = _column(types, "code")
    with_bucket = [*types, (_BUCKET, "bigint")]
    bucket = _place(with_bucket, _BUCKET)

    def stratum(values: list[Any]) -> _Stratum:
        # By position: the names of keys may be those of what is counted.
        return values.pop(0) if has_period else None, None if group is None else values.pop(0)

    def bucketed(division: str) -> tuple[DataFrame, Column]:
        """Rows, and the bucket of each as a column of them."""
        limits = _core.Ranking(framework._native, node, group, division).limits()
        if len(limits) <= _FEW_STRATA:
            of_period, of_group = keys[0] if has_period else None, keys[-1] if group else None
            return scored, _bucket_of(limits, is_ranked, _quoted(_place(types, node)), code, of_period, of_group)
        kernel = _placed(_bucket(framework, node, group, division), names, [*names, _BUCKET])
        return scored.mapInArrow(kernel, _schema(with_bucket)), F.col(bucket)

    chosen = scored.sample(_SHARE, seed=1).where(is_ranked).select(*keys, score).collect()
    sample = [(*stratum(values), values[0]) for values in map(list, chosen)]
    division = _core.Ranking(framework._native, node, group, None).divide(sample, 4 * count)
    ends = [F.count(score), F.min(score), F.max(score)]
    sizes = [F.max(F.abs(_column(types, name))) for name in names if name.startswith(_THEN)]
    rows, of_row = bucketed(division)
    counted: list[tuple[str | None, str | None, int, tuple[float, float], list[float]]] = []
    for values in map(list, rows.where(is_ranked).groupBy(*keys, of_row).agg(*ends, *sizes).collect()):
        period, of_group = stratum(values)
        _, rows_of, low, high, *largest = values
        counted.append((period, of_group, rows_of, (low, high), [size or 0.0 for size in largest]))
    division, counts = _core.Ranking(framework._native, node, group, None).refine(counted, targets)
    driver = _core.Ranking(framework._native, node, group, division)
    # The kernels find the bucket of a row again, which takes less than handing it over.
    rows, of_row = bucketed(division)
    in_buckets = rows.repartition(count, of_row).drop(bucket)
    if driver.counts_different:
        # Dense ranks count different scores, which only rows that were brought together show.
        kernel = _placed(_different(framework, node, group, division), names, ["bucket", "rows"])
        counted_there = in_buckets.mapInArrow(kernel, _schema([("bucket", "bigint"), ("rows", "bigint")]))
        for number, different in map(tuple, counted_there.collect()):
            counts[number] = different
    above = driver.above(counts)
    types = [*types, (label, "double")]
    kernel = _placed(_rank(framework, node, group, division, above, label), names, [*names, label])
    return in_buckets.mapInArrow(kernel, _schema(types)), types


def _partitions(df: DataFrame, wanted: int | None) -> tuple[int, list[int]]:
    """How many partitions rows are brought into, and a number for each, by which the engine brings them there. Where the engine
    does not tell, they are numbers whose partitions it chooses: then some of them have more rows than others."""
    from pyspark.sql import functions as F

    count = wanted or _shuffle_partitions(df)
    try:
        numbers = df.sparkSession.range(_TRIED * count).repartition(count, "id").select("id", F.spark_partition_id())
        found = {partition: number for number, partition in map(tuple, numbers.collect())}
    except Exception:  # An engine that does not number partitions.
        found = {}
    return count, list(found.values()) if len(found) == count else list(range(4 * count))


def _bucket_of(
    limits: list[tuple[str | None, str | None, list[int], list[float]]],
    is_ranked: Column,
    score: str,
    code: Column,
    period: Column | None,
    group: Column | None,
) -> Column:
    """What :meth:`_core.Ranking.bucket` gives, as comparisons that the engine makes by itself; a row without a rank has another
    negative number. `score` is the quoted name of its column."""
    from pyspark.sql import functions as F

    def between(keys: list[int], cuts: list[float]) -> str:
        if not cuts:
            return f"{keys[0]}L"
        middle = len(cuts) // 2
        further, here = between(keys[middle + 1 :], cuts[middle + 1 :]), between(keys[: middle + 1], cuts[:middle])
        return f"CASE WHEN {score} < {cuts[middle]!r}D THEN {further} ELSE {here} END"

    # By the code and not by the place of a row, which may be another when lost rows are computed again.
    bucket = -1 - F.pmod(F.crc32(code.cast("binary")), F.lit(64)).cast("bigint")
    for of_period, of_group, its_keys, cuts in limits:
        is_here = is_ranked
        if period is not None:
            is_here = is_here & period.eqNullSafe(F.lit(of_period))
        if group is not None:
            is_here = is_here & (group == F.lit(of_group))
        # As one text, because an expression of so many parts takes the driver longer than the engine needs for its rows.
        bucket = F.when(is_here, F.expr(between(its_keys, cuts))).otherwise(bucket)
    return bucket


# The kernels, each of which makes a function for the batches of one partition.


def _summarise(framework: Framework, names: list[str], passes: list[str]) -> _Kernel:
    def kernel(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        part = _core.Fit(framework._native, _like(names), passes)
        problems: list[Problem] = []
        for batch in batches:
            try:
                part.push(batch)
            except Problems as error:
                problems += error.problems
                # Enough for a person to correct.
                if len(problems) >= 100:
                    break
        told = json.dumps([problem.as_dict() for problem in problems]) if problems else None
        yield _texts(part=[part.part() if told is None else None], problems=[told])

    return kernel


def _score(framework: Framework, names: list[str], fits: str, nodes: list[str], is_ranked: bool) -> _Kernel:
    def kernel(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        scorer = _core.BatchScorer(framework._native, _like(names), fits, nodes, is_ranked)
        for batch in batches:
            if batch.num_rows:
                yield from pyarrow.table(scorer.score(batch)).to_batches()

    return kernel


def _bucket(framework: Framework, node: str, group: str | None, division: str) -> _Kernel:
    def kernel(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        ranking = _core.Ranking(framework._native, node, group, division)
        for batch in batches:
            yield from pyarrow.table(ranking.bucket(batch)).to_batches()

    return kernel


def _different(framework: Framework, node: str, group: str | None, division: str) -> _Kernel:
    def kernel(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        together = list(batches)
        if together:
            ranking = _core.Ranking(framework._native, node, group, division)
            found = ranking.different(pyarrow.Table.from_batches(together))
            columns = [pyarrow.array([pair[at] for pair in found], pyarrow.int64()) for at in (0, 1)]
            yield pyarrow.RecordBatch.from_arrays(columns, names=["bucket", "rows"])

    return kernel


def _rank(
    framework: Framework, node: str, group: str | None, division: str, above: list[int], label: str
) -> _Kernel:
    def kernel(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        together = list(batches)
        if together:
            ranking = _core.Ranking(framework._native, node, group, division)
            ranked = ranking.rank(pyarrow.Table.from_batches(together), above, label)
            yield from pyarrow.table(ranked).to_batches()

    return kernel


def _texts(**columns: list[str | None]) -> pyarrow.RecordBatch:
    arrays = [pyarrow.array(cells, pyarrow.string()) for cells in columns.values()]
    return pyarrow.RecordBatch.from_arrays(arrays, names=list(columns))


# What is asked of the engine.


def _columns(df: DataFrame, framework: Framework) -> list[str]:
    """The columns that the framework may read, in the order of the data frame."""
    if not framework._native.is_wide:
        raise TypeError(
            "the framework reads a row for each value, or a column for each year (`layout`), and an executor sees some of the "
            "rows only; pivot the table to a row for each entity and period first, and leave `layout` out"
        )
    wanted = set(framework.columns)
    undeclared = set(framework._native.undeclared)
    names = [field.name for field in df.schema.fields if field.name in wanted]
    for field in df.schema.fields:
        if field.name in undeclared and field.dataType.typeName() in ("string", "varchar", "char"):
            raise TypeError(
                f"the column `{field.name}` holds text, and only the whole column shows how it writes numbers; declare "
                f"`decimal` in the framework, or cast the column: "
                f"df.withColumn({field.name!r}, df[{field.name!r}].cast('double'))"
            )
    return names


def _like(names: list[str]) -> pyarrow.Table:
    """A table with these columns and no rows."""
    return pyarrow.Table.from_arrays([pyarrow.nulls(0) for _ in names], names=names)


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _inner(names: list[str]) -> list[str]:
    """What columns are called inside: by their names, or by their places where an engine would take a dot for a part of a name, or
    a small letter for a large one."""
    is_plain = not any(sign in name for name in names for sign in ".`") and len({name.lower() for name in names}) == len(names)
    return names if is_plain else [f"{_COLUMN}{at}" for at in range(len(names))]


def _select(df: DataFrame, names: list[str]) -> DataFrame:
    """Only these columns: everything else would be carried to Python and back."""
    from pyspark.sql import functions as F

    pairs = zip(names, _inner(names), strict=True)
    return df.select(*[F.col(_quoted(name)) if name == inner else F.col(_quoted(name)).alias(inner) for name, inner in pairs])


def _schema(types: list[tuple[str, str]]) -> str:
    inner = _inner([name for name, _ in types])
    return ", ".join(f"{_quoted(name)} {kind}" for name, (_, kind) in zip(inner, types, strict=True))


def _place(types: list[tuple[str, str]], name: str) -> str:
    """What a column is called inside."""
    names = [known for known, _ in types]
    return _inner(names)[names.index(name)]


def _column(types: list[tuple[str, str]], name: str) -> Column:
    from pyspark.sql import functions as F

    return F.col(_quoted(_place(types, name)))


def _placed(kernel: _Kernel, names: list[str], given: list[str]) -> _Kernel:
    """A kernel that knows the columns that it takes and gives by these names, for an engine that may know them by their places."""
    if _inner(names) == names and _inner(given) == given:
        return kernel

    def placed(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        named = (pyarrow.RecordBatch.from_arrays(batch.columns, names=names) for batch in batches)
        for batch in kernel(named):
            yield pyarrow.RecordBatch.from_arrays(batch.columns, names=_inner(given))

    return placed


def _then(framework: Framework) -> list[str]:
    return [f"{_THEN}{at}" for at in range(framework._native.tie_breaks)]


def _persisted(df: DataFrame) -> DataFrame:
    from pyspark import StorageLevel

    return df.persist(StorageLevel.MEMORY_AND_DISK)


def _shuffle_partitions(df: DataFrame) -> int:
    try:
        return int(df.sparkSession.conf.get("spark.sql.shuffle.partitions") or 200)
    except Exception:  # An engine that has no such setting.
        return 200


def _must_differ(scored: DataFrame, keys: list[str]) -> None:
    """Refuses two rows of one entity and period, which a reader on one machine sees by itself."""
    doubled = scored.groupBy(*keys).count().where("count > 1").limit(20).collect()
    if doubled:
        raise Problems([_doubled(" ".join(str(row[key]) for key in keys), row["count"]) for row in doubled])


def _doubled(entity: str, count: int) -> Problem:
    message = f"there are {count} rows of `{entity}`"
    return Problem(
        code="duplicate-entity",
        severity="error",
        message=message,
        hint="one row for each entity and period",
        file=None,
        line=None,
        cell=None,
        column=None,
        entity=entity,
        value=None,
        text=f"entity `{entity}`: {message}; one row for each entity and period",
    )
