#!/usr/bin/env bash
# Birth dates kept as instants: for Vietnamese born from 1960 to June 1975 the zone's name matters.
#
# Versions: tzdata 2026.6 (IANA), tzlocal 5.4.5 (Unicode's table of Windows zones); Python 3.11.
#
# Many CRMs and stores of documents keep a date of birth as the instant of its local midnight.
# Asia/Ho_Chi_Minh was at UTC+8 from 1960 to 12 June 1975, as in some years before, while
# "+07:00" and the zone that Windows gives Vietnam (SE Asia Standard Time, which Unicode's table
# makes Asia/Bangkok) never were. So a midnight that was written by the name (Java, JavaScript,
# Python, every database with IANA zones) and is read at +7 falls on 23:00 of the day before: the
# birth date is one day too early for everybody born in those fifteen years, and right for the young
# on whom it is tested. The other way round (01:00 of the right day) nothing is seen.
#
#> SE Asia Standard Time is Asia/Bangkok
#> midnight of 1970-05-03 in Asia/Ho_Chi_Minh is 1970-05-02T16:00:00Z; in Asia/Bangkok that is 1970-05-02 23:00
#> midnight of 1990-05-03 in Asia/Ho_Chi_Minh is 1990-05-02T17:00:00Z; in Asia/Bangkok that is 1990-05-03 00:00
#> written by name and read at +7, born 1940 to 2010: one day early 1943-01-01 to 1945-09-01, 1947-04-02 to 1955-07-01, 1960-01-01 to 1975-06-12
set -euo pipefail
script=$(realpath "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check tzdata==2026.6 tzlocal==5.4.5

cat >dates.py <<'PY'
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from tzlocal.windows_tz import win_tz

windows = win_tz["SE Asia Standard Time"]
print("SE Asia Standard Time is", windows)
by_name, at_seven = ZoneInfo("Asia/Ho_Chi_Minh"), ZoneInfo(windows)


def midnight(day):
    return datetime(day.year, day.month, day.day, tzinfo=by_name).astimezone(timezone.utc)


for day in (date(1970, 5, 3), date(1990, 5, 3)):
    instant = midnight(day)
    print(
        f"midnight of {day} in {by_name} is {instant:%Y-%m-%dT%H:%M:%SZ};",
        f"in {windows} that is {instant.astimezone(at_seven):%Y-%m-%d %H:%M}",
    )
days = [date(1940, 1, 1) + timedelta(n) for n in range(365 * 71)]
early = [d for d in days if midnight(d).astimezone(at_seven).date() < d]
assert early == [d for d in days if midnight(d).astimezone(timezone(timedelta(hours=7))).date() < d]
spans = []
for d in early:
    if spans and spans[-1][1] + timedelta(1) == d:
        spans[-1][1] = d
    else:
        spans.append([d, d])
print(
    "written by name and read at +7, born 1940 to 2010: one day early",
    ", ".join(f"{a} to {b}" for a, b in spans),
)
PY
PYTHONTZPATH="" venv/bin/python dates.py >seen
diff -u <(sed -n 's/^#> //p' "$script") seen
echo "as described"
