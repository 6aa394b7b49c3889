#!/usr/bin/env python3
"""Compares two lakes table by table: rows, and sums of hashes of each column and of whole rows.

same_tables.py A B [--without COLUMN,COLUMN] [--tables NAME,NAME] [--but NAME,NAME]: A and B are folders or addresses
of lakes, as delta-rs takes them; its settings, such as AWS_ENDPOINT_URL, come from the environment.
Prints one line for each table that differs, with the columns that do, and ends with exit code 1 if
any does but those of --but. Columns that hold what belongs to one run are left out: when it was, which of the
process's batches, and hashes of files that Spark names by chance.
"""

import argparse
import pathlib
import sys

import duckdb
from deltalake import DeltaTable
from deltalake.exceptions import TableNotFoundError

OF_A_RUN = {"_ingested_at", "_batch_id", "content_sha256"}


def names(lake):
    """Names of the tables of a lake on disk."""
    logs = pathlib.Path(lake).glob("tables/*/*/_delta_log")
    return {f"{log.parts[-3]}.{log.parts[-2]}" for log in logs}


def figures(con, lake, name, without):
    """Rows, sum of the rows' hashes, and sums by column; nothing where the table is not there."""
    try:
        table = DeltaTable(f"{lake}/tables/{name.replace('.', '/')}")
    except TableNotFoundError:
        return None
    frame = table.to_pyarrow_table()
    kept = sorted(c for c in frame.column_names if c not in without)
    quoted = [f'"{c}"' for c in kept]
    sums = ", ".join(f"sum(hash({c}))" for c in quoted)
    con.register("frame", frame)
    query = f"select count(*), sum(hash({', '.join(quoted)})), {sums} from frame"
    rows, whole, *each = con.sql(query).fetchone()
    con.unregister("frame")
    return rows, whole, dict(zip(kept, each, strict=True))


def told(mine, theirs):
    """How two tables differ; empty where they do not."""
    if mine is None or theirs is None:
        return f"only in {'B' if mine is None else 'A'}"
    if mine[0] != theirs[0]:
        return f"{mine[0]} and {theirs[0]} rows"
    columns = sorted(mine[2].keys() | theirs[2].keys())
    other = [c for c in columns if mine[2].get(c) != theirs[2].get(c)]
    if other:
        return "other values of " + ", ".join(other)
    return "" if mine[1] == theirs[1] else "equal columns, but in other rows"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("a")
    parser.add_argument("b")
    parser.add_argument("--without", default="", help="further columns to leave out")
    parser.add_argument("--tables", default="", help="only these, else all of lakes on disk")
    parser.add_argument("--but", default="", help="tables that may differ")
    args = parser.parse_args()
    without = OF_A_RUN | set(filter(None, args.without.split(",")))
    may = set(filter(None, args.but.split(",")))
    tables = set(filter(None, args.tables.split(","))) or names(args.a) | names(args.b)
    if not tables:
        sys.exit(f"Cannot compare {args.a} and {args.b}: neither is a lake on disk; name --tables")
    con = duckdb.connect()
    rows = different = 0
    for name in sorted(tables):
        mine, theirs = (figures(con, lake, name, without) for lake in (args.a, args.b))
        rows += mine[0] if mine else 0
        difference = told(mine, theirs)
        if difference:
            different += name not in may
            print(f"{name}{' may differ' if name in may else ''}: {difference}")
    print(f"{len(tables)} tables, {rows:,} rows, {different} tables differ")
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
