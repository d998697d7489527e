"""The same bits on Sail as from the program. It has a process of its own: a session of Spark cannot stand beside one of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyspark")
server_of = pytest.importorskip("pysail.spark")

from engines import names_are_only_names, ten  # noqa: E402

pytestmark = pytest.mark.cluster


@pytest.fixture(scope="module")
def sail() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    server = server_of.SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    _, port = server.listening_address
    session = SparkSession.builder.remote(f"sc://127.0.0.1:{port}").create()
    session.conf.set("spark.sql.shuffle.partitions", "2")
    yield session
    session.stop()
    server.stop()


def test_ten_frameworks_on_sail(sail: Any, tmp_path: Path, scored_by_program: Callable[..., Path]) -> None:
    ten(sail, tmp_path, scored_by_program, lambda seed: 1 + seed % 3)


def test_many_strata_have_the_ranks_of_few(
    sail: Any, tmp_path: Path, scored_by_program: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Then the kernels find the buckets, and not the engine.
    monkeypatch.setattr("icip.spark._FEW_STRATA", 0)
    ten(sail, tmp_path, scored_by_program, lambda seed: 2)


def test_names_are_only_names_on_sail(sail: Any) -> None:
    names_are_only_names(sail)
