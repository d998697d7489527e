"""What scoring costs on Spark and on Sail, beside what the engine costs by itself.

    python benches/cluster/measure.py spark --rows 100000 1000000 10000000
    python benches/cluster/measure.py sail --rows 10000000

It needs the wheel, the packages of crates/icip-py/tests/requirements-cluster.txt, and Java 17 for Spark, which runs as
`local[2]`. The data, 20 columns of floats, are written as Parquet into `--folder` once. Every time is the best of
`--repeat`. Prints a Markdown table; memory is the largest resident size of one Python worker, and of the JVM.
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy
import pyarrow
import pyarrow.parquet

import icip
import icip.spark

COLUMNS = 20
KEPT: list[Any] = []
SORT = "engine's sort"


def framework() -> icip.Framework:
    nodes: list[dict[str, Any]] = [{"code": "I"}]
    nodes += [{"code": f"P{at}", "parent": "I", "weight": at + 1} for at in range(4)]
    nodes += [{"code": f"L{at}", "parent": f"P{at % 4}", "column": f"c{at}"} for at in range(COLUMNS)]
    return icip.Framework.from_dict(
        {
            "framework": {"id": "bench"},
            "defaults": {"normalise": {"min-max": {"lo": 0, "hi": 100}}},
            "nodes": nodes,
        }
    )


def data(folder: Path, rows: int) -> str:
    path = folder / f"{rows}x{COLUMNS}.parquet"
    if path.exists():
        return str(path)
    folder.mkdir(parents=True, exist_ok=True)
    random = numpy.random.default_rng(1)
    part = path.with_suffix(".part")
    names = ["code", *[f"c{at}" for at in range(COLUMNS)]]
    writer = None
    for start in range(0, rows, 500_000):
        count = min(500_000, rows - start)
        codes = pyarrow.array([f"E{at:09d}" for at in range(start, start + count)])
        columns = [pyarrow.array(random.gamma(2.0, 10.0, count).round(4)) for _ in range(COLUMNS)]
        table = pyarrow.Table.from_arrays([codes, *columns], names=names)
        writer = writer or pyarrow.parquet.ParquetWriter(part, table.schema)
        writer.write_table(table, row_group_size=250_000)
    assert writer is not None
    writer.close()
    part.rename(path)
    return str(path)


class Memory:
    """The largest resident sizes of the processes below this one, by kind."""

    def __init__(self) -> None:
        self.largest: dict[str, int] = {}
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._done.wait(0.2):
            for process in Path("/proc").glob("[0-9]*"):
                try:
                    command = (process / "cmdline").read_bytes()
                    size = int((process / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
                except (OSError, IndexError):
                    continue
                own = int(process.name) == os.getpid()
                kind = "jvm" if b"SparkSubmit" in command else "worker" if b"pyspark" in command else "own" if own else ""
                if kind:
                    self.largest[kind] = max(size, self.largest.get(kind, 0))

    def end(self) -> dict[str, int]:
        self._done.set()
        self._thread.join()
        return self.largest


def spark_session(asked: argparse.Namespace) -> Any:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.memory", "6g")
        .config("spark.sql.shuffle.partitions", "16")
        # Else Spark measures each batch anew with every row that it adds (guide/src/cluster.md).
        .config("spark.sql.execution.arrow.maxBytesPerBatch", str(asked.bytes_per_batch))
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    return session


def sail_session() -> Any:
    from pysail.spark import SparkConnectServer
    from pyspark.sql import SparkSession

    server = SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    _, port = server.listening_address
    session = SparkSession.builder.remote(f"sc://127.0.0.1:{port}").create()
    session.conf.set("spark.sql.shuffle.partitions", "16")
    # It ends with its last name.
    KEPT.append(server)
    return session


def identity(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    yield from batches


def consume(df: Any, engine: str) -> None:
    """Computes every row and keeps none."""
    if engine == "spark":
        df.write.format("noop").mode("overwrite").save()
    else:
        df.mapInArrow(lambda batches: (b.slice(0, 0) for b in batches), df.schema).count()


def best(work: Callable[[], object], repeat: int) -> float:
    times = []
    for _ in range(repeat):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return min(times)


def measure(engine: str, spark: Any, path: str, repeat: int) -> dict[str, float]:
    rules = framework()
    df = spark.read.parquet(path)
    fits = icip.spark.fit(df, rules)
    found: dict[str, float] = {}
    scored = icip.spark.score(df, rules, fits=fits, ranks=False, check_keys=False)
    found["read"] = best(lambda: consume(df, engine), repeat)
    found["identity"] = best(lambda: consume(df.mapInArrow(identity, df.schema), engine), repeat)
    found["score"] = best(lambda: consume(scored, engine), repeat)
    found["fit"] = best(lambda: icip.spark.fit(df, rules), repeat)

    def ranks() -> None:
        ranked = icip.spark.score(df, rules, fits=fits, check_keys=False)
        consume(ranked, engine)
        icip.spark.unpersist(ranked)

    found["score and ranks"] = best(ranks, repeat)
    # Of scores that are kept, in turn: a difference of two longer times would hold the noise of both.
    kept = scored.persist()
    kept.count()
    types = [("code", "string"), ("I", "double")]

    def ranks_alone() -> None:
        parts = icip.spark._partitions(kept, None)
        ranked, _ = icip.spark._with_ranks(kept, types, rules, "I", None, "I rank", parts)
        consume(ranked, engine)

    turns = [(best(ranks_alone, 1), best(lambda: consume(kept.orderBy(kept["I"].desc()), engine), 1)) for _ in range(repeat + 1)]
    kept.unpersist()
    found["ranks"], found[SORT] = (min(times) for times in zip(*turns, strict=True))
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("engine", choices=["spark", "sail"])
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--bytes-per-batch", type=int, default=2**31 - 1, help="what Spark is told; its default is 67108864")
    parser.add_argument("--folder", type=Path, default=Path("target/cluster"))
    asked = parser.parse_args()
    spark = spark_session(asked) if asked.engine == "spark" else sail_session()
    print("| engine | rows | read | identity | score | score : identity | fit | score and ranks | ranks | engine's sort | ranks : sort | worker MB | JVM MB |")
    print("|---|" + "---:|" * 12)
    for rows in asked.rows:
        path = data(asked.folder, rows)
        memory = Memory()
        found = measure(asked.engine, spark, path, asked.repeat)
        largest = memory.end()
        names = ["read", "identity", "score", "fit", "score and ranks", "ranks", SORT]
        cells = {name: f"{found[name]:.2f}" for name in names}
        ratio = found["score"] / found["identity"]
        sizes = [f"{largest.get(kind, largest.get('own', 0)) / 2**20:.0f}" for kind in ("worker", "jvm")]
        shown = [cells["read"], cells["identity"], cells["score"], f"{ratio:.2f}", cells["fit"]]
        shown += [cells["score and ranks"], cells["ranks"], cells[SORT]]
        shown += [f"{found['ranks'] / found[SORT]:.2f}", *sizes]
        print(f"| {asked.engine} | {rows:,} | " + " | ".join(shown) + " |", flush=True)
    spark.stop()


if __name__ == "__main__":
    main()
