#!/usr/bin/env bash
# Python SDKs of Segment, RudderStack and PostHog: a naive event time is local or UTC after its age.
#
# Versions: segment-analytics-python 2.4.0, rudder-sdk-python 2.1.9, posthog 7.91.1; Python 3.11.
#
# An event may bring its own `timestamp`. Without a zone the SDKs guess: less than five seconds old
# by the local clock, or ahead of it, and it is taken for local time; older, for UTC. So the very
# same code is right while a queue is empty and wrong by the zone's offset when it lags: in Vietnam
# an event of ten seconds ago is sent with a time seven hours in the future. West of Greenwich UTC
# goes wrong as well: utcnow() lies ahead of the local clock, is therefore "local", and in New York is
# sent five hours in the future (not by PostHog, which takes times ahead for UTC). Times with a zone
# are left alone.
#
# Below: what the sent time is off by, in hours, on a machine in that zone.
#
#> segment UTC+7 local now +0, local 10 s ago +7, UTC now +0, UTC 10 s ago +0, with zone +0
#> rudder UTC+7 local now +0, local 10 s ago +7, UTC now +0, UTC 10 s ago +0, with zone +0
#> posthog UTC+7 local now +0, local 10 s ago +7, UTC now +0, UTC 10 s ago +0, with zone +0
#> segment UTC-5 local now +0, local 10 s ago -5, UTC now +5, UTC 10 s ago +5, with zone +0
#> rudder UTC-5 local now +0, local 10 s ago -5, UTC now +5, UTC 10 s ago +5, with zone +0
#> posthog UTC-5 local now +0, local 10 s ago -5, UTC now +0, UTC 10 s ago +0, with zone +0
set -euo pipefail
script=$(realpath "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check \
  segment-analytics-python==2.4.0 rudder-sdk-python==2.1.9 posthog==7.91.1

cat >send.py <<'PY'
import sys
from datetime import datetime, timedelta, timezone

import posthog
import rudderstack.analytics.client
import segment.analytics.client


def sent_by_posthog(time):
    kept = []
    client = posthog.Posthog("key", send=False, before_send=lambda m: kept.append(m) or m)
    client.capture("Order Completed", distinct_id="u1", timestamp=time)
    return kept[0]["timestamp"]


def sent_by(module):
    client = module.Client("key", send=False)
    return lambda time: client.track("u1", "Order Completed", timestamp=time)[1]["timestamp"]


sdks = {
    "segment": sent_by(segment.analytics.client),
    "rudder": sent_by(rudderstack.analytics.client),
    "posthog": sent_by_posthog,
}
spellings = {
    "local now": lambda true: true.astimezone().replace(tzinfo=None),
    "UTC now": lambda true: true.replace(tzinfo=None),
    "with zone": lambda true: true,
}
for name, send in sdks.items():
    off = []
    for spelling, age in [
        ("local now", 0),
        ("local now", 10),
        ("UTC now", 0),
        ("UTC now", 10),
        ("with zone", 0),
    ]:
        true = datetime.now(timezone.utc) - timedelta(seconds=age)
        sent = send(spellings[spelling](true))
        if isinstance(sent, str):
            sent = datetime.fromisoformat(sent)
        hours = round((sent - true).total_seconds() / 3600)
        off.append(f"{spelling.replace('now', '10 s ago') if age else spelling} {hours:+d}")
    print(name, sys.argv[1], ", ".join(off))
PY
{
  TZ=ICT-7 venv/bin/python send.py UTC+7
  TZ=EST5 venv/bin/python send.py UTC-5
} >seen
diff -u <(sed -n 's/^#> //p' "$script") seen
echo "as described"
