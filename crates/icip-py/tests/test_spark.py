"""The same bits on Spark as from the program: ten made-up frameworks, on one machine and on several workers.

`pytest -m cluster tests/test_spark.py` needs Java 17 and the packages of `requirements-cluster.txt`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import icip
import icip.spark
from icip._problems import Problems

from conftest import Case
from engines import ROWS, frame, must_agree, names_are_only_names, scored, ten

pyspark = pytest.importorskip("pyspark")
pytestmark = pytest.mark.cluster

SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "3",
    # Small batches, so that every partition has several.
    "spark.sql.execution.arrow.maxRecordsPerBatch": "37",
    "spark.driver.memory": "1g",
    "spark.executor.memory": "512m",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
}


# A lost worker is noticed after seconds and not after minutes.
SOON_NOTICED = {
    "spark.executor.cores": "1",
    "spark.cores.max": "2",
    "spark.executor.heartbeatInterval": "1s",
    "spark.network.timeout": "20s",
    "spark.network.timeoutInterval": "2s",
    "spark.shuffle.io.maxRetries": "1",
    "spark.shuffle.io.retryWait": "1s",
}


def classic(master: str, **more: str) -> Any:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    builder = SparkSession.builder.master(master).appName("icip")
    for key, value in {**SETTINGS, **more}.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


@pytest.fixture(scope="module")
def local() -> Iterator[Any]:
    session = classic("local[2]")
    yield session
    session.stop()


class Cluster:
    """A master and two workers of one core each, on loopback, and their end."""

    def __init__(self, folder: Path) -> None:
        self.processes: list[subprocess.Popen[bytes]] = []
        self.folder = folder
        home = Path(pyspark.__file__).parent
        self.environment = {
            **os.environ,
            "SPARK_HOME": str(home),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "PYSPARK_PYTHON": sys.executable,
            "SPARK_DAEMON_JAVA_OPTS": "-Dspark.worker.timeout=5",
        }
        self.program = str(home / "bin" / "spark-class")
        self.master = ""

    def _begin(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        log = open(self.folder / f"{name}.log", "wb")
        process = subprocess.Popen(
            [self.program, *arguments],
            env=self.environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.processes.append(process)
        return process

    def begin(self) -> None:
        port = _free_port()
        self.master = f"spark://127.0.0.1:{port}"
        self._begin(
            "master", "org.apache.spark.deploy.master.Master",
            "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0",
        )
        self.workers = [self.worker(at) for at in range(2)]
        for at in range(2):
            self._wait(f"worker-{at}", "Successfully registered with master")

    def worker(self, at: int) -> subprocess.Popen[bytes]:
        return self._begin(
            f"worker-{at}", "org.apache.spark.deploy.worker.Worker",
            "--host", "127.0.0.1", "--cores", "1", "--memory", "1g", "--webui-port", "0",
            "--work-dir", str(self.folder / f"work-{at}"), self.master,
        )

    def _wait(self, name: str, words: str, most: float = 60.0) -> None:
        end = time.monotonic() + most
        while words not in (self.folder / f"{name}.log").read_text(errors="replace"):
            assert time.monotonic() < end, f"{name} did not say: {words}"
            time.sleep(0.2)

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """Ends a process of this cluster and those that it began."""
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def end(self) -> None:
        for process in self.processes:
            self.kill(process)


def _free_port() -> int:
    import socket

    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def test_ten_frameworks_on_spark(local: Any, tmp_path: Path, scored_by_program: Callable[..., Path]) -> None:
    ten(local, tmp_path, scored_by_program, lambda seed: 1 + seed % 5)


def test_names_are_only_names_on_spark(local: Any) -> None:
    names_are_only_names(local)


def test_fits_are_those_of_one_machine(local: Any, tmp_path: Path) -> None:
    """Fits of any cut of the rows are the fits of one machine, apart from the order of the periods."""
    import json


    for seed in (0, 2, 3, 7):
        made = Case(seed)
        framework_file, _ = made.write(tmp_path / f"in-{seed}")
        framework = icip.Framework.from_files(framework_file)
        by_parts = {icip.spark.fit(frame(local, made, parts), framework) for parts in (1, 4)}
        assert len(by_parts) == 1
        got = json.loads(by_parts.pop())
        want = json.loads(framework.score(made.columns_of()).fits())
        order = sorted(range(len(want["samples"])), key=lambda at: want["samples"][at] or "")
        scales = sorted(range(len(want["scales"])), key=lambda at: want["scales"][at] or "")
        want["samples"] = [want["samples"][at] for at in order]
        want["scales"] = [want["scales"][at] for at in scales]
        for leaf in want["leaves"]:
            for key, places in (("means", order), ("treated", order), ("samples", scales)):
                leaf[key] = [leaf[key][at] for at in places] if leaf[key] else []
        assert got == want, seed


def test_what_needs_whole_columns_is_named_and_refused(local: Any) -> None:

    made = Case(1)
    framework = icip.Framework.from_toml(made.toml.replace('impute = "none"', 'impute = "median"'))
    with pytest.raises(Problems) as caught:
        icip.spark.score(frame(local, made, 2), framework)
    assert {problem.code for problem in caught.value} == {"whole-columns"}
    assert all(problem.hint for problem in caught.value)


def test_wrong_cells_and_rows_are_named(local: Any) -> None:

    framework = icip.Framework.from_toml(Case(1).toml.replace('column = "c0"', 'column = "c0"\nrange = { max = 1 }'))
    made = Case(1)
    with pytest.raises(Problems) as caught:
        icip.spark.score(frame(local, made, 3), framework)
    assert caught.value[0].column == "c0" and caught.value[0].entity
    made.rows.append(made.rows[0])
    with pytest.raises(Problems) as doubled:
        icip.spark.score(frame(local, made, 3), icip.Framework.from_toml(Case(1).toml))
    assert [problem.code for problem in doubled.value] == ["duplicate-entity"]
    text = local.createDataFrame([("a", "1,5")], "code string, c0 string")
    with pytest.raises(TypeError, match="decimal"):
        icip.spark.needs_whole_columns(text, icip.Framework.from_toml(Case(1).toml))


def test_a_cluster_whose_worker_is_killed(tmp_path: Path, scored_by_program: Callable[..., Path]) -> None:
    """A master and two workers; one of them is killed while the job runs, with what it keeps. The result is the same."""

    active = pyspark.sql.SparkSession.getActiveSession()
    if active is not None:
        active.stop()
    cluster = Cluster(tmp_path)
    # With groups, and rows that are in none.
    made = Case(6, ROWS)
    framework_file, data_file = made.write(tmp_path / "in")
    want = scored_by_program(framework_file, data_file)
    framework = icip.Framework.from_files(framework_file)
    try:
        cluster.begin()
        spark = classic(cluster.master, **SOON_NOTICED)
        try:
            found = scored(spark, made, framework, 6)
            must_agree(found, want, made)
            # One while a job runs, with the blocks and the files of the shuffle that it holds: what is lost is computed again.
            killer = threading.Timer(1.0, cluster.kill, [cluster.workers[0]])
            killer.start()
            again = scored(spark, made, framework, 5)
            assert must_agree(again, want, made) == ROWS
            killer.join()
            # What was kept before, half of which is gone.
            assert must_agree(found, want, made) == ROWS
        finally:
            spark.stop()
    finally:
        cluster.end()
