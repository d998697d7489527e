"""From file to file, as someone who knows the tool would write it: `end_to_end.py TOOL INPUT OUTPUT`.

Min-max 0-100 from the sample, weighted means up the tree of `common.py` (5 indicators a group, 4 groups a theme), and the
rank of the index. From CSV: one table with the rank and the scores of every node, indicators included. From Parquet: two
tables in the folder OUTPUT, `scores.parquet` and `ranks.parquet`, with scores and ranks of every node.

Every tool is imported where it is used, so that no script pays for another.
"""

import os
import sys

THREADS = int(os.environ["PEERS_THREADS"])
TOOL, INPUT, OUTPUT = sys.argv[1:4]
PARQUET = INPUT.endswith(".parquet")


def tree(indicators):
    """Every node with its children and their weights as shares, from the groups up; and all codes from the index down."""
    groups = -(-indicators // 5)
    themes = -(-groups // 4)

    def node(code, children):
        total = sum(weight for _, weight in children)
        return code, [(child, weight / total) for child, weight in children]

    levels = [
        [node(f"g{g}", [(f"i{i}", i % 4 + 1) for i in range(5 * g, min(5 * g + 5, indicators))]) for g in range(groups)],
        [node(f"t{t}", [(f"g{g}", g % 3 + 1) for g in range(4 * t, min(4 * t + 4, groups))]) for t in range(themes)],
        [node("index", [(f"t{t}", t + 1) for t in range(themes)])],
    ]
    codes = ["index", *(f"t{t}" for t in range(themes)), *(f"g{g}" for g in range(groups)),
             *(f"i{i}" for i in range(indicators))]
    return levels, codes


def with_polars():
    import polars as pl

    if PARQUET:
        table = pl.scan_parquet(INPUT)
    else:
        table = pl.scan_csv(INPUT, schema_overrides={"code": pl.String})
    indicators = len(table.collect_schema()) - 1
    levels, codes = tree(indicators)

    def scaled(i):
        x = pl.col(f"x{i}")
        return ((x - x.min()) * (100 / (x.max() - x.min()))).alias(f"i{i}")

    scores = table.select("code", *map(scaled, range(indicators)))
    for level in levels:
        scores = scores.with_columns(
            pl.sum_horizontal(pl.col(child) * share for child, share in children).alias(code)
            for code, children in level
        )
    rank = lambda code: pl.col(code).rank("min", descending=True)
    if PARQUET:
        # Both files from one pass over the input.
        pl.collect_all([
            scores.select("code", *codes).sink_parquet(f"{OUTPUT}/scores.parquet", lazy=True),
            scores.select("code", *map(rank, codes)).sink_parquet(f"{OUTPUT}/ranks.parquet", lazy=True),
        ], engine="streaming")
    else:
        scores.select(rank("index").alias("rank"), "code", *codes).sink_csv(OUTPUT, engine="streaming")


def with_duckdb():
    import duckdb

    database = duckdb.connect()
    database.execute(f"SET threads = {THREADS}")
    read = f"'{INPUT}'" if PARQUET else f"read_csv('{INPUT}', types = {{'code': 'VARCHAR'}})"
    indicators = len(database.execute(f"SELECT * FROM {read} LIMIT 0").description) - 1
    levels, codes = tree(indicators)
    bounds = ", ".join(f"min(x{i}) AS lo{i}, max(x{i}) AS hi{i}" for i in range(indicators))
    scaled = ", ".join(f"(x{i} - lo{i}) * (100 / (hi{i} - lo{i})) AS i{i}" for i in range(indicators))
    # The file is parsed once, into a table, which the bounds and the scores read.
    database.execute(f"CREATE TABLE data AS SELECT * FROM {read}")
    query = f"SELECT code, {scaled} FROM data, (SELECT {bounds} FROM data)"
    for level in levels:
        means = ", ".join(
            " + ".join(f"{share!r} * {child}" for child, share in children) + f" AS {code}" for code, children in level
        )
        query = f"SELECT *, {means} FROM ({query})"
    rank = lambda code: f"rank() OVER (ORDER BY {code} DESC)"
    if PARQUET:
        database.execute(f"CREATE TABLE scores AS SELECT code, {', '.join(codes)} FROM ({query})")
        database.execute(f"COPY scores TO '{OUTPUT}/scores.parquet'")
        ranks = ", ".join(f"{rank(code)} AS {code}" for code in codes)
        database.execute(f"COPY (SELECT code, {ranks} FROM scores) TO '{OUTPUT}/ranks.parquet'")
    else:
        database.execute(f"COPY (SELECT {rank('index')} AS rank, code, {', '.join(codes)} FROM ({query})) TO '{OUTPUT}'")


def with_pandas():
    import numpy as np
    import pandas as pd

    if PARQUET:
        table = pd.read_parquet(INPUT)
    else:
        table = pd.read_csv(INPUT, engine="c", dtype={"code": str})
    levels, codes = tree(table.shape[1] - 1)
    x = table.iloc[:, 1:].to_numpy()
    low, high = x.min(axis=0), x.max(axis=0)
    scaled = (x - low) * (100 / (high - low))
    columns = {f"i{i}": scaled[:, i] for i in range(scaled.shape[1])}
    for level in levels:
        for code, children in level:
            columns[code] = np.column_stack([columns[child] for child, _ in children]) @ [share for _, share in children]
    scores = pd.DataFrame({"code": table["code"], **{code: columns[code] for code in codes}})
    rank = lambda of: of.rank(method="min", ascending=False).astype("int64")
    if PARQUET:
        scores.to_parquet(f"{OUTPUT}/scores.parquet", index=False)
        ranks = rank(scores[codes])
        ranks.insert(0, "code", scores["code"])
        ranks.to_parquet(f"{OUTPUT}/ranks.parquet", index=False)
    else:
        scores.insert(0, "rank", rank(scores["index"]))
        scores.to_csv(OUTPUT, index=False)


if PARQUET:
    os.makedirs(OUTPUT, exist_ok=True)
{"polars": with_polars, "DuckDB": with_duckdb, "pandas": with_pandas}[TOOL]()
