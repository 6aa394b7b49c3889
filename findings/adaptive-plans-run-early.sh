#!/usr/bin/env bash
# Spark: merely asking a frame for its RDD computes it, or does not, by a planning setting.
#
# Version: pyspark 4.2.0; Python 3.11, Java 17.
#
# With adaptive planning, which is the default, a plan that has a shuffle is run stage by stage while its
# RDD is made, before any action: a job starts, rows are computed, accumulators have their sums. Without
# it nothing runs. So code that reads an accumulator after `toRdd()` (DataFrame.rdd in Python takes the
# same way) is right with the setting on, reads zero with it off, and nothing tells.
#
#> adaptive planning true: 1 job, accumulator at 10
#> adaptive planning false: 0 jobs, accumulator at 0
set -euo pipefail
script=$(realpath "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check pyspark==4.2.0

cat >early.py <<'PY'
import sys

from pyspark.sql import SparkSession
from pyspark.sql.functions import udf

adaptive = sys.argv[1]
spark = (
    SparkSession.builder.master("local[1]")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.adaptive.enabled", adaptive)
    .getOrCreate()
)
context = spark.sparkContext
context.setLogLevel("OFF")
context.setJobGroup("asked", "")
seen = context.accumulator(0)


def counted(number):
    seen.add(1)
    return number


rows = spark.range(10).select(udf(counted, "long").asNondeterministic()("id").alias("id"))
rows.repartition(2)._jdf.queryExecution().toRdd()
jobs = len(context.statusTracker().getJobIdsForGroup("asked"))
print(f"adaptive planning {adaptive}: {jobs} {'job' if jobs == 1 else 'jobs'}, accumulator at {seen.value}")
PY
for adaptive in true false; do
  venv/bin/python early.py "$adaptive" 2>>err
done >seen || { cat err >&2; exit 1; }
diff -u <(sed -n 's/^#> //p' "$script") seen
echo "as described"
