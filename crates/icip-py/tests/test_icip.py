"""The package against the program, and what people of Python expect of it."""

from __future__ import annotations

import gc
import pickle
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas
import polars
import pyarrow
import pytest

import icip

from conftest import ROOT, Case

EXAMPLE = ROOT / "data" / "examples" / "icip-2018" / "variables.csv"
SMALL = {
    "framework": {"id": "x"},
    "defaults": {"normalise": {"min-max": {"lo": 0, "hi": 100}}},
    "nodes": [
        {"code": "I"},
        {"code": "A", "parent": "I", "column": "mbit"},
        {"code": "B", "parent": "I", "column": "cost", "direction": -1},
    ],
}


def pilot() -> icip.Result:
    return icip.Framework.builtin("icip-2018").score(icip.example())


def test_files_have_the_bytes_of_the_program(scored_by_program: Callable[..., Path]) -> None:
    """Every framework that ships with data in the repository, from its CSV file."""
    published = ROOT / "fixtures" / "published"
    cases = [
        ("icip-2018", EXAMPLE),
        ("icip-2018", published / "icip-2018" / "answers.csv"),
        ("hdi", published / "hdi" / "hdi.csv"),
        ("oecd-dgi-2023", published / "oecd-dgi" / "dgi-2023.csv"),
        ("iip-bogota-2023", published / "iip-bogota" / "2023-points.csv"),
    ]
    for id, data in cases:
        want = scored_by_program(id, data)
        framework = icip.Framework.builtin(id)
        for threads in (1, 2):
            result = framework.score(framework.read_csv(data, threads=threads), threads=threads)
            for name, text in result.files().items():
                assert text == (want / name).read_bytes(), (id, data.name, name, threads)


@pytest.mark.parametrize("seed", range(10))
def test_frames_have_the_bytes_of_the_program(
    seed: int, tmp_path: Path, scored_by_program: Callable[..., Path]
) -> None:
    """Made-up frameworks, whose data come as each kind of frame."""
    made = Case(seed)
    framework_file, data_file = made.write(tmp_path / "in")
    want = scored_by_program(framework_file, data_file)
    framework = icip.Framework.from_files(framework_file)
    columns = made.columns_of()
    table = made_up = pyarrow.table(columns)
    frames = {
        "csv": framework.read_csv(data_file),
        "pyarrow": table,
        "chunks": pyarrow.concat_tables([table.slice(0, 3), table.slice(3, 100), table.slice(103)]),
        "batch": table.combine_chunks().to_batches()[0],
        "polars": polars.DataFrame(columns, infer_schema_length=None),
        "lazy": polars.LazyFrame(columns, infer_schema_length=None),
        "pandas": pandas.DataFrame(columns),
        "duckdb": duckdb.sql("select * from made_up"),
        "dict": columns,
        "dictionary": table.set_column(2, "region", table["region"].dictionary_encode()),
    }
    for kind, frame in frames.items():
        for name, text in framework.score(frame).files().items():
            assert text == (want / name).read_bytes(), (seed, kind, name)


def test_tables_become_the_frame_of_the_caller() -> None:
    result = pilot()
    # POSITIVA is the first of the pilot with 0.875, as the workbook of the DNP has it.
    assert result.top(1).to_pandas()["ICIP"].round(3).tolist() == [0.875]
    # Code, name and sector, and the index with its 4 pillars, 10 components and 22 variables.
    assert result.scores.to_polars().shape == (136, 3 + 37)
    assert isinstance(result.ranks.to_pyarrow(), pyarrow.Table)
    scores = result.scores
    assert duckdb.sql("select count(*) from scores").fetchall() == [(136,)]
    assert polars.DataFrame(scores)["ICIP"].max() == pandas.DataFrame(scores.to_pandas())["ICIP"].max()
    assert "<table" in scores._repr_html_() and "<table" in result._repr_html_()


