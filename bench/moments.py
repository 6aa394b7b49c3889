"""Lands a file of cart events of 300 known customers, left an hour and five minutes before a moment.

    python3 bench/moments.py FOLDER DAY HH:MM
"""

import datetime
import glob
import gzip
import json
import pathlib
import sys

folder, day, moment = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
ZONE = datetime.timezone(datetime.timedelta(hours=7))
now = datetime.datetime.fromisoformat(f"{day}T{moment}:00").replace(tzinfo=ZONE)
left = (now - datetime.timedelta(minutes=65)).astimezone(datetime.timezone.utc)

users = []
for name in sorted(glob.glob(str(folder / "raw/segment-logs/web/*/part-*.json.gz")))[-20:]:
    with gzip.open(name, "rt", encoding="utf-8", errors="replace") as lines:
        for line in lines:
            try:
                call = json.loads(line)
            except ValueError:
                continue
            if isinstance(call, dict) and call.get("type") == "identify" and call.get("userId"):
                users.append(call["userId"])
users = sorted(set(users))[:300]

stamp = left.strftime("%Y-%m-%dT%H:%M:%S.000Z")
target = folder / "raw/segment-logs/web" / left.strftime("%Y-%m-%d")
target.mkdir(parents=True, exist_ok=True)
with gzip.open(target / f"moment-{moment.replace(':', '')}.json.gz", "wt", encoding="utf-8") as out:
    for user in users:
        call = {
            "type": "track",
            "event": "Product Added",
            "messageId": f"moment-{day}-{moment}-{user}",
            "userId": user,
            "anonymousId": f"moment-{user}",
            "properties": {
                "cart_id": f"cart-{day}-{moment}-{user}",
                "product_id": "SP0001",
                "price": 100000,
                "quantity": 1,
            },
            "timestamp": stamp,
            "receivedAt": stamp,
        }
        out.write(json.dumps(call) + "\n")
print(f"{len(users)} carts left at {left.isoformat()}")
