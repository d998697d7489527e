"""Reading: a CSV of a code and 50 columns of numbers with a decimal point, from the file to columns."""

import os

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow.csv

from common import FOLDER, INDICATORS, SIZE, THREADS, data, emit, same

COLUMNS = [f"x{indicator}" for indicator in range(INDICATORS)]


def written(size):
    """The table that icip's program reads too; written once, six decimals as measurements have."""
    path = os.path.join(FOLDER, f"reading-{size}.csv")
    if not os.path.exists(path):
        columns = {"code": [f"{entity:08}" for entity in range(size)], **dict(zip(COLUMNS, data(size, 0.0)))}
        pl.DataFrame(columns).write_csv(path, float_precision=6)
    return path


# Every tool is told that codes are text: their zeros would be lost otherwise.


def with_polars(path):
    return lambda: pl.read_csv(path, schema_overrides={"code": pl.String})


def with_duckdb(path):
    database = duckdb.connect()
    database.execute(f"SET threads = {THREADS}")
    query = f"CREATE OR REPLACE TABLE panel AS SELECT * FROM read_csv('{path}', types = {{'code': 'VARCHAR'}})"

    def run():
        database.execute(query)
        return database

    return run


def with_pandas(path):
    return lambda: pd.read_csv(path, engine="c", dtype={"code": str})


def with_pyarrow(path):
    read = pyarrow.csv.ReadOptions(use_threads=THREADS > 1)
    convert = pyarrow.csv.ConvertOptions(column_types={"code": pyarrow.string()})
    pyarrow.set_cpu_count(THREADS)
    return lambda: pyarrow.csv.read_csv(path, read_options=read, convert_options=convert)


def sums(table):
    if isinstance(table, duckdb.DuckDBPyConnection):
        row = table.execute("SELECT " + ", ".join(f"sum({x})" for x in COLUMNS) + " FROM panel").fetchone()
        return np.array(row)
    return np.array([np.asarray(table[x]).sum() for x in COLUMNS])


TOOLS = {"polars": with_polars, "DuckDB": with_duckdb, "pandas": with_pandas, "pyarrow": with_pyarrow}

path, expected = written(SIZE), None
for tool, make in TOOLS.items():
    run = make(path)
    got = sums(run())
    expected = got if expected is None else expected
    same(f"{tool} sums of reading {SIZE}", got, expected)
    emit(tool, "reading", SIZE, "plain", run)
