#!/usr/bin/env bash
# Beside Hadoop 3.5 Google's connector for gs: does not start: it finds settings of another one under its names.
#
# Versions: gcs-connector 4.0.0 (com.google.cloud.bigdataoss, shaded), hadoop-client-api and
# hadoop-client-runtime 3.4.2 and 3.5.0; JDK 17, Maven 3.8.
#
# Hadoop 3.5.0 brought a connector for Google Cloud Storage of its own. It goes by the prefix fs.gs. that
# Google's has had for years, and its defaults are in core-default.xml of hadoop-common, whether or not
# its jar is there: sizes such as 64m, which it reads with their unit. Google's connector asks for the same
# names as plain numbers. So who moves a cluster to 3.5 and changes nothing else can no longer open a gs:
# path, with an exception that names neither the setting nor where it comes from. fs.gs.impl, where it is not
# set, has become the other connector's class besides.
#
# Below: what opening a file system says, no setting given but the class and that nobody logs in.
#
#> 3.4.2 GoogleHadoopFileSystem
#> 3.5.0 NumberFormatException: For input string: "64m"
#> 3.5.0 with fs.gs.block.size in bytes GoogleHadoopFileSystem
set -euo pipefail
script=$(realpath "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >Open.java <<'JAVA'
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

class Open {
  public static void main(String[] args) {
    Configuration settings = new Configuration();
    settings.set("fs.gs.impl", "com.google.cloud.hadoop.fs.gcs.GoogleHadoopFileSystem");
    settings.set("fs.gs.auth.type", "UNAUTHENTICATED");
    if (args.length > 0) {
      settings.set("fs.gs.block.size", args[0]);
    }
    try {
      System.out.println(FileSystem.get(URI.create("gs://shop-lake/"), settings).getClass().getSimpleName());
    } catch (Exception e) {
      System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
    System.exit(0);
  }
}
JAVA
for hadoop in 3.4.2 3.5.0; do
  for artifact in org.apache.hadoop:hadoop-client-api:$hadoop org.apache.hadoop:hadoop-client-runtime:$hadoop \
    com.google.cloud.bigdataoss:gcs-connector:4.0.0:jar:shaded org.slf4j:slf4j-api:2.0.17 \
    commons-logging:commons-logging:1.3.0; do
    mvn -q -B dependency:copy "-Dartifact=$artifact" "-DoutputDirectory=$work/$hadoop" >&2
  done
done
open_fs() { java -cp "$work/$1/*" Open.java "${@:2}" 2>/dev/null; }
{
  echo "3.4.2 $(open_fs 3.4.2)"
  echo "3.5.0 $(open_fs 3.5.0)"
  echo "3.5.0 with fs.gs.block.size in bytes $(open_fs 3.5.0 67108864)"
} >seen
diff -u <(sed -n 's/^#> //p' "$script") seen
echo "as described"
