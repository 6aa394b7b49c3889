#!/usr/bin/env bash
# An emulator of Google Cloud Storage takes the condition that nothing be there yet, and overwrites what is.
#
# Versions: gcp-storage-emulator 2026.7.19, google-cloud-storage 3.17.1; Python 3.11.
#
# Tables on object storage are kept from losing commits by one condition: create this version's file only if no
# generation of it exists (ifGenerationMatch=0). Of two writers of one version the second must be refused with
# 412, and begin anew. This emulator accepts the parameter, by Google's own client for Python as by others, for
# an upload in one request and for a resumable one, answers both writers with success, and keeps the second: the
# first one's commit is gone, and its generation with it. A test of concurrent writers that is green upon it has
# proved nothing; one that counts rows afterwards fails for no fault of the table's.
#
#> in one request: first stored, second stored; kept: second
#> resumable: first stored, second stored; kept: second
set -euo pipefail
script=$(realpath "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check gcp-storage-emulator==2026.7.19 google-cloud-storage==3.17.1
cat >commit.py <<'PY'
import os
import socket

from gcp_storage_emulator.server import create_server

with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
server = create_server("127.0.0.1", port, in_memory=True, default_bucket="lake")
server.start()
os.environ["STORAGE_EMULATOR_HOST"] = f"http://127.0.0.1:{port}"

from google.api_core.exceptions import PreconditionFailed
from google.auth.credentials import AnonymousCredentials
from google.cloud import storage

bucket = storage.Client(project="shop", credentials=AnonymousCredentials()).bucket("lake")


def commit(writer, resumable):
    blob = bucket.blob(f"_delta_log/{resumable}.json", chunk_size=262144 if resumable else None)
    try:
        blob.upload_from_string(writer, if_generation_match=0)
        return "stored"
    except PreconditionFailed:
        return "refused"


for resumable, name in ((False, "in one request"), (True, "resumable")):
    seen = ", ".join(f"{writer} {commit(writer, resumable)}" for writer in ("first", "second"))
    print(f"{name}: {seen}; kept: {bucket.blob(f'_delta_log/{resumable}.json').download_as_text()}")
server.stop()
PY
venv/bin/python commit.py >seen 2>err || { cat err >&2; exit 1; }
diff -u <(sed -n 's/^#> //p' "$script") seen
echo "as described"
