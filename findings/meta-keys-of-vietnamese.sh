#!/usr/bin/env bash
# Meta's own SDKs hash one Vietnamese person to different keys, different people to one, and
# "Việt Nam" to the Virgin Islands.
#
# Versions: facebook-business 26.0.3 (PyPI), capi-param-builder-nodejs 1.3.2 (npm); Python 3.11, Node 20.
#
# Before hashing, a custom audience (`CustomAudience.format_params`) drops every letter that is not
# a to z: Đỗ and Ý become the empty text, Hà, Hạ and Hồ all become "h", Vũ and Võ "v". The same
# package's event normaliser (`serverside.Normalize`) keeps the letters, and so does the parameter
# builder for names, but for cities it drops them too. A list uploaded with one and events sent with
# another do not meet. The country is cut to its first two letters: "Vietnam" is "vi" for a custom
# audience and "vn" for the parameter builder, "Việt Nam" is "vi" for both: the U.S. Virgin Islands.
# No call warns or fails. A phone in its national form, 0912…, is hashed as it stands, without 84.
#
# Below: the text whose SHA-256 was given.
#
#> custom audience: fn Đỗ -> "", fn Ý -> "", fn Hà -> "h", fn Hồ -> "h", fn Vũ -> "v", fn Võ -> "v"
#> custom audience: ct Đà Nẵng -> "nng", country Vietnam -> "vi", country Việt Nam -> "vi", phone 0912345678 -> "0912345678"
#> events: fn Đỗ -> "đỗ", fn Hà -> "hà", fn Hồ -> "hồ", ct Đà Nẵng -> "đànẵng"
#> parameter builder: first_name Đỗ -> "đỗ", city Đà Nẵng -> "nng", country Vietnam -> "vn", country Việt Nam -> "vi", phone 0912345678 -> "912345678"
set -euo pipefail
script=$(realpath "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check facebook-business==26.0.3
npm install --silent --no-audit --no-fund --prefix . capi-param-builder-nodejs@1.3.2

cat >hash.py <<'PY'
import hashlib
import json
import subprocess

from facebook_business.adobjects.customaudience import CustomAudience
from facebook_business.adobjects.serverside.normalize import Normalize

texts = ["", "đỗ", "hà", "hồ", "h", "v", "vi", "vn", "nng", "đànẵng", "đà nẵng"]
texts += ["0912345678", "912345678", "84912345678"]
text_of = {hashlib.sha256(t.encode()).hexdigest(): t for t in texts}


def show(sdk, hashed):
    print(f"{sdk}:", ", ".join(f'{f} {v} -> "{text_of.get(h, h)}"' for f, v, h in hashed))


def in_audience(field, value):
    key = getattr(CustomAudience.Schema.MultiKeySchema, field)
    sent = CustomAudience.format_params([key], [[value]], is_raw=True)
    return field, value, sent["payload"]["data"][0][0]


def in_event(field, value):
    return field, value, Normalize.normalize_field(field, value)


names = ["Đỗ", "Ý", "Hà", "Hồ", "Vũ", "Võ"]
show("custom audience", [in_audience("fn", name) for name in names])
others = [("ct", "Đà Nẵng"), ("country", "Vietnam"), ("country", "Việt Nam"), ("phone", "0912345678")]
show("custom audience", [in_audience(*other) for other in others])
show("events", [in_event("fn", n) for n in ("Đỗ", "Hà", "Hồ")] + [in_event("ct", "Đà Nẵng")])
values = [("first_name", "Đỗ"), ("city", "Đà Nẵng"), ("country", "Vietnam"), ("country", "Việt Nam")]
values += [("phone", "0912345678")]
program = """
const { ParamBuilder } = require('capi-param-builder-nodejs');
const builder = new ParamBuilder();
const values = JSON.parse(process.argv[1]);
console.log(JSON.stringify(values.map(([f, v]) => builder.getNormalizedAndHashedPII(v, f))));
"""
sent = json.loads(subprocess.check_output(["node", "-e", program, json.dumps(values)]))
# Behind the hash stands the builder's own suffix.
show("parameter builder", [(f, v, h.split(".")[0]) for (f, v), h in zip(values, sent)])
PY
venv/bin/python hash.py >seen
diff -u <(sed -n 's/^#> //p' "$script") seen
echo "as described"
