"""What the tests share: the program, which is the judge of every number, and tables with everything that may stand in one."""

from __future__ import annotations

import csv
import os
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def program() -> str:
    """The program `icip` of the same sources: `ICIP_PROGRAM`, else the one that cargo built."""
    found = os.environ.get("ICIP_PROGRAM") or shutil.which("icip") or str(ROOT / "target" / "debug" / "icip")
    assert Path(found).exists(), f"build it with `cargo build -p icip-cli`, or name it in ICIP_PROGRAM ({found})"
    return found


@pytest.fixture
def scored_by_program(program: str, tmp_path: Path) -> Callable[..., Path]:
    """Scores files with the program; gives the folder of its results."""

    def score(framework: str | Path, data: Path, *options: str) -> Path:
        out = tmp_path / "program"
        shutil.rmtree(out, ignore_errors=True)
        command = [program, "score", str(data), "-f", str(framework), "-o", str(out), "--quiet", *options]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return out

    return score


class Case:
    """A made-up framework and its data, the same for the same seed."""

    def __init__(self, seed: int, rows: int = 400) -> None:
        self.seed = seed
        random_ = random.Random(seed)
        pick = random_.choice
        self.columns = [f"c{at}" for at in range(random_.randint(3, 7))]
        self.has_periods = seed % 2 == 0
        self.has_groups = seed % 3 == 0
        self.ties = ["competition", "dense", "ordinal", "average"][seed % 4]
        then = f', then = ["A", "c1"]' if seed % 5 == 0 else ""
        self.has_gaps = seed % 4 != 1
        data = ['code = "code"']
        if self.has_periods:
            data.append('period = "year"')
            data.append("sample = " + pick(['"all"', '"period"']))
        if self.has_groups:
            data.append('groups = ["region"]')
        impute = pick(['"mean"', '"zero"', "{ constant = { value = 3.5 } }"]) if self.has_gaps else '"none"'
        lines = ["format = 1", "[framework]", f'id = "made-{seed}"', "[data]", *data]
        lines += ["[rank]", f'ties = "{self.ties}"']
        if then:
            lines.append(then.removeprefix(", "))
        lines += ["[[nodes]]", 'code = "I"', "aggregate = " + pick(['"arithmetic-mean"', '"weighted-sum"', '"median"'])]
        for code in "AB":
            lines += ["[[nodes]]", f'code = "{code}"', 'parent = "I"', f"weight = {random_.randint(1, 5)}"]
        for at, column in enumerate(self.columns):
            normalise = pick(
                ['{ min-max = { lo = 0, hi = 100 } }', '"z-score"', "{ goalposts = { worst = 0, best = 40 } }", '"fraction-of-max"', '"mazziotta-pareto"']
            )
            treat = pick(['"none"', '"none"', "{ caps = { min = 1, max = 30 } }", '"sqrt"'])
            lines += ["[[nodes]]", f'code = "L{at}"', f"parent = '{'AB'[at % 2]}'", f'column = "{column}"']
            lines += [f"weight = {random_.randint(1, 9)}", f"normalise = {normalise}", f"treat = {treat}"]
            lines += [f"impute = {impute}"]
            if random_.random() < 0.3:
                lines.append("direction = -1")
        self.toml = "\n".join(lines) + "\n"
        self.header = ["code", "year", "region", *self.columns]
        self.rows: list[list[str | float | None]] = []
        years = ["2019", "2021", "2020"] if self.has_periods else ["2020"]
        for at in range(rows):
            code, year = f"E{at // len(years):05d}", years[at % len(years)]
            cells: list[str | float | None] = []
            for _ in self.columns:
                # Few different values, so that scores tie, and some that decimal arithmetic alone makes equal.
                value = pick([0.1, 0.28, 0.29, 0.57, 3.0, random_.randint(1, 12) * 3.3, random_.uniform(0.5, 40)])
                cells.append(None if self.has_gaps and random_.random() < 0.07 else round(value, 6))
            region = None if random_.random() < 0.05 else pick(["north", "south", "Chocó"])
            self.rows.append([code, year, region, *cells])

    def write(self, folder: Path) -> tuple[Path, Path]:
        """The framework and the data as files."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "framework.toml").write_text(self.toml, encoding="utf-8")
        with open(folder / "data.csv", "w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(self.header)
            out.writerows([["" if cell is None else cell for cell in row] for row in self.rows])
        return folder / "framework.toml", folder / "data.csv"

    def columns_of(self) -> dict[str, list[object]]:
        """The data by column."""
        return {name: [row[at] for row in self.rows] for at, name in enumerate(self.header)}


@pytest.fixture
def case() -> type[Case]:
    """Made-up frameworks by their seeds."""
    return Case
