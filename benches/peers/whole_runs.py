"""The work `end-to-end`: whole processes, file in and files out, in turn; their time, their peak memory, and whether they agree.

`run` calls `measure` and `table`; `whole_runs.py data|same ...` is what it calls in the environment with the peers.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHAPES = [(51, 50), (10_000, 50), (500_000, 20), (1_000_000, 50)]
QUICK = [(51, 50), (10_000, 50)]
TOOLS = ["icip", "polars", "DuckDB", "pandas"]
FORMATS = ["csv", "parquet"]

UNUSUAL = ["PYTHONDONTWRITEBYTECODE", "GLIBC_TUNABLES"]

FRAMEWORK = """format = 1
[framework]
id = "bench"
[data]
code = "code"
[defaults]
normalise = { min-max = { lo = 0, hi = 100 } }
"""


def repeats(entities):
    return 7 if entities <= 10_000 else 3


def command(tool, program, python, folder, shape, format):
    """The command of a tool, the path of its results, and the file that its standard output goes to."""
    name = "x".join(map(str, shape))
    source, out = folder / f"{name}.{format}", folder / f"out-{tool}-{name}-{format}"
    if tool != "icip":
        return [python, HERE / "end_to_end.py", tool, source, out], out, None
    score = [program, "score", source, "-f", folder / f"framework-{shape[1]}", "--threads", os.environ["PEERS_NOW"], "-q"]
    if format == "csv":
        return [*score, "--format", "csv"], out, out
    return [*score, "-o", out, "--tables", "parquet"], out, None


def run_once(command, results, out, env):
    """Seconds and peak bytes of a process that finds no results of an earlier one.

    Where a virtual machine has to ask for memory, a page that was never used costs ten times one that was freed. A tool that
    overwrites its earlier results would get used ones, and one that replaces them when the new ones are whole would not.
    """
    if results.is_dir():
        shutil.rmtree(results)
    results.unlink(missing_ok=True)
    with open(out, "wb") if out else open(os.devnull, "wb") as output:
        begin = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], env=env, stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, command)
    return seconds, usage.ru_maxrss * 1024


def measure(python, program, threads, shapes, formats, environment, folder):
    """Rows of the table, and lines about results that differ."""
    rows, differences = [], []
    folder = Path(folder)
    for shape in shapes:
        subprocess.run([python, HERE / "whole_runs.py", "data", *map(str, shape), folder], check=True)
        for format in formats:
            for count in threads:
                os.environ["PEERS_NOW"] = count
                env = environment(count, str(folder), shape[0], False)
                # As a user starts them: with modules that were compiled before, and without large pages, which count as
                # memory however little of them is used.
                env = {name: value for name, value in env.items() if name not in UNUSUAL}
                best = {}
                # In turn, so that what else the machine does meets all of them.
                for repeat in range(repeats(shape[0])):
                    for tool in TOOLS:
                        # It uses one thread, and minutes for the largest table.
                        if tool == "pandas" and shape[0] > 10_000 and (repeat > 0 or count != threads[0]):
                            continue
                        run = command(tool, program, python, folder, shape, format)
                        seconds, peak = run_once(*run, env)
                        time_before, peak_before = best.get(tool, (float("inf"), 0))
                        best[tool] = min(time_before, seconds), max(peak_before, peak)
                print(shape, format, count, {tool: (round(s, 3), p >> 20) for tool, (s, p) in best.items()}, file=sys.stderr)
                rows.append((shape, format, count, best))
            names = [folder / f"out-{tool}-{'x'.join(map(str, shape))}-{format}" for tool in TOOLS]
            same = [python, HERE / "whole_runs.py", "same", *map(str, names)]
            differences += subprocess.run(same, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
            subprocess.run(["rm", "-rf", *map(str, names)], check=True)
    return rows, differences


def table(rows, differences):
    print("\n## end-to-end, ms and peak MiB of whole processes\n")
    print("| entities x indicators | files | threads |", " | ".join(TOOLS), "| icip : best | memory, icip : least |")
    print("|---|---|---:|" + "---:|" * (len(TOOLS) + 2))
    for (entities, indicators), format, threads, best in rows:
        cells = [f"{best[tool][0] * 1000:,.0f} ({best[tool][1] >> 20:,})" if tool in best else "" for tool in TOOLS]
        peers = [best[tool] for tool in TOOLS[1:] if tool in best]
        ratios = [best["icip"][which] / min(peer[which] for peer in peers) for which in (0, 1)]
        cells += [f"{ratio:.2f}" for ratio in ratios]
        print(f"| {entities:,} x {indicators} | {format} | {threads} |", " | ".join(cells), "|")
    for line in differences:
        print("\n" + line)


def write_data(entities, indicators, folder):
    """The numbers of `common.py` with six decimals, as CSV and as Parquet, and the framework of its tree."""
    import numpy as np
    import polars as pl

    os.environ.update({"PEERS_THREADS": "1", "PEERS_SECONDS": "1", "PEERS_REPEATS": "1", "PEERS_SIZE": "1", "PEERS_FOLDER": ""})
    from common import uniform

    file = folder / f"{entities}x{indicators}"
    if not file.with_suffix(".csv").exists():
        columns = {"code": [f"{entity:08}" for entity in range(entities)]}
        for i in range(indicators):
            columns[f"x{i}"] = uniform(2 * (i * entities + np.arange(entities, dtype=np.uint64))) * 1000.0
        pl.DataFrame(columns).write_csv(file.with_suffix(".csv"), float_precision=6)
        read = pl.read_csv(file.with_suffix(".csv"), schema_overrides={"code": pl.String})
        read.write_parquet(file.with_suffix(".parquet"))
    groups = -(-indicators // 5)
    themes = -(-groups // 4)
    lines = ["code,parent,column,weight", "index,,,"]
    lines += [f"t{t},index,,{t + 1}" for t in range(themes)]
    lines += [f"g{g},t{g // 4},,{g % 3 + 1}" for g in range(groups)]
    lines += [f"i{i},g{i // 5},x{i},{i % 4 + 1}" for i in range(indicators)]
    framework = folder / f"framework-{indicators}"
    framework.mkdir(exist_ok=True)
    (framework / "structure.csv").write_text("\n".join(lines) + "\n")
    (framework / "framework.toml").write_text(FRAMEWORK)


def compare(reference, others):
    """Says where results differ from the first: scores by more than a relative 1e-9, and ranks at all."""
    import numpy as np
    import polars as pl

    def tables(path):
        if path.is_dir():
            read = {name: pl.read_parquet(path / f"{name}.parquet") for name in ("scores", "ranks")}
        else:
            read = {"scores": pl.read_csv(path, schema_overrides={"code": pl.String})}
        return {name: table.sort("code") for name, table in read.items()}

    def differing(one, other, column, name):
        a, b = one[column].to_numpy(), other[column].to_numpy()
        if column == "code" or column == "rank" or name == "ranks":
            return int((a != b).sum())
        # Near 0 a score is the rest of a subtraction.
        return int((~np.isclose(a, b, rtol=1e-9, atol=1e-9)).sum())

    wanted = tables(reference)
    for path in others:
        for name, table in tables(path).items():
            want = wanted[name]
            if sorted(want.columns) != sorted(table.columns) or want.height != table.height:
                print(f"DIFFERS: {path.name} {name}: other columns or rows")
                continue
            counts = {column: differing(want, table, column, name) for column in want.columns}
            counts = {column: count for column, count in counts.items() if count}
            if counts:
                print(f"DIFFERS: {path.name} {name}: {sum(counts.values())} cells in {len(counts)} columns")


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    if what == "data":
        write_data(int(rest[0]), int(rest[1]), Path(rest[2]))
    else:
        compare(Path(rest[0]), [Path(path) for path in rest[1:]])
