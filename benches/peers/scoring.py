"""Scoring: min-max 0-100 from the sample, weighted means 50 -> 10 -> 3 -> 1, ranks of the index.

Every tool gives the scores of all 14 nodes and the ranks, except for the one that says `index alone`.
A child that is missing is left out of its mean. Each tool holds the data as it likes best.
"""

import os

import duckdb
import numba
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa

from common import (
    FOLDER, GROUP_OF, INDICATORS, SIZE, THEME_OF, THREADS, W_GROUP, W_INDICATOR, W_THEME,
    competition_ranks, data, emit, same, shares,
)

W1, W2, W3 = shares(W_INDICATOR, GROUP_OF, 10), shares(W_GROUP, THEME_OF, 3), shares(W_THEME, np.zeros(3, int), 1)
COLUMNS = [f"x{indicator}" for indicator in range(INDICATORS)]
# Name and children with weights of every node, from the groups up.
NODES = (
    [(f"g{g}", [(f"z{i}", W1[g, i]) for i in np.flatnonzero(W1[g])]) for g in range(10)],
    [(f"t{t}", [(f"g{g}", W2[t, g]) for g in np.flatnonzero(W2[t])]) for t in range(3)],
    [("index", [(f"t{t}", W3[0, t]) for t in range(3)])],
)
NAMES = [name for level in NODES for name, _ in level]


# NumPy, level by level: one row an indicator, every buffer made once.


def numpy_levels(table, missing):
    entities = table.shape[1]
    z, nodes = np.empty_like(table), np.empty((14, entities))
    there, weight, gap = np.empty_like(table), np.empty(entities), np.empty(table.shape, bool)
    # Of every level its children, and of every node its weights, its children and where it goes. Children
    # stand together, so that a mean is the product of a row and a block.
    levels = []
    steps = ((W1, z, nodes[:10]), (W2, nodes[:10], nodes[10:13]), (W3, nodes[10:13], nodes[13:]))
    for weights, children, parents in steps:
        means = []
        for row, parent in zip(weights, parents):
            first, last = np.flatnonzero(row)[[0, -1]]
            own = slice(first, last + 1)
            means.append((row[own].copy(), children[own], there[own], parent))
        levels.append((children, there[: len(children)], gap[: len(children)], means))

    def complete():
        lo, hi = table.min(axis=1, keepdims=True), table.max(axis=1, keepdims=True)
        np.subtract(table, lo, out=z)
        np.multiply(z, 100 / (hi - lo), out=z)
        for *_, means in levels:
            for weights, children, _, parent in means:
                np.dot(weights, children, out=parent)
        return nodes, competition_ranks(nodes[13])

    def with_gaps():
        # `fmin` passes over NaN; `nanmin` would copy.
        lo = np.fmin.reduce(table, axis=1, keepdims=True)
        hi = np.fmax.reduce(table, axis=1, keepdims=True)
        np.subtract(table, lo, out=z)
        np.multiply(z, 100 / (hi - lo), out=z)
        with np.errstate(invalid="ignore"):  # No child: 0 / 0 is the NaN that is wanted.
            for level, present, absent, means in levels:
                np.isnan(level, out=absent)
                np.logical_not(absent, out=present, casting="unsafe")
                np.copyto(level, 0.0, where=absent)
                for weights, children, present, parent in means:
                    np.dot(weights, children, out=parent)
                    np.dot(weights, present, out=weight)
                    np.divide(parent, weight, out=parent)
                if level is not z and absent.any():
                    np.copyto(level, np.nan, where=absent)  # A node without a child has no score.
        return nodes, competition_ranks(nodes[13])

    return with_gaps if missing else complete


# NumPy, weights and scales folded into one product. With gaps the mask is a matrix as well, and only
# indicators can be folded: the weights above depend on what is present.