def test_integers_decimals_booleans_and_texts_are_read_by_the_rules_of_a_file() -> None:
    framework = icip.Framework.from_dict(SMALL)
    code = [5002, 8001, 11001]
    numbers = duckdb.sql("select unnest([5002, 8001, 11001]) as code, unnest([1.5, 2.25, 9]::decimal(9,2)[]) as mbit, "
                         "unnest([3, 2, 1]) as cost")
    texts = {"code": code, "mbit": ["1,5", "2,25", "9"], "cost": [3, 2, 1]}
    assert framework.score(numbers).files() == framework.score(texts).files()
    assert framework.score(numbers).scores.to_dict()["code"] == ["5002", "8001", "11001"]
    with pytest.raises(icip.Problems) as caught:
        framework.read({"code": ["a", "b"], "mbit": [True, False], "cost": [1, 2]})
    assert caught.value[0].column == "mbit"


def test_problems_are_typed_and_come_together() -> None:
    framework = icip.Framework.from_dict(SMALL)
    with pytest.raises(icip.Problems) as caught:
        icip.read_csv(b"code,mbit,cost\np,x1,2\nq,3,y2\nq,3,4\n", framework)
    problems = list(caught.value)
    assert [(p.line, p.column, p.value) for p in problems if p.column] == [(2, "mbit", "x1"), (3, "cost", "y2")]
    assert any(p.code == "duplicate-entity" for p in problems)
    assert all(p.severity == "error" and p.file == "data.csv" for p in problems)
    assert str(caught.value).count("\n") == len(problems) - 1
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.problems == problems
    # The same as `check`, which raises nothing.
    assert [p.code for p in framework.check({"code": ["a"], "mbit": [1.0]})] == ["missing-column"]


def test_what_is_no_table_is_refused() -> None:
    framework = icip.Framework.from_dict(SMALL)
    for wrong in (3, "text", None, [1, 2]):
        with pytest.raises(TypeError, match="table"):
            framework.score(wrong)
    with pytest.raises(KeyError, match="hdi"):
        icip.Framework.builtin("nothing")
    with pytest.raises(ValueError, match="decimal"):
        icip.read_csv(b"code\n", framework, decimal=";")


def test_nan_is_no_value_that_is_made_up() -> None:
    framework = icip.Framework.from_dict(SMALL)
    # pandas hands NaN over as null; a NaN of polars stays one and is refused with its place.
    gap = pandas.DataFrame({"code": ["a", "b", "c"], "mbit": [1.0, float("nan"), 3.0], "cost": [1, 2, 3]})
    assert framework.score(gap).scores.to_dict()["A"] == [0.0, None, 100.0]
    with pytest.raises(icip.Problems) as caught:
        framework.score(polars.DataFrame({"code": ["a", "b"], "mbit": [1.0, float("nan")], "cost": [1, 2]}))
    assert (caught.value[0].column, caught.value[0].line) == ("mbit", 2)


def test_frameworks_from_every_form_are_one() -> None:
    folder = ROOT / "data" / "frameworks" / "hdi"
    assert icip.Framework.from_files(folder).nodes.to_dict() == icip.Framework.builtin("hdi").nodes.to_dict()
    by_dict = icip.Framework.from_dict(SMALL)
    head = {key: value for key, value in SMALL.items() if key != "nodes"}
    nodes = pandas.DataFrame(SMALL["nodes"])
    by_nodes = icip.Framework.from_nodes(nodes, head)
    assert by_nodes.nodes.to_dict() == by_dict.nodes.to_dict()
    assert pickle.loads(pickle.dumps(by_nodes)) == by_nodes
    assert set(icip.frameworks()) >= {"hdi", "icip-2018"}


def test_texts_of_a_dictionary_are_written_as_they_are() -> None:
    title = 'a "quoted" \\ title\nwith\ttabs, é, \x7f and 😀'
    framework = icip.Framework.from_dict({**SMALL, "framework": {"id": "x", "title": {"en": title, "es": "t"}}})
    assert framework.title("en") == title
    with pytest.raises(TypeError, match="set"):
        icip.Framework.from_dict({**SMALL, "framework": {"id": {1}}})


def test_explanations_add_up() -> None:
    way = pilot().explain("6468")
    nodes = way.nodes.to_pandas()
    top = nodes[nodes["parent"] == "ICIP"]["index_points"].sum()
    assert top == pytest.approx(way.score, abs=1e-12)
    assert way.name and way.rank == 1.0
    assert len(way.cells) == 22
    with pytest.raises(KeyError):
        pilot().explain("nobody")


