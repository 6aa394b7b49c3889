"""Runs the notebooks on a lake of the pipeline and holds the committed ones to their rules.

Marked heavy: what needs Spark for Python, the lake in S3, and each way in which tables can lack.
"""

import os
import re
import shutil
import socket
import subprocess
import time
from concurrent.futures import ProcessPoolExecutor
from fnmatch import fnmatch
from importlib.util import find_spec
from pathlib import Path

import nbformat
import pytest
from deltalake import DeltaTable, write_deltalake

from execute import execute
from tables import Lake

HERE = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted(HERE.glob("*.ipynb"))
LAKE = Path(os.environ["VONGDOI_LAKE"]) if os.environ.get("VONGDOI_LAKE") else None

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
# Vietnamese numbers as people write them, and any in E.164.
PHONE = re.compile(
    r"(?<![\w.,])(?:(?:\+|00)?84[ .-]?|0)[2-9](?:[ .-]?\d){8}(?!\w)|\+\d{9,15}(?!\w)"
)
MACHINE = re.compile(r"file:/|(?<![\w.~])/(?:home|root|tmp|Users|work|opt|var|mnt)/|[A-Z]:\\Users")

# Its estimators need Spark for Python, 450 MB: run by `test -m heavy`.
ON_SPARK = [path for path in NOTEBOOKS if path.name == "models.ipynb"]
LIGHT = [path for path in NOTEBOOKS if path not in ON_SPARK]
S3PROXY = HERE.parent / "common/target/s3proxy/s3proxy.jar"
# Tables of jobs that a young lake may not have run yet.
LATER = (
    "churn_*",
    "clv_*",
    "model*",
    "next_actions",
    "recommendations",
    "quarantine",
    "segment_overlaps",
    "identity_edges",
    "stage_transitions",
)

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
each_light_one = pytest.mark.parametrize("path", LIGHT, ids=lambda path: path.name)
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


def executed(paths, lake):
    """The notebooks after a fresh run, two at a time."""
    with ProcessPoolExecutor(2) as pool:
        return dict(zip(paths, pool.map(execute, paths, [lake] * len(paths)), strict=True))


@pytest.fixture(scope="module")
def runs():
    """Each notebook after a fresh run, and the files of the lake before and after."""
    before = files(LAKE)
    notebooks = executed(LIGHT, LAKE)
    return notebooks, before, files(LAKE)


def emptied(name, folder):
    rows = DeltaTable(str(LAKE / "tables" / name)).to_pyarrow_dataset().schema.empty_table()
    write_deltalake(str(folder / "tables" / name), rows)


def names():
    return [str(p.parent.relative_to(LAKE / "tables")) for p in LAKE.glob("tables/*/*/_delta_log")]


def is_later(name):
    return any(fnmatch(Path(name).name, pattern) for pattern in LATER)


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
@each_light_one
def test_runs_on_the_lake(runs, path):
    notebook = runs[0][path]
    assert not errors(notebook)
    assert pictures(notebook) >= 3


@needs_lake
@each_light_one
def test_shows_no_personal_data_of_the_lake(runs, path):
    assert_nothing_of_people(runs[0][path])


def assert_nothing_of_people(notebook):
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
def test_copes_with_tables_that_are_empty_or_that_no_job_has_made_yet(tmp_path):
    for name in names():
        if not is_later(name):
            emptied(name, tmp_path)
    for notebook in executed(LIGHT, tmp_path).values():
        assert not errors(notebook)


@needs_lake
@pytest.mark.heavy
def test_copes_with_empty_tables(tmp_path):
    for name in names():
        emptied(name, tmp_path)
    for notebook in executed(LIGHT, tmp_path).values():
        assert not errors(notebook)


@needs_lake
@pytest.mark.heavy
def test_copes_with_tables_that_no_job_has_made_yet(tmp_path):
    later = shutil.ignore_patterns(*LATER)
    shutil.copytree(LAKE / "tables", tmp_path / "tables", ignore=later)
    for notebook in executed(LIGHT, tmp_path).values():
        assert not errors(notebook)


def test_says_so_where_there_is_no_lake(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"No lake at .*: run \./vongdoi demo"):
        Lake(tmp_path / "nowhere")


@each_notebook
def test_looks_for_the_lake_before_anything_else(path):
    assert "= Lake(lake)" in code_cells(nbformat.read(path, as_version=4))[1].source


@needs_lake
@pytest.mark.heavy
@pytest.mark.skipif(find_spec("pyspark") is None, reason="no pyspark: notebooks/test -m heavy")
@pytest.mark.parametrize("path", ON_SPARK, ids=lambda path: path.name)
def test_calls_our_estimators_from_python(path):
    notebook = execute(path, LAKE)
    assert not errors(notebook)
    assert_nothing_of_people(notebook)


def answers(port):
    """Whether a server listens; else a tenth of a second later."""
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            return True
    time.sleep(0.1)
    return False


@pytest.fixture(scope="module")
def s3(tmp_path_factory):
    """The folder that holds the lake, served as S3: the lake is a bucket."""
    if not S3PROXY.exists():
        pytest.skip(f"no S3 server at {S3PROXY}: mvn -pl common process-test-resources fetches it")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        "s3proxy.endpoint": f"http://127.0.0.1:{port}",
        "s3proxy.authorization": "none",
        "jclouds.provider": "filesystem-nio2",
        "jclouds.filesystem.basedir": str(LAKE.parent),
    }
    file = tmp_path_factory.mktemp("s3") / "s3proxy.properties"
    file.write_text("".join(f"{key}={value}\n" for key, value in settings.items()))
    # Its default log level writes gigabytes.
    logs = ["-DLOG_LEVEL=warn", "-DJETTY_LOG_LEVEL=warn"]
    server = subprocess.Popen(
        ["java", "-Xmx256m", *logs, "-jar", str(S3PROXY), "--properties", str(file)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert any(answers(port) for _ in range(300)), "the S3 server does not start"
        yield {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
            "AWS_ALLOW_HTTP": "true",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_REGION": "us-east-1",
        }
    finally:
        server.kill()
        server.wait()


@needs_lake
@pytest.mark.heavy
def test_runs_on_the_same_lake_in_s3(s3, monkeypatch):
    for name, value in s3.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("VONGDOI_TRUTH", str(LAKE.parent / "truth"))
    paths = LIGHT + (ON_SPARK if find_spec("pyspark") else [])
    local = executed(paths, LAKE)
    remote = executed(paths, f"s3://{LAKE.name}")
    for path in paths:
        assert not errors(remote[path])
        assert list(texts(remote[path])) == list(texts(local[path])), path.name
