#!/usr/bin/env bash
# Hadoop: listing a local folder with listFiles starts a process for every file, listStatus none.
#
# Version: pyspark 4.2.0 with the Hadoop 3.5.0 that it brings, without Hadoop's native library; Python 3.11,
# Java 17, Linux.
#
# Hadoop's status of a local file fetches owner and permissions when it is first asked for them, by running
# ls. listStatus does not ask. listFiles and listLocatedStatus copy each status into one with block
# locations, and the copy asks: a folder of a few thousand small files takes as many processes and half a
# minute of what looks like reading. The system's own count of processes and threads started shows it.
#
#> listStatus: fewer starts than files
#> listFiles: at least a start for each file
set -euo pipefail
script=$(realpath "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check pyspark==4.2.0
mkdir landed
for n in $(seq 500); do echo "{\"n\":$n}" >"landed/$n.json"; done

cat >listing.py <<'PY'
from pyspark.sql import SparkSession

spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
spark.sparkContext.setLogLevel("OFF")
folder = spark._jvm.org.apache.hadoop.fs.Path("landed")
files = folder.getFileSystem(spark._jsc.hadoopConfiguration())


def started():
    with open("/proc/stat") as stat:
        return next(int(line.split()[1]) for line in stat if line.startswith("processes"))


before = started()
names = [status.getPath().getName() for status in files.listStatus(folder)]
few = started() - before
before = started()
found = files.listFiles(folder, True)
located = 0
while found.hasNext():
    found.next()
    located += 1
many = started() - before
assert len(names) == located == 500
print("listStatus:", "fewer starts than files" if few < 500 else "at least a start for each file")
print("listFiles:", "fewer starts than files" if many < 500 else "at least a start for each file")
PY
venv/bin/python listing.py 2>err >seen || { cat err >&2; exit 1; }
diff -u <(sed -n 's/^#> //p' "$script") seen
echo "as described"
