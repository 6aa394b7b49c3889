#!/usr/bin/env bash
# Installed as its own page says, PyHive comes without the libraries that it talks to Hive with.
#
# Versions: PyHive 0.7.0 (PyPI), asked for by pip 23.2.1, which Python 3.11.5 to 3.11.7 bring along, and by
# pip 26.3; Python 3.11 to 3.13.
#
# The page of PyHive, and after it the recipes of BI tools that reach Spark's or Hive's server through it, say
# pip install 'pyhive[hive_pure_sasl]'. The package itself names that extra with hyphens, as the rules for
# metadata now want it. A pip of before that rule takes the two for different names: it warns in one line among
# others, leaves Thrift and SASL out, and ends with 0. The missing libraries show at the first connection.
#
# Below: what each pip would install for each spelling.
#
#> pip 23.2.1 hive_pure_sasl: nothing of it
#> pip 23.2.1 hive-pure-sasl: pure-sasl thrift thrift-sasl
#> pip 26.3 hive_pure_sasl: pure-sasl thrift thrift-sasl
#> pip 26.3 hive-pure-sasl: pure-sasl thrift thrift-sasl
set -euo pipefail
script=$(realpath "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export PIP_DISABLE_PIP_VERSION_CHECK=1
for pip in 23.2.1 26.3; do
  python3 -m venv "$pip"
  "$pip/bin/python" -m pip install -q "pip==$pip"
  for extra in hive_pure_sasl hive-pure-sasl; do
    "$pip/bin/python" -m pip install -q --dry-run --report report.json "pyhive[$extra]==0.7.0" 2>warnings
    python3 - "$pip" "$extra" <<'PYTHON'
import json, re, sys
packages = {re.sub("[-_.]+", "-", p["metadata"]["name"]).lower() for p in json.load(open("report.json"))["install"]}
found = sorted(packages & {"thrift", "thrift-sasl", "pure-sasl"})
print(f"pip {sys.argv[1]} {sys.argv[2]}: {' '.join(found) or 'nothing of it'}")
PYTHON
  done
done >seen
sed -n 's/^#> //p' "$script" >expected
diff expected seen && echo "as described"
