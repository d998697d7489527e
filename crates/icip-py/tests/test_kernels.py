"""What executors and the driver do, without an engine between them: parts of a table against the whole of it."""

from __future__ import annotations

import json
from typing import Any

import pyarrow
import pytest

import icip
from icip import _core

from conftest import Case


def parts(made: Case) -> list[pyarrow.RecordBatch]:
    table = pyarrow.table(made.columns_of())
    cuts = [0, 1, 40, 40, 170, table.num_rows]
    pieces = [table.slice(start, end - start) for start, end in zip(cuts, cuts[1:], strict=False)]
    return [piece.combine_chunks().to_batches()[0] for piece in pieces if piece.num_rows]


def fits_of(framework: icip.Framework, made: Case) -> str:
    like = pyarrow.table(made.columns_of()).slice(0, 0)
    driver, passes = _core.Fit(framework._native, like, []), []
    while not driver.is_complete:
        # The last executor sees no rows.
        for batch in [*reversed(parts(made)), None]:
            executor = _core.Fit(framework._native, like, passes)
            if batch is not None:
                executor.push(batch)
            driver.merge(executor.part())
        passes.append(driver.part())
        driver.end_pass()
    return driver.document()


@pytest.mark.parametrize("seed", range(10))
def test_parts_have_the_scores_and_ranks_of_the_whole(seed: int) -> None:
    made = Case(seed, 300)
    framework = icip.Framework.from_toml(made.toml)
    whole = framework.score(made.columns_of())
    want, want_ranks = whole.scores.to_pyarrow(), whole.ranks.to_pyarrow()
    fits = fits_of(framework, made)
    like = pyarrow.table(made.columns_of()).slice(0, 0)
    scorer = _core.BatchScorer(framework._native, like, fits, ["I", "A"], True)
    scored = [pyarrow.table(scorer.score(batch)) for batch in parts(made)]
    together = pyarrow.concat_tables(scored)
    assert together["I"].to_pylist() == want["I"].to_pylist()
    assert together["A"].to_pylist() == want["A"].to_pylist()
    groups = [(None, "I"), ("region", "I in region")] if made.has_groups else [(None, "I")]
    for group, name in groups:
        # A sample divides the rows first, and may be of some only.
        sample = [(row.get("period"), row[group] if group else None, row["I"]) for row in ranked_rows(together)]
        rough = _core.Ranking(framework._native, "I", group, None).divide(sample[seed % 3 :: 2], 7)
        first = pyarrow.table(_core.Ranking(framework._native, "I", group, rough).bucket(together))
        targets = [100, 105, 107, 108]
        division, counts = _core.Ranking(framework._native, "I", group, None).refine(sizes(first, group), targets)
        driver = _core.Ranking(framework._native, "I", group, division)
        bucketed = pyarrow.concat_tables([pyarrow.table(driver.bucket(part)) for part in scored])
        keys_of_rows = bucketed["__bucket"].to_pylist()
        by_key, by_bucket = by_limits(driver.limits(), together, group)
        assert [key for key in keys_of_rows if key >= 0] == by_key
        assert counts == by_bucket
        # Each key has about the same number of rows, as far as equal scores allow it.
        assert set(by_key) == set(targets)
        assert max(map(by_key.count, targets)) - min(map(by_key.count, targets)) <= max(counts)
        if driver.counts_different:
            for bucket, different in driver.different(bucketed):
                counts[bucket] = different
        above = driver.above(counts)
        # Two partitions, each of which has all rows of its keys.
        found: dict[tuple[str, str | None], float | None] = {}
        for side in (0, 1):
            rows = bucketed.filter(pyarrow.array([key % 2 == side for key in keys_of_rows]))
            ranked = pyarrow.table(driver.rank(rows, above, "rank")).to_pylist()
            found |= {(row["code"], row.get("period")): row["rank"] for row in ranked}
        periods = want_ranks["period"].to_pylist() if made.has_periods else [None] * 300
        keys = zip(want_ranks["code"].to_pylist(), periods, strict=True)
        assert [found[key] for key in keys] == want_ranks[name].to_pylist(), name


def sizes(bucketed: pyarrow.Table, group: str | None) -> list[Any]:
    """What an engine counts of the ranked rows of each period, group and bucket."""
    found: dict[tuple[Any, Any, int], list[dict[str, Any]]] = {}
    for row in ranked_rows(bucketed):
        found.setdefault((row.get("period"), row[group] if group else None, row["__bucket"]), []).append(row)
    then = [name for name in bucketed.column_names if name.startswith("__then_")]
    counted = []
    for (period, of_group, _), rows in found.items():
        scores = [row["I"] for row in rows]
        largest = [max(abs(row[name] or 0.0) for row in rows) for name in then]
        counted.append((period, of_group, len(rows), (min(scores), max(scores)), largest))
    return counted


def ranked_rows(scored: pyarrow.Table) -> list[dict[str, Any]]:
    return [row for row in scored.to_pylist() if row["I"] is not None and row.get("__ranked", True)]


def by_limits(limits: list[Any], scored: pyarrow.Table, group: str | None) -> tuple[list[int], list[int]]:
    """The keys of ranked rows, by comparisons of scores alone, and how many rows each bucket has."""
    strata = {(period, of_group): (keys, cuts) for period, of_group, keys, cuts in limits}
    counts = {stratum: [0] * len(keys) for stratum, (keys, _) in strata.items()}
    found = []
    for row in ranked_rows(scored):
        if group is not None and row[group] is None:
            continue
        stratum = (row.get("period"), row[group] if group else None)
        keys, cuts = strata[stratum]
        bucket = sum(row["I"] < cut for cut in cuts)
        counts[stratum][bucket] += 1
        found.append(keys[bucket])
    return found, [count for of_stratum in counts.values() for count in of_stratum]


def test_parts_have_the_fits_of_the_whole() -> None:
    made = Case(3, 300)
    framework = icip.Framework.from_toml(made.toml)
    assert json.loads(fits_of(framework, made)) == json.loads(framework.score(made.columns_of()).fits())


def test_cells_that_are_no_finite_numbers_are_named_in_parts_too() -> None:
    made = Case(1, 50)
    framework = icip.Framework.from_toml(made.toml)
    table = pyarrow.table(made.columns_of())
    wrong = table.set_column(3, "c0", pyarrow.array([float("nan"), *[1.0] * 49]))
    executor = _core.Fit(framework._native, wrong.slice(0, 0), [])
    with pytest.raises(icip.Problems) as caught:
        executor.push(wrong)
    assert (caught.value[0].column, caught.value[0].line) == ("c0", 1)
    with pytest.raises(icip.Problems, match="another pass"):
        other = _core.Fit(framework._native, table.slice(0, 0), [])
        other.push(table)
        mixed = json.loads(other.part())
        mixed["leaves"].pop()
        executor.merge(other.part())
        executor.merge(json.dumps(mixed))
