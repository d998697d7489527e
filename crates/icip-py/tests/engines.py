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