def numpy_folded(table, missing):
    every_node = np.vstack([W1, W2 @ W1, W3 @ W2 @ W1])
    entities = table.shape[1]
    nodes, present, filled = np.empty((14, entities)), np.empty_like(table), np.empty_like(table)
    weight, gap = np.empty((10, entities)), np.empty(table.shape, bool)

    def complete():
        lo, hi = table.min(axis=1), table.max(axis=1)
        folded = every_node * (100 / (hi - lo))
        np.matmul(folded, table, out=nodes)
        np.subtract(nodes, (folded @ lo)[:, None], out=nodes)
        return nodes, competition_ranks(nodes[13])

    def with_gaps():
        lo, hi = np.fmin.reduce(table, axis=1), np.fmax.reduce(table, axis=1)
        np.isnan(table, out=gap)
        np.logical_not(gap, out=present, casting="unsafe")
        np.subtract(table, lo[:, None], out=filled)
        np.copyto(filled, 0.0, where=gap)
        np.matmul(W1 * (100 / (hi - lo)), filled, out=nodes[:10])
        np.matmul(W1, present, out=weight)
        any_child = weight > 0
        with np.errstate(invalid="ignore"):
            np.divide(nodes[:10], weight, out=nodes[:10])
        children, mask = nodes[:10], any_child.astype(float)
        for parents, weights in ((nodes[10:13], W2), (nodes[13:], W3)):
            clean = children if mask.all() else np.where(mask, children, 0.0)
            np.matmul(weights, clean, out=parents)
            with np.errstate(invalid="ignore"):
                np.divide(parents, weights @ mask, out=parents)
            children, mask = parents, (weights @ mask > 0).astype(float)
        return nodes, competition_ranks(nodes[13])

    return with_gaps if missing else complete


def numpy_index_alone(table, missing):
    """The least work that gives the ranks; without gaps only."""
    weights = (W3 @ W2 @ W1)[0]
    index = np.empty(table.shape[1])

    def complete():
        lo, hi = table.min(axis=1), table.max(axis=1)
        folded = weights * (100 / (hi - lo))
        np.dot(folded, table, out=index)
        np.subtract(index, folded @ lo, out=index)
        return index[None], competition_ranks(index)

    return None if missing else complete


# Numba: one pass for the limits, one that carries a block of entities from the indicators to the index.

BLOCK, LANES = 256, 64


@numba.njit(parallel=THREADS > 1, fastmath=False, cache=True)
def limits(table, lo, scale):
    count = table.shape[1]
    for i in numba.prange(table.shape[0]):
        # Lanes that do not depend on each other become vector instructions; NaN loses each comparison.
        small, large = np.full(LANES, np.inf), np.full(LANES, -np.inf)
        row = table[i]
        for start in range(0, count - LANES + 1, LANES):
            for lane in range(LANES):
                value = row[start + lane]
                small[lane] = value if value < small[lane] else small[lane]
                large[lane] = value if value > large[lane] else large[lane]
        for at in range(count - count % LANES, count):
            small[0] = row[at] if row[at] < small[0] else small[0]
            large[0] = row[at] if row[at] > large[0] else large[0]
        lo[i], scale[i] = small.min(), 100.0 / (large.max() - small.min())


@numba.njit(inline="always", cache=True)
def fold(children, weights, parent_of, parents):
    """Complete weighted means of one level, a block of entities at a time."""
    parents[:] = 0.0
    for child in range(weights.size):
        into, weight = parents[parent_of[child]], weights[child]
        for at in range(parents.shape[1]):
            into[at] += weight * children[child, at]


