#!/usr/bin/env bash
# Spark's writer of text ends with a null pointer where Hadoop's committer for gs: and abfs: is used, as by default.
#
# Versions: pyspark 4.2.0, which brings Hadoop 3.5.0; Python 3.11, Java 17.
#
# Hadoop's defaults name a committer by the scheme of a path: for gs: and abfs: its manifest committer. Spark
# takes it for the text, JSON and CSV that it writes, and asks it to set up the job with a context that bears no
# job id, of which it makes the job's name. So the first such write fails, before anything is stored, and Spark
# says that one has hit a bug in Spark. Parquet brings a committer of its own and Delta commits by its log, so
# that a lake works in such a store until somebody saves a model of MLlib, whose description is text. With the
# classic committer named for the scheme the same write works.
#
# Below the committer is named for local files, so that no store is needed; the defaults are printed first.
#
#> gs: ManifestCommitterFactory
#> abfs: AzureManifestCommitterFactory
#> manifest committer: NullPointerException, jobId is null
#> classic committer: 3 rows
set -euo pipefail
script=$(realpath "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check pyspark==4.2.0
cat >write.py <<'PY'
from pyspark.sql import SparkSession

FACTORY = "mapreduce.outputcommitter.factory.scheme."
PACKAGE = "org.apache.hadoop.mapreduce.lib.output."
spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
spark.sparkContext.setLogLevel("OFF")
hadoop = spark._jsc.hadoopConfiguration()
defaults = spark._jvm.org.apache.hadoop.mapred.JobConf(hadoop)
for scheme in ("gs", "abfs"):
    print(f"{scheme}: {defaults.get(FACTORY + scheme).rsplit('.', 1)[1]}")
for name, factory in (
    ("manifest", PACKAGE + "committer.manifest.ManifestCommitterFactory"),
    ("classic", PACKAGE + "FileOutputCommitterFactory"),
):
    hadoop.set(FACTORY + "file", factory)
    try:
        spark.range(3).write.json(name)
        print(f"{name} committer: {spark.read.json(name).count()} rows")
    except Exception as e:
        cause = str(e.java_exception.getCause().toString())
        null = "NullPointerException" in cause and '"jobId" is null' in cause
        print(f"{name} committer: {'NullPointerException, jobId is null' if null else cause}")
PY
venv/bin/python write.py >seen 2>err || { cat err >&2; exit 1; }
diff -u <(sed -n 's/^#> //p' "$script") seen
echo "as described"
