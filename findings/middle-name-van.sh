#!/usr/bin/env bash
# Name parsers take the Vietnamese middle name Văn for the Dutch "van", but only without its accent.
#
# Versions: nameparser 2.6.0 (PyPI), humanparser 2.7.0 (npm); Python 3.11, Node 20.
#
# Văn is the commonest middle name of Vietnamese men. "Nguyễn Văn An" is parted into three names,
# "Nguyen Van An" (an order from an airline, a card or an SMS, all without accents) into "Nguyen" and
# the last name "Van An". Two records of one man whose parts were made by such a parser agree neither
# in the middle nor in the last name once accents are folded, and a list for advertising, which
# hashes the last name, holds another person. In both spellings the family name stands as the first
# name.
#
#> nameparser: Nguyễn Văn An -> first Nguyễn, middle Văn, last An
#> nameparser: Nguyen Van An -> first Nguyen, middle -, last Van An
#> humanparser: Nguyễn Văn An -> first Nguyễn, middle Văn, last An
#> humanparser: Nguyen Van An -> first Nguyen, middle -, last Van An
#> nameparser: Nguyen Thi An -> first Nguyen, middle Thi, last An
set -euo pipefail
script=$(realpath "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check nameparser==2.6.0
npm install --silent --no-audit --no-fund --prefix . humanparser@2.7.0

cat >by_nameparser.py <<'PY'
import sys

from nameparser import HumanName

for name in sys.argv[1:]:
    parts = HumanName(name)
    print(
        f"nameparser: {name} -> first {parts.first}, middle {parts.middle or '-'}, last {parts.last}"
    )
PY
cat >by_humanparser.js <<'JS'
const { parseName } = require('humanparser');
for (const name of process.argv.slice(2)) {
  const parts = parseName(name);
  console.log(
    `humanparser: ${name} -> first ${parts.firstName}, middle ${parts.middleName || '-'}, last ${parts.lastName}`);
}
JS
{
  venv/bin/python by_nameparser.py "Nguyễn Văn An" "Nguyen Van An"
  node by_humanparser.js "Nguyễn Văn An" "Nguyen Van An"
  venv/bin/python by_nameparser.py "Nguyen Thi An"
} >seen
diff -u <(sed -n 's/^#> //p' "$script") seen
echo "as described"
