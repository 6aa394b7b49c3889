#!/usr/bin/env bash
# Spark: reading an element of an array in an interpreted expression builds a settings object, each time.
#
# Version: pyspark 4.2.0; Python 3.11, Java 17.
#
# Functions with a lambda (filter, transform, exists …) are interpreted even where the rest of a query is
# compiled. Within a task they ask for the type of each element through the session's settings, and a task
# makes those anew at every question: a ReadOnlySQLConf with its readers of environment and properties. The
# flight recorder sees two fifths of the task's samples in that constructor; none where a compiled function
# looks for a value in the same arrays.
#
#> int(exists(values, v -> v = -1)): settings are built for each element
#> int(array_contains(values, -1L)): no settings are built
set -euo pipefail
script=$(realpath "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check pyspark==4.2.0

cat >elements.py <<'PY'
import sys

from pyspark.sql import SparkSession

expression = sys.argv[1]
spark = (
    SparkSession.builder.master("local[1]")
    .config("spark.ui.enabled", "false")
    .config("spark.driver.extraJavaOptions", "-XX:StartFlightRecording=filename=samples.jfr,settings=profile -Xlog:jfr*=off")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("OFF")
rows = spark.range(1000).selectExpr("transform(sequence(1L, 10L), n -> n + id) as values").cache()
rows.count()
rows.crossJoin(spark.range(3000)).selectExpr(f"sum({expression})").collect()
spark.stop()
PY
# share OF EXPRESSION: per cent of the tasks' samples that are building settings
share() {
  rm -f samples.jfr
  venv/bin/python elements.py "$1" >>err 2>&1
  jfr print --events jdk.ExecutionSample --stack-depth 32 samples.jfr | python3 -c '
import sys
samples = [s for s in sys.stdin.read().split("jdk.ExecutionSample {") if "Executor task launch" in s]
print(100 * sum("ReadOnlySQLConf.<init>" in s for s in samples) // max(1, len(samples)))'
}
say() {
  local part
  part=$(share "$1")
  echo "$1: $part per cent of the samples" >>err
  if [ "$part" -ge 15 ]; then echo "$1: settings are built for each element"
  elif [ "$part" -le 1 ]; then echo "$1: no settings are built"; fi
}
{ say 'int(exists(values, v -> v = -1))'; say 'int(array_contains(values, -1L))'; } >seen || { cat err >&2; exit 1; }
diff -u <(sed -n 's/^#> //p' "$script") seen || { cat err >&2; exit 1; }
echo "as described"