def test_a_study_is_that_of_the_program(program: str, tmp_path: Path) -> None:
    command = [program, "robustness", str(EXAMPLE), "-f", "icip-2018", "-n", "300", "--seed", "7", "-o", str(tmp_path / "r")]
    done = subprocess.run([*command, "--quiet"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    seen: list[tuple[int, int]] = []
    study = pilot().robustness(replicates=300, seed=7, progress=lambda done, all_: seen.append((done, all_)))
    want = polars.read_csv(tmp_path / "r" / "robustness" / "ranks.csv", schema_overrides={"code": polars.String}, infer_schema_length=None)
    got = study["ranks"].to_polars()
    assert got.columns == want.columns
    for name in want.columns:
        assert got[name].to_list() == want[name].to_list(), name
    assert seen[-1] == (300, 300)


def test_progress_may_interrupt() -> None:
    def stop(done: int, _: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pilot().robustness(replicates=5000, progress=stop)
    with pytest.raises(ZeroDivisionError):
        pilot().robustness(replicates=5000, progress=lambda *_: 1 / 0)


def test_other_threads_run_meanwhile() -> None:
    """While a study runs, a thread of Python counts: it could not, if the interpreter were held."""
    counted, done = [0], threading.Event()

    def count() -> None:
        while not done.wait(0.001):
            counted[0] += 1

    thread = threading.Thread(target=count)
    thread.start()
    pilot().robustness(replicates=3000)
    done.set()
    thread.join()
    assert counted[0] > 5


def test_audit_report_and_comparison() -> None:
    result = pilot()
    audit = result.audit()
    assert audit["univariate"].to_dict()["n"][0] == 136 and audit.warnings
    assert set(audit) >= {"correlations", "importance", "entities"}
    report = result.report(language="es", robustness=False)
    assert report.html.startswith("<!DOCTYPE html>") and "POSITIVA" in report.html
    assert report._repr_html_().startswith("<iframe srcdoc=")
    published = pandas.read_csv(
        ROOT / "fixtures" / "published" / "icip-2018" / "nodes.csv", dtype={"sigep_code": str}
    )
    comparison = result.compare(published)
    assert comparison.agrees and comparison.is_complete and comparison.compared > 1000
    published.loc[0, "ICIP"] += 1.0
    changed = result.compare(published)
    assert not changed.agrees
    assert changed.differences.to_dict()["node"][0] == "ICIP"


def test_changes_add_up() -> None:
    framework = icip.Framework.from_dict({**SMALL, "data": {"period": "year"}})
    frame = {
        "code": ["p", "q", "p", "q"],
        "year": ["2023", "2023", "2024", "2024"],
        "mbit": [10.0, 60.0, 30.0, 20.0],
        "cost": [3.0, 1.0, 2.0, 2.5],
    }
    data = framework.read(frame)
    answer = icip.change(data)
    changes, parts = answer["changes"].to_pandas(), answer["parts"].to_pandas()
    for row in changes.itertuples():
        of_parts = parts[parts["code"] == row.code]["points"].sum()
        assert of_parts == pytest.approx(row.change, abs=1e-9)
    assert framework.score(data, period="2024").scores.to_dict()["period"] == ["2024", "2024"]
    with pytest.raises(ValueError, match="two periods"):
        icip.change(framework.read({k: v[:2] for k, v in frame.items()}))


def test_later_rows_are_scored_by_earlier_fits() -> None:
    framework = icip.Framework.from_dict(SMALL)
    first = framework.score({"code": ["p", "q"], "mbit": [10.0, 60.0], "cost": [1.0, 3.0]})
    later = framework.score({"code": ["r"], "mbit": [20.0], "cost": [1.0]}, fits=first.fits())
    # By hand: A = 100 * (20 - 10) / 50 = 20, B = 100 at the lowest cost, I = 60.
    assert later.scores.to_dict()["I"] == [60.0]
    with pytest.raises(icip.Problems, match="median"):
        icip.Framework.from_dict(
            {**SMALL, "defaults": {"normalise": {"min-max": {"lo": 0, "hi": 1}}, "impute": "median"}}
        ).score({"code": ["p", "q"], "mbit": [1.0, 2.0], "cost": [1.0, 3.0]}).fits()
    with pytest.raises(ValueError):
        framework.score({"code": ["r"], "mbit": [20.0], "cost": [1.0]}, fits="{")


def test_results_outlive_what_they_came_from() -> None:
    framework = icip.Framework.from_dict(SMALL)
    frame = polars.DataFrame({"code": ["p", "q"], "mbit": [10.0, 60.0], "cost": [3.0, 1.0]})
    result = framework.score(frame)
    table = result.scores
    del frame, framework, result
    gc.collect()
    assert table.to_dict()["I"] == [0.0, 100.0]


def test_every_public_name_has_a_docstring() -> None:
    import inspect

    bare = []
    for name in icip.__all__:
        item = getattr(icip, name)
        if not (inspect.isclass(item) or inspect.isfunction(item)):
            continue
        members = vars(item).items() if inspect.isclass(item) else []
        candidates = [(name, item)] + [(f"{name}.{n}", m) for n, m in members if not n.startswith("_")]
        for label, member in candidates:
            is_documented = inspect.getdoc(member)
            if (callable(member) or isinstance(member, property)) and not is_documented:
                bare.append(label)
    assert bare == []


def test_a_column_without_any_value_is_absent() -> None:
    framework = icip.Framework.from_dict(
        {
            "framework": {"id": "n"},
            "defaults": {"missing": "skip"},
            "nodes": [
                {"code": "I"},
                {"code": "a", "parent": "I", "column": "a"},
                {"code": "b", "parent": "I", "column": "b"},
            ],
        }
    )
    columns = {"code": ["x", "y"], "a": [1.0, 2.0], "b": [None, None], "note": [None, None]}
    for frame in (columns, polars.DataFrame(columns), polars.LazyFrame(columns), pandas.DataFrame(columns)):
        scored = framework.score(frame)
        assert scored.scores.to_dict()["I"] == [1.0, 2.0]
        assert scored.scores.to_dict()["b"] == [None, None]


def test_a_period_without_rows_is_refused() -> None:
    framework = icip.Framework.from_dict(
        {
            "framework": {"id": "p"},
            "data": {"period": "year"},
            "nodes": [{"code": "I"}, {"code": "a", "parent": "I", "column": "a"}],
        }
    )
    data = {"code": ["x", "x"], "year": ["2020", "2021"], "a": [1.0, 2.0]}
    with pytest.raises(icip.Problems, match="no row has the period `1999`"):
        framework.score(data, period="1999")
    with pytest.raises(icip.Problems, match="no row has the period `1999`"):
        framework.score(data).report(period="1999")


def test_numbers_among_texts_are_read_as_in_a_file() -> None:
    """What pandas makes of a sheet with a mark of absent values in a column of numbers."""
    framework = icip.Framework.from_dict(SMALL)
    # 1.234 could be one thousand two hundred and thirty-four, were it a text.
    frame = pandas.DataFrame(
        {"code": ["p", "q", "r", "s"], "mbit": [1.234, "ND", 3, None], "cost": [3.0, 1.0, 2.0, 2.0]}
    )
    scores = framework.score(frame, missing="ND").scores.to_dict()
    # (1.234 - 1.234) / (3 - 1.234) and (3 - 1.234) / (3 - 1.234), in per cent.
    assert scores["A"] == [0.0, None, 100.0, None]
    with pytest.raises(icip.Problems, match="`ND` is not a number"):
        framework.score(frame)
    with pytest.raises(TypeError, match="row 2 of the column `mbit` holds a value of the type date"):
        framework.score(frame.assign(mbit=[1, pandas.Timestamp("2020-01-01").date(), "x", 2]))


def test_what_is_given_is_looked_at_first() -> None:
    framework = icip.Framework.from_dict(SMALL)
    data = framework.read({"code": ["p", "q"], "mbit": [10.0, 60.0], "cost": [3.0, 1.0]})
    result = framework.score(data)
    refused: list[tuple[type[Exception], str, Callable[[], object]]] = [
        (ValueError, "fits is the text", lambda: framework.score(data, fits="junk")),
        (ValueError, "fits is the text", lambda: framework.score(data, fits="[]")),
        (ValueError, "threads is a whole number of at least 1, not -1", lambda: framework.score(data, threads=-1)),
        (ValueError, "replicates is a whole number", lambda: result.robustness(replicates=-5)),
        (TypeError, "seed is a whole number", lambda: result.robustness(seed=1.5)),  # type: ignore[arg-type]
        (ValueError, "resamples is a whole number", lambda: result.audit(resamples=-1)),
        (ValueError, 'language is "en" or "es", not \'fr\'', lambda: result.report(language="fr")),
        (ValueError, 'language is "en" or "es", not \'fr\'', lambda: framework.title("fr")),
        (ValueError, "count is a whole number of at least 0", lambda: result.top(-1)),
        (KeyError, "there is no period '2020'", lambda: result.top(period="2020")),
        (ValueError, "give `missing` to `read`", lambda: framework.score(data, missing="NA")),
        (TypeError, "missing is a list of texts, and 9 is none", lambda: framework.read({}, missing=[9])),  # type: ignore[list-item]
        (TypeError, "a table is wanted", lambda: framework.score(pandas.Series([1.0], name="mbit"))),
        (TypeError, "a table is wanted", lambda: framework.score(polars.Series("mbit", [1.0]))),
        (TypeError, "a table is wanted", lambda: framework.score(pyarrow.array([1.0]))),
    ]
    for kind, told, call in refused:
        with pytest.raises(kind, match=told):
            call()


def test_files_of_a_framework_may_come_from_a_spreadsheet(tmp_path: Path) -> None:
    toml = '''format = 1
    [framework]
    id = "x"
    '''
    tree = "code;parent;column;name_es\nI;;;Índice\nA;I;mbit;Conexión\n"
    (tmp_path / "framework.toml").write_text(toml, encoding="utf-8")
    (tmp_path / "structure.csv").write_bytes(tree.encode("cp1252"))
    framework = icip.Framework.from_files(tmp_path)
    assert framework.nodes.to_dict()["name_es"] == ["Índice", "Conexión"]
    assert [problem.code for problem in framework.warnings] == ["assumed-encoding"]
    assert pickle.loads(pickle.dumps(framework)) == framework
    # A framework with its own tree leaves that of another one alone.
    whole = toml + '[[nodes]]\ncode = "J"\n[[nodes]]\ncode = "B"\nparent = "J"\ncolumn = "cost"\n'
    (tmp_path / "other.toml").write_text(whole, encoding="utf-8")
    assert icip.Framework.from_files(tmp_path / "other.toml").root == "J"


def test_the_best_are_those_of_one_period() -> None:
    framework = icip.Framework.from_dict({**SMALL, "data": {"period": "year"}})
    frame = {
        "code": ["p", "q", "p", "q"],
        "year": ["2023", "2023", "2024", "2024"],
        "mbit": [10.0, 60.0, 50.0, 20.0],
        "cost": [3.0, 1.0, 1.0, 2.0],
    }
    result = framework.score(frame)
    assert result.top(5).to_dict()["code"] == ["p", "q"]
    assert result.top(1, period="2023").to_dict()["code"] == ["q"]
    assert result.top(0).to_dict()["code"] == []


def test_a_report_has_what_is_told_over_periods_and_of_groups() -> None:
    framework = icip.Framework.from_dict(
        {**SMALL, "data": {"period": "year", "groups": ["region"]}, "totals": [{"group": "region"}]}
    )
    years = ["2021", "2022", "2023"]
    frame = {
        "code": ["p", "q"] * 3,
        "year": [year for year in years for _ in "pq"],
        "region": ["north", "south"] * 3,
        "mbit": [10.0, 60.0, 20.0, 50.0, 30.0, 55.0],
        "cost": [3.0, 1.0, 1.0, 2.0, 2.5, 1.5],
    }
    page = framework.score(frame).report(robustness=False).html
    assert 'id="totals"' in page and 'id="progress"' in page
