#!/usr/bin/env bash
# Meta's own SDK cuts every postcode at its first hyphen, for lists and events: of a Polish one two digits
# are left, of a Japanese one three, so that whole districts share a key.
#
# Versions: facebook-business 26.0.3, google-ads-datamanager-util 0.4.0 (PyPI); Python 3.11.
#
# The cut is meant for American nine digits (94035-1234), but the function does not ask for the country.
# Poland writes 00-950, Japan 100-0001, Portugal 1000-205, Brazil 01310-100: the hyphen is part of every
# code there. Google's function keeps the code as it is. No call warns or fails.
#
# Below: the text that is hashed.
#
#> custom audience: 94035-1234 -> "94035", 00-950 -> "00", 100-0001 -> "100", 1000-205 -> "1000", 01310-100 -> "01310"
#> events: 94035-1234 -> "94035", 00-950 -> "00", 100-0001 -> "100", 1000-205 -> "1000", 01310-100 -> "01310"
#> Google: 94035-1234 -> "94035-1234", 00-950 -> "00-950", 100-0001 -> "100-0001", 1000-205 -> "1000-205", 01310-100 -> "01310-100"
#> Polish codes 00-950 and 00-001: one key in events
set -euo pipefail
script=$(realpath "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check facebook-business==26.0.3 \
  google-ads-datamanager-util==0.4.0

cat >hash.py <<'PY'
import hashlib

from facebook_business.adobjects.customaudience import CustomAudience
from facebook_business.adobjects.serverside.normalize import Normalize
from google.ads.datamanager_util import Formatter

codes = ["94035-1234", "00-950", "100-0001", "1000-205", "01310-100"]


def shown(name, function):
    print(f"{name}:", ", ".join(f'{code} -> "{function(code)}"' for code in codes))


def in_audience(code):
    key = CustomAudience.Schema.MultiKeySchema.zip
    sent = CustomAudience.format_params([key], [[code]], is_raw=True)["payload"]["data"][0][0]
    for text in (code, code.replace("-", ""), code.split("-")[0]):
        if hashlib.sha256(text.encode()).hexdigest() == sent:
            return text
    return sent


shown("custom audience", in_audience)
shown("events", lambda code: Normalize.normalize_field_skip_hashing("zp", code))
shown("Google", Formatter().format_postal_code)
one = Normalize.normalize_field("zp", "00-950") == Normalize.normalize_field("zp", "00-001")
print("Polish codes 00-950 and 00-001:", "one key" if one else "two keys", "in events")
PY
venv/bin/python hash.py >seen
diff -u <(sed -n 's/^#> //p' "$script") seen
echo "as described"
