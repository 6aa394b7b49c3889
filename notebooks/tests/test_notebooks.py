"""Runs every notebook on a lake of the pipeline and holds the committed ones to their rules."""

import os
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from deltalake import DeltaTable, write_deltalake
from nbclient.exceptions import CellExecutionError

from execute import execute

HERE = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted(HERE.glob("*.ipynb"))
LAKE = Path(os.environ["VONGDOI_LAKE"]) if os.environ.get("VONGDOI_LAKE") else None

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
# Vietnamese numbers as people write them, and any in E.164.
PHONE = re.compile(
    r"(?<![\w.,])(?:(?:\+|00)?84[ .-]?|0)[2-9](?:[ .-]?\d){8}(?!\w)|\+\d{9,15}(?!\w)"
)
MACHINE = re.compile(r"file:/|(?<![\w.~])/(?:home|root|tmp|Users|work|opt|var|mnt)/|[A-Z]:\\Users")

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
needs_lake = pytest.mark.skipif(LAKE is None, reason="no lake")


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def texts(notebook):
    """Everything written in outputs; pictures are left out."""
    for cell in code_cells(notebook):
        for output in cell.outputs:
            yield output.get("text", "")
            for kind, data in output.get("data", {}).items():
                if not kind.startswith("image/png"):
                    yield data if isinstance(data, str) else str(data)


def pictures(notebook):
    return sum(
        "image/png" in output.get("data", {})
        for cell in code_cells(notebook)
        for output in cell.outputs
    )


def errors(notebook):
    return [
        output.get("ename") or output.get("text")
        for cell in code_cells(notebook)
        for output in cell.outputs
        if output.output_type == "error" or output.get("name") == "stderr"
    ]


def assert_nothing_personal(notebook):
    for text in texts(notebook):
        for pattern in (EMAIL, PHONE):
            # Not the value: a report of tests is no place for it either.
            assert not pattern.search(text), f"an output matches {pattern.pattern}"


def files(lake):
    return {
        str(file.relative_to(lake)): (file.stat().st_size, file.stat().st_mtime_ns)
        for file in lake.rglob("*")
        if file.is_file()
    }


@pytest.fixture(scope="module")
def runs():
    """Each notebook after a fresh run, and the files of the lake before and after."""
    before = files(LAKE)
    notebooks = {path: execute(path, LAKE) for path in NOTEBOOKS}
    return notebooks, before, files(LAKE)


@pytest.mark.parametrize(
    ("text", "personal"),
    [
        ("0912345678", True),
        ("0912 345 678", True),
        ("091.234.5678", True),
        ("+84 912 345 678", True),
        ("84912345678", True),
        ("an@example.com", True),
        ("0.427319432", False),
        ("1,413,000 VND", False),
        ("12,717,000,000", False),
        ("c0912345678e9be", False),
        ("2026-10-31", False),
    ],
)
def test_personal_values_are_recognised(text, personal):
    assert bool(EMAIL.search(text) or PHONE.search(text)) == personal


@each_notebook
def test_is_committed_with_outputs_and_pictures(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    counts = [cell.execution_count for cell in code_cells(notebook)]
    assert counts == list(range(1, len(counts) + 1)), "run it again from top to bottom"
    assert pictures(notebook) >= 5
    assert not errors(notebook)


@each_notebook
def test_is_committed_without_personal_data_and_traces_of_a_machine(path):
    notebook = nbformat.read(path, as_version=4)
    assert_nothing_personal(notebook)
    assert not MACHINE.search("\n".join([*texts(notebook), *(c.source for c in notebook.cells)]))
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert not [c.metadata for c in notebook.cells if set(c.metadata) - {"tags"}]


@each_notebook
def test_takes_its_lake_from_the_cell_of_parameters(path):
    first = code_cells(nbformat.read(path, as_version=4))[0]
    assert first.metadata.get("tags") == ["parameters"]
    assert 'os.environ.get("VONGDOI_LAKE", "../demo/lake")' in first.source


@needs_lake
@each_notebook
def test_runs_on_the_lake(runs, path):
    notebook = runs[0][path]
    assert not errors(notebook)
    assert pictures(notebook) >= 5


@needs_lake
@each_notebook
def test_shows_no_personal_data_of_the_lake(runs, path):
    notebook = runs[0][path]
    assert_nothing_personal(notebook)
    columns = ["full_name", "email", "phone", "street"]
    people = DeltaTable(str(LAKE / "tables/silver/profiles")).to_pandas(columns=columns)
    # One word may be a brand or a city as well.
    values = {v for v in people.to_numpy().ravel() if isinstance(v, str) and re.search(r"\W", v)}
    assert values, "no profiles to compare with"
    shown = "\n".join(texts(notebook))
    assert not sum(value in shown for value in values), "a name, address or contact is shown"


@needs_lake
def test_leaves_the_lake_as_it_is(runs):
    _, before, after = runs
    assert before
    assert after == before


@needs_lake
@each_notebook
def test_copes_with_empty_tables(path, tmp_path):
    for table in (LAKE / "tables").glob("*/*"):
        if (table / "_delta_log").is_dir():
            rows = DeltaTable(str(table)).to_pyarrow_dataset().schema.empty_table()
            write_deltalake(str(tmp_path / "tables" / table.parent.name / table.name), rows)
    assert not errors(execute(path, tmp_path))


@needs_lake
@each_notebook
def test_copes_with_tables_that_no_job_has_made_yet(path, tmp_path):
    later = shutil.ignore_patterns(
        "churn_*", "clv_*", "model*", "next_actions", "recommendations", "quarantine"
    )
    shutil.copytree(LAKE / "tables", tmp_path / "tables", ignore=later)
    assert not errors(execute(path, tmp_path))


@each_notebook
def test_says_so_where_there_is_no_lake(path, tmp_path):
    with pytest.raises(CellExecutionError, match=r"No lake at .*: run \./vongdoi demo"):
        execute(path, tmp_path / "nowhere")
