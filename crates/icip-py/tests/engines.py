"""What the tests on every engine share: made-up tables on it, and the comparison with the program, bit by bit."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import icip
import icip.spark

from conftest import Case

ROWS = 200


def frame(spark: Any, made: Case, parts: int) -> Any:
    types = ["code string", "year string", "region string", *[f"{column} double" for column in made.columns]]
    rows = [tuple(row) for row in made.rows]
    found = spark.createDataFrame(rows, ", ".join(types)).repartition(parts)
    # And a partition without rows, as small files have them.
    return found.union(found.where("false"))


def table(path: Path) -> dict[tuple[str, str], dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as file:
        return {(row["code"], row.get("period", "")): row for row in csv.DictReader(file)}


def number(text: str) -> float | None:
    return float(text) if text else None


def must_agree(scored: Any, want: Path, made: Case) -> int:
    """Compares scores and ranks of all rows, bit by bit."""
    scores, ranks = table(want / "scores.csv"), table(want / "ranks.csv")
    rows = scored.collect()
    assert len(rows) == len(scores)
    for row in rows:
        key = (row["code"], row["period"] if made.has_periods else "")
        for node in ("I", "A"):
            assert row[node] == number(scores[key][node]), (made.seed, key, node)
        assert row["I rank"] == number(ranks[key]["I"]), (made.seed, key)
        if "A" in ranked(made):
            assert row["A rank"] == number(ranks[key]["A"]), (made.seed, key)
        if made.has_groups:
            assert row["I rank in region"] == number(ranks[key]["I in region"]), (made.seed, key)
    return len(rows)


def ranked(made: Case) -> list[str]:
    """The nodes that are ranked: each costs a shuffle."""
    return ["I", "A"] if made.seed % 5 == 3 else ["I"]


def scored(spark: Any, made: Case, framework: icip.Framework, parts: int) -> Any:
    groups = ["region"] if made.has_groups else []
    return icip.spark.score(
        frame(spark, made, parts), framework, nodes=["I", "A"], ranks=ranked(made), groups=groups
    )


def ten(
    spark: Any, tmp_path: Path, by_program: Callable[..., Path], parts: Callable[[int], int]
) -> None:

    for seed in range(10):
        made = Case(seed, ROWS)
        framework_file, data_file = made.write(tmp_path / f"in-{seed}")
        want = by_program(framework_file, data_file)
        framework = icip.Framework.from_files(framework_file)
        found = scored(spark, made, framework, parts(seed))
        assert must_agree(found, want, made) == ROWS
        icip.spark.unpersist(found)


ODD: dict[str, Any] = {
    "framework": {"id": "odd"},
    "data": {"groups": ["g.h"], "period": "year"},
    "rank": {"ties": "dense", "then": ["pop"]},
    "nodes": [
        {"code": "I"},
        {"code": "1.1", "parent": "I", "column": "p16.1"},
        {"code": "a", "parent": "I", "column": "p16.2"},
        {"code": "A", "parent": "I", "column": "p16.3"},
    ],
}


def names_are_only_names(spark: Any) -> None:
    """Dots and letter case in names of columns, nodes and groups, and a rank of a node that no tie breaker decides."""
    framework = icip.Framework.from_dict(ODD)
    names = ["code", "year", "g.h", "p16.1", "p16.2", "p16.3", "pop"]
    rows = [
        (f"E{at}", str(2020 + at % 2), "xyz"[at % 3], float(at % 5), float(at * 7 % 11), float(at % 4), float(at % 6))
        for at in range(90)
    ]
    whole = framework.score({name: [row[at] for row in rows] for at, name in enumerate(names)})
    want = dict(zip(whole.ranks.to_dict()["code"], range(len(rows)), strict=True))
    ranks, scores = whole.ranks.to_dict(), whole.scores.to_dict()
    types = ", ".join(f"`{name}` {'string' if at < 3 else 'double'}" for at, name in enumerate(names))
    found = icip.spark.score(
        spark.createDataFrame(rows, types), framework, nodes=["1.1", "a", "A"], ranks=["I", "1.1", "A"], groups=["g.h"], partitions=3
    )
    collected = [dict(zip(found.columns, row, strict=True)) for row in map(tuple, found.collect())]
    assert len(collected) == len(rows)
    for row in collected:
        at = want[row["code"]]
        assert [row[node] for node in ("1.1", "a", "A")] == [scores[node][at] for node in ("1.1", "a", "A")]
        for rank, name in [("I rank", "I"), ("1.1 rank", "1.1"), ("A rank", "A"), ("I rank in g.h", "I in g.h")]:
            assert row[rank] == ranks[name][at], (row["code"], rank)
    icip.spark.unpersist(found)
