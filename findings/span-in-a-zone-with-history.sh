#!/usr/bin/env bash
# Spark: seconds added to the epoch give another instant in zones whose offset has changed since 1970.
#
# Version: pyspark 4.2.0; Python 3.11, Java 17.
#
# A day-time interval that is added to a timestamp is taken apart: whole days go by the calendar of the
# session's zone, the rest by the clock. make_dt_interval makes days of any seconds, so the epoch plus the
# seconds since then, a usual way to read epoch numbers finer than timestamp_seconds takes them, is an hour
# late in Ho Chi Minh City, which was at +08:00 until 1975, and right in UTC, where it is tested.
#
#> UTC: epoch + 1767582672 s is 1767582672
#> Asia/Ho_Chi_Minh: epoch + 1767582672 s is 1767586272
#> Asia/Singapore: epoch + 1767582672 s is 1767580872
set -euo pipefail
script=$(realpath "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check pyspark==4.2.0

cat >span.py <<'PY'
from pyspark.sql import SparkSession

spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
spark.sparkContext.setLogLevel("OFF")
for zone in ["UTC", "Asia/Ho_Chi_Minh", "Asia/Singapore"]:
    spark.conf.set("spark.sql.session.timeZone", zone)
    second = spark.sql(
        "select unix_seconds(timestamp_micros(0) + make_dt_interval(0, 0, 0, 1767582672))"
    ).head()[0]
    print(f"{zone}: epoch + 1767582672 s is {second}")
PY
venv/bin/python span.py 2>err >seen || { cat err >&2; exit 1; }
diff -u <(sed -n 's/^#> //p' "$script") seen
echo "as described"
