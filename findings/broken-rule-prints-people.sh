#!/usr/bin/env bash
# delta-rs: a row that breaks one CHECK rule of a table is printed with all its columns in the exception.
#
# Versions: deltalake 1.6.6, pyarrow 26.0.1; Python 3.11.
#
# A rule names one column, an amount. Whoever writes a row that breaks it, by an append or by a merge, gets
# an exception whose text holds up to five of the rows whole: names and e-mails go to whatever logs
# exceptions, such as a scheduler. Spark's Delta prints the values of the rule's own columns alone. The write
# itself is refused as it should be.
#
# Below: which columns of two made-up people stand in the message of either write, and how many of seven
# broken rows do.
#
#> append: amount named by the rule, email and name too
#> merge: amount named by the rule, email and name too
#> rows printed of seven: 5
#> rows in the table afterwards: 0
set -euo pipefail
script=$(realpath "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check deltalake==1.6.6 pyarrow==26.0.1

cat >write.py <<'PY'
import pyarrow as pa
from deltalake import DeltaTable, Schema, write_deltalake
from deltalake.exceptions import DeltaError


def people(count):
    return pa.table(
        {
            "email": [f"person{n}@example.com" for n in range(count)],
            "name": [f"Person {n}" for n in range(count)],
            "amount": pa.array([-5] * count, pa.int64()),
        }
    )


DeltaTable.create("orders", Schema.from_arrow(people(1).schema))
table = DeltaTable("orders")
table.alter.add_constraint({"no_debt": "amount >= 0"})


def append(rows):
    write_deltalake(table, rows, mode="append")


def merge(rows):
    table.merge(rows, "t.email = s.email", "s", "t").when_not_matched_insert_all().execute()


def refused(write, count):
    try:
        write(people(count))
    except DeltaError as e:
        return str(e)
    raise SystemExit("written against the rule")


for write in (append, merge):
    said = refused(write, 2)
    beside = [c for c, v in (("email", "person0@example.com"), ("name", "Person 0")) if v in said]
    print(f"{write.__name__}: amount named by the rule, {' and '.join(beside) or 'nothing'} too")
print("rows printed of seven:", refused(append, 7).count("@example.com"))
print("rows in the table afterwards:", DeltaTable("orders").to_pyarrow_table().num_rows)
PY
venv/bin/python write.py >seen
diff -u <(sed -n 's/^#> //p' "$script") seen
echo "as described"
