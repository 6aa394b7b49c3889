#!/usr/bin/env bash
# A HOCON file named without a folder has its includes left out, without a word.
#
# Version: com.typesafe:config 1.4.9; JDK 17, Maven 3.8.
#
# ConfigFactory.parseFile looks for an included file beside the one that includes it, and takes its folder from
# the path as it was given. A bare name has none: the include is not looked for there, and since an include that
# is not found is nothing by the format, the settings of the included file are not there either. The same file
# as ./shop.conf or by its whole path has them. Asking that nothing be missing (setAllowMissing(false)) is asked
# of the file itself and not of its includes. A job given --conf shop.conf, run in the folder of the file, goes
# by its defaults; include required("base.conf") at least says so, with the file before its eyes.
#
#> shop.conf: lake is missing
#> ./shop.conf: lake is demo
#> its whole path: lake is demo
#> strict.conf: include was not found: 'base.conf'
#> ./strict.conf: lake is demo
set -euo pipefail
script=$(realpath "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mvn -q -B dependency:copy -Dartifact=com.typesafe:config:1.4.9 -DoutputDirectory="$work" >err 2>&1 || { cat err >&2; exit 1; }
echo 'lake = demo' >base.conf
echo 'include "base.conf"' >shop.conf
echo 'include required("base.conf")' >strict.conf
cat >Read.java <<'JAVA'
import com.typesafe.config.*;
import java.io.File;

class Read {
  public static void main(String[] files) {
    for (String file : files) {
      try {
        Config read =
            ConfigFactory.parseFile(new File(file), ConfigParseOptions.defaults().setAllowMissing(false));
        System.out.println(
            (new File(file).isAbsolute() ? "its whole path" : file) + ": lake is " + (read.hasPath("lake") ? read.getString("lake") : "missing"));
      } catch (ConfigException e) {
        System.out.println(file + ": " + e.getMessage().replaceFirst(".*(?=include was not found)", ""));
      }
    }
  }
}
JAVA
java -cp config-1.4.9.jar Read.java shop.conf ./shop.conf "$work/shop.conf" strict.conf ./strict.conf >seen
diff -u <(sed -n 's/^#> //p' "$script") seen
echo "as described"
