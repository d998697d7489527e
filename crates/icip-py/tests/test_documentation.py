"""Every example that is shown runs: those of the docstrings, of the README, and of the guide."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

from conftest import ROOT

MODULES = ["icip", "icip._framework", "icip._problems", "icip._result", "icip._table", "icip.sklearn"]
PAGES = ["crates/icip-py/README.md", "guide/src/python.md", "guide/src/es/en-python.md", "README.md"]
FLAGS = doctest.ELLIPSIS


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name: str) -> None:
    found = doctest.testmod(importlib.import_module(name), optionflags=FLAGS)
    assert found.attempted > 0 and found.failed == 0


@pytest.mark.parametrize("page", PAGES)
def test_pages(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = doctest.testfile(str(ROOT / page), module_relative=False, optionflags=FLAGS, encoding="utf-8")
    assert found.attempted > 0 and found.failed == 0
