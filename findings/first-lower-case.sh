#!/usr/bin/env bash
# Spark: the first lower() or upper() of a process walks through all of Unicode before it answers.
#
# Version: pyspark 4.2.0; Python 3.11, Java 17, Linux.
#
# With spark.sql.icu.caseMappings.enabled, its default, lower-casing goes through a class that on loading
# title-cases each of the 1,114,112 code points to find those that become more than one. Every driver and
# every executor pays that once, for a single row of plain ASCII too, and it shows up as time of whatever
# query came first: some tenths of a second to a second of a processor. Without the setting the same call
# answers at once, and the next calls with it do as well.
#
#> lower case of one ASCII letter, by ICU, first call: more than ten times as long
#> the next call: no longer
set -euo pipefail
script=$(realpath "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check pyspark==4.2.0

cat >lower.py <<'PY'
from time import perf_counter

from pyspark.sql import SparkSession

spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
lower = spark._jvm.org.apache.spark.sql.catalyst.util.CollationSupport.Lower
letter = spark._jvm.org.apache.spark.unsafe.types.UTF8String.fromString("A")
binary = 0


def seconds(by_icu):
    started = perf_counter()
    assert str(lower.exec(letter, binary, by_icu)) == "a"
    return perf_counter() - started


seconds(False)
without = max(seconds(False) for _ in range(5))
first = seconds(True)
again = min(seconds(True) for _ in range(5))
longer = "more than ten times as long"
print("lower case of one ASCII letter, by ICU, first call:", longer if first > 10 * without else "no longer")
print("the next call:", longer if again > 10 * without else "no longer")
PY
venv/bin/python lower.py 2>err >seen || { cat err >&2; exit 1; }
diff -u <(sed -n 's/^#> //p' "$script") seen
echo "as described"