@numba.njit(parallel=THREADS > 1, fastmath=False, cache=True)
def fused(table, lo, scale, w1, w2, w3, group_of, theme_of, top, nodes):
    count = table.shape[1]
    for block in numba.prange((count + BLOCK - 1) // BLOCK):
        start, end = block * BLOCK, min(count, (block + 1) * BLOCK)
        own = nodes[:, start:end]
        own[:10] = 0.0
        for i in range(INDICATORS):
            into, row, low, weight = own[group_of[i]], table[i, start:end], lo[i], w1[i] * scale[i]
            for at in range(end - start):
                into[at] += (row[at] - low) * weight
        fold(own[:10], w2, theme_of, own[10:13])
        fold(own[10:13], w3, top, own[13:])


@numba.njit(inline="always", cache=True)
def fold_present(children, weights, parent_of, parents, sums):
    """The same over the children that are there."""
    parents[:] = 0.0
    sums[:] = 0.0
    for child in range(weights.size):
        into, total, weight = parents[parent_of[child]], sums[parent_of[child]], weights[child]
        for at in range(parents.shape[1]):
            value = children[child, at]
            there = value == value
            into[at] += weight * value if there else 0.0
            total[at] += weight if there else 0.0
    for parent in range(parents.shape[0]):
        for at in range(parents.shape[1]):
            parents[parent, at] /= sums[parent, at]


@numba.njit(parallel=THREADS > 1, fastmath=False, cache=True, error_model="numpy")
def fused_present(table, lo, scale, w1, w2, w3, group_of, theme_of, top, nodes):
    count = table.shape[1]
    for block in numba.prange((count + BLOCK - 1) // BLOCK):
        start, end = block * BLOCK, min(count, (block + 1) * BLOCK)
        own, sums = nodes[:, start:end], np.zeros((10, end - start))
        own[:10] = 0.0
        for i in range(INDICATORS):
            into, total, row = own[group_of[i]], sums[group_of[i]], table[i, start:end]
            low, weight, slope = lo[i], w1[i], w1[i] * scale[i]
            for at in range(end - start):
                value = row[at]
                there = value == value
                into[at] += (value - low) * slope if there else 0.0
                total[at] += weight if there else 0.0
        for group in range(10):
            for at in range(end - start):
                own[group, at] /= sums[group, at]
        fold_present(own[:10], w2, theme_of, own[10:13], sums[:3])
        fold_present(own[10:13], w3, top, own[13:], sums[:1])


def numba_fused(table, missing):
    lo, scale, nodes = np.empty(INDICATORS), np.empty(INDICATORS), np.empty((14, table.shape[1]))
    weights = (W1.sum(axis=0), W2.sum(axis=0), W3.sum(axis=0))
    kernel, top = fused_present if missing else fused, np.zeros(3, int)

    # Waking threads costs more than thousands of cells do.
    numba.set_num_threads(THREADS if table.size >= 100_000 else 1)

    def run():
        limits(table, lo, scale)
        kernel(table, lo, scale, *weights, GROUP_OF, THEME_OF, top, nodes)
        return nodes, competition_ranks(nodes[13])

    return run


# polars: lazy expressions, one stage a level, collected once.


def polars_lazy(table, missing):
    frame = pl.DataFrame({name: pl.Series(row).fill_nan(None) for name, row in zip(COLUMNS, table)})

    def mean(children):
        total = sum_of(pl.col(child) * weight for child, weight in children)
        if not missing:
            return total
        # Sums over columns pass over null.
        total = pl.sum_horizontal(pl.col(child) * weight for child, weight in children)
        there = sum_of(pl.col(child).is_not_null().cast(pl.Float64) * weight for child, weight in children)
        return pl.when(there > 0).then(total / there)

    def run():
        spread = {name: pl.col(name).max() - pl.col(name).min() for name in COLUMNS}
        lazy = frame.lazy().select(
            ((pl.col(name) - pl.col(name).min()) * (100 / spread[name])).alias(f"z{at}")
            for at, name in enumerate(COLUMNS)
        )
        for level in NODES:
            lazy = lazy.with_columns(mean(children).alias(name) for name, children in level)
        rank = pl.col("index").rank("min", descending=True).alias("rank")
        return lazy.select(*NAMES, rank).collect()

    def arrays(result):
        return np.vstack([result[name].to_numpy() for name in NAMES]), result["rank"].to_numpy()

    return run, arrays


def sum_of(expressions):
    first, *rest = expressions
    for expression in rest:
        first = first + expression
    return first


# DuckDB: one query over a table of its own, the result as NumPy arrays.


def duckdb_query(table, missing):
    entities = np.arange(table.shape[1])
    arrow = pa.table([pa.array(entities), *(pa.array(row, from_pandas=True) for row in table)], ["id", *COLUMNS])
    database = duckdb.connect()
    database.execute(f"SET threads = {THREADS}")
    database.register("arrow", arrow)
    database.execute("CREATE TABLE panel AS SELECT * FROM arrow")

    def mean(children):
        total = " + ".join(f"{weight!r} * {child}" for child, weight in children)
        if not missing:
            return total
        total = " + ".join(f"coalesce({weight!r} * {child}, 0)" for child, weight in children)
        there = " + ".join(f"if({child} IS NULL, 0, {weight!r})" for child, weight in children)
        return f"({total}) / nullif({there}, 0)"

    limits = ", ".join(f"min({x}) lo_{x}, 100 / (max({x}) - min({x})) k_{x}" for x in COLUMNS)
    scores = ", ".join(f"({x} - lo_{x}) * k_{x} z{at}" for at, x in enumerate(COLUMNS))
    groups, themes, index = (
        ", ".join(f"{mean([(c, float(w)) for c, w in children])} AS {name}" for name, children in level)
        for level in NODES
    )
    query = f"""
        WITH limits AS (SELECT {limits} FROM panel),
             scores AS (SELECT id, {scores} FROM panel, limits),
             groups AS (SELECT id, {groups} FROM scores),
             themes AS (SELECT *, {themes} FROM groups),
             nodes AS (SELECT *, {index} FROM themes)
        SELECT *, rank() OVER (ORDER BY index DESC NULLS LAST) AS rank FROM nodes"""

    def run():
        return database.execute(query).fetchnumpy()

    def arrays(result):
        order = np.argsort(result["id"])
        return np.vstack([np.ma.filled(result[name], np.nan)[order] for name in NAMES]), result["rank"][order]

    return run, arrays


# pandas.


def pandas_frame(table, missing):
    frame = pd.DataFrame(table.T, columns=COLUMNS)  # The transpose is a frame of one block, column-major.
    names = dict(zip(COLUMNS, (f"z{at}" for at in range(INDICATORS))))

    def run():
        lo = frame.min()
        children = (frame - lo) * (100 / (frame.max() - lo))
        children.columns = names.values()
        levels = []
        for level in NODES:
            parents = {}
            for name, weights in level:
                weights = pd.Series(dict(weights))
                own = children[weights.index]
                if missing:
                    there = own.notna().astype(float).dot(weights)
                    parents[name] = own.fillna(0.0).dot(weights) / there.where(there > 0)
                else:
                    parents[name] = own.dot(weights)
            children = pd.DataFrame(parents)
            levels.append(children)
        return pd.concat(levels, axis=1).assign(rank=children["index"].rank(method="min", ascending=False))

    def arrays(result):
        return result[NAMES].to_numpy().T, result["rank"].to_numpy()

    return run, arrays


TOOLS = {
    "NumPy levels": numpy_levels,
    "NumPy folded": numpy_folded,
    "NumPy index alone": numpy_index_alone,
    "Numba": numba_fused,
    "polars": polars_lazy,
    "DuckDB": duckdb_query,
    "pandas": pandas_frame,
}


def one(entities, variant, missing):
    table = data(entities, missing)
    nodes, ranks = numpy_levels(table, missing)()
    nodes = nodes.copy()
    label = f"scoring {entities} {variant}"
    written = os.path.join(FOLDER, f"icip-{entities}-{variant}.f64")
    if os.path.exists(written):
        index_and_ranks = np.fromfile(written).reshape(2, entities)
        same(f"icip index of {label}", index_and_ranks[0], nodes[13])
        same(f"icip ranks of {label}", index_and_ranks[1], ranks)
    for tool, make in TOOLS.items():
        made = make(table, missing)
        if made is None:
            continue
        run, arrays = made if isinstance(made, tuple) else (made, lambda result: result)
        got_nodes, got_ranks = arrays(run())
        same(f"{tool} nodes of {label}", got_nodes, nodes[-len(got_nodes):])
        same(f"{tool} ranks of {label}", got_ranks, ranks)
        del got_nodes, got_ranks
        emit(tool, "scoring", entities, variant, run)


one(SIZE, "complete", 0.0)
one(SIZE, "missing-10", 0.1)
