"""Other programs than Spark read the lake of the pipeline test and find what Spark found."""

import json
import re
from datetime import date
from decimal import Decimal
from math import isclose
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
import sqlglot
from deltalake import DeltaTable

import sums
from conftest import BUCKET, KEYS, LAKE, PIPELINE, statements, statements_in_s3

ANSWERS = json.loads((PIPELINE / "answers.json").read_text())
EXTENSIONS = Path(duckdb.__file__).resolve().parent.parent / "duckdb_ext" / "extensions"

each_table = pytest.mark.parametrize("name", ANSWERS["tables"])
each_view = pytest.mark.parametrize("name", ANSWERS["views"])


def connected(text, **settings):
    # Its extensions come as packages here; otherwise INSTALL downloads them.
    con = duckdb.connect(config={"extension_directory": str(EXTENSIONS)} | settings)
    for statement in text:
        con.execute(statement)
    return con


@pytest.fixture(scope="module")
def duck():
    """DuckDB with what `catalog --for duckdb` prints."""
    return connected(statements("duckdb"))


def expected(name):
    answer = ANSWERS["tables"][name]
    return answer["rows"], answer["sum"]


def in_order(name):
    return ", ".join(f'"{column}"' for column in ANSWERS["tables"][name]["columns"])


def by_delta_rs(place, name, **options):
    table = DeltaTable(f"{place}/tables/{name.replace('.', '/')}", **options)
    return sums.of(table.to_pyarrow_table(columns=ANSWERS["tables"][name]["columns"]))


def by_duckdb(con, name):
    return sums.of(con.sql(f"select {in_order(name)} from {name}").to_arrow_table())


@each_table
def test_delta_rs_finds_the_rows_of_spark(name):
    assert by_delta_rs(LAKE, name) == expected(name)


@each_table
def test_duckdb_finds_the_rows_of_spark(duck, name):
    assert by_duckdb(duck, name) == expected(name)


def same(mine, theirs):
    if isinstance(mine, date):
        return mine.isoformat() == theirs
    if isinstance(mine, float | Decimal) and theirs is not None:
        return isclose(float(mine), float(theirs), rel_tol=1e-12)
    return mine == theirs


@each_view
def test_a_view_has_the_same_rows_in_duckdb_as_in_spark(duck, name):
    answer = {"rows": []} | ANSWERS["views"][name]
    found = duck.sql(f"select * from {name}")
    mine = [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
    by_key = {tuple(str(row.get(k)) for k in answer["key"]): row for row in answer["rows"]}
    assert len(by_key) == len(answer["rows"]), "the key is no key"
    assert len(mine) == len(answer["rows"])
    for row in mine:
        theirs = by_key[tuple(str(row[k]) for k in answer["key"])]
        different = [c for c, v in row.items() if not same(v, theirs.get(c))]
        assert not different


def test_comments_reach_duckdb(duck):
    views = dict(
        duck.sql(
            "select schema_name || '.' || view_name, comment from duckdb_views() where not internal"
        ).fetchall()
    )
    assert set(ANSWERS["tables"]) | set(ANSWERS["views"]) <= set(views)
    assert all(comment.startswith("One row per ") for comment in views.values())
    column = duck.sql(
        "select comment from duckdb_columns()"
        " where table_name = 'profiles' and column_name = 'email'"
    )
    assert column.fetchall() == [("Best e-mail",)]


@pytest.mark.parametrize(
    ("engine", "dialect"),
    [
        ("spark", "spark"),
        ("databricks", "databricks"),
        ("unity", "spark"),
        ("hive", "hive"),
        ("trino", "trino"),
        ("athena", "athena"),
        ("duckdb", "duckdb"),
    ],
)
def test_statements_are_sql_of_their_engine(engine, dialect):
    texts = statements(engine)
    assert len(texts) > len(ANSWERS["views"])
    for text in texts:
        if re.match(r"CALL |INSTALL |LOAD ", text):
            continue  # procedures, which the parser takes as they are
        tree = sqlglot.parse_one(text, read=dialect)
        assert not isinstance(tree, sqlglot.exp.Command), text


def test_trino_registers_every_table_by_its_procedure():
    call = re.compile(
        r"CALL delta\.system\.register_table\(schema_name => '(silver|gold)',"
        r" table_name => '(\w+)', table_location => '([^']+)'\)"
    )
    found = [call.fullmatch(text) for text in statements("trino") if text.startswith("CALL ")]
    assert {f"{f[1]}.{f[2]}" for f in found} >= set(ANSWERS["tables"])
    assert all(f[3].endswith(f"/tables/{f[1]}/{f[2]}") for f in found)


@pytest.mark.heavy
def test_both_find_the_same_rows_in_s3(s3):
    options = {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{s3}",
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": KEYS["id"],
        "AWS_SECRET_ACCESS_KEY": KEYS["secret"],
        "AWS_REGION": KEYS["region"],
    }
    secret = (
        f"CREATE SECRET lake (TYPE s3, KEY_ID '{KEYS['id']}', SECRET '{KEYS['secret']}',"
        f" REGION '{KEYS['region']}', ENDPOINT '127.0.0.1:{s3}', URL_STYLE 'path', USE_SSL false)"
    )
    con = connected(["LOAD httpfs", secret, *statements_in_s3("duckdb")])
    for name in ANSWERS["tables"]:
        assert by_delta_rs(f"s3://{BUCKET}", name, storage_options=options) == expected(name), name
        assert by_duckdb(con, name) == expected(name), name


def by_trino(server, catalog, name):
    """Trino's rows under the types that the table's own log declares."""
    log = DeltaTable(f"{LAKE}/tables/{name.replace('.', '/')}").schema().to_arrow()
    schema = pa.schema([pa.schema(log).field(c) for c in ANSWERS["tables"][name]["columns"]])
    rows = server.rows(f"select {in_order(name)} from {catalog}.{name}")
    cells = [[list(v.items()) if isinstance(v, dict) else v for v in row] for row in rows]
    columns = list(zip(*cells, strict=True)) or [()] * len(schema)
    arrays = [pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)]
    return sums.of(pa.Table.from_arrays(arrays, schema=schema))


@pytest.mark.heavy
@pytest.mark.parametrize("catalog", ["delta", "delta_s3"])
def test_trino_finds_the_rows_of_spark(trino, catalog):
    found = {name: by_trino(trino, catalog, name) for name in ANSWERS["tables"]}
    assert found == {name: expected(name) for name in ANSWERS["tables"]}
    for name, answer in ANSWERS["views"].items():
        rows = trino.rows(f"select count(*) from {catalog}.{name}")
        assert rows == [[len(answer.get("rows", []))]], name


@pytest.mark.heavy
def test_comments_reach_trino(trino):
    comments = dict(
        trino.rows(
            "select schema_name || '.' || table_name, comment from system.metadata.table_comments"
            " where catalog_name = 'delta' and schema_name in ('silver', 'gold')"
        )
    )
    assert all(comments.get(name) for name in ANSWERS["tables"])
    assert all(comments[name].startswith("One row per ") for name in ANSWERS["views"])
    columns = trino.rows(
        "select table_name, column_name, comment from delta.information_schema.columns"
        " where table_schema in ('silver', 'gold')"
    )
    assert ["profiles", "email", "Best e-mail"] in columns
    assert {name for name, _, comment in columns if not comment} == set()
