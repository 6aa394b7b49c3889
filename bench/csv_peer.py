"""Makes the files of bench/csv, and writes them to Parquet with DuckDB."""

import json
import os
import random
import sys


def write(path, size, line, header=""):
    """Lines until the file has its size; the lines of one seed are always the same."""
    rng = random.Random(7)
    with open(path, "w", encoding="utf-8", newline="") as out:
        written = out.write(header)
        number = 0
        while written < size:
            text = "".join(line(number + i, rng) for i in range(1000))
            number += 1000
            written += out.write(text)


def order(number, rng, note):
    day = 1 + number % 28
    return (
        f"o{number},2026-01-{day:02d} {number % 24:02d}:{number % 60:02d}:00,c{rng.randrange(10**6)},"
        f"khach{number % 500000}@example.com,+849{rng.randrange(10**8):08d},completed,web,"
        f"{rng.randrange(1, 5000)}000,VND,{note}\n"
    )


def plain(number, rng):
    return order(number, rng, '"Gọi trước, khi giao ""nhé"""')


def breaks(number, rng):
    return order(number, rng, '"Gọi trước\nkhi giao ""nhé"""' if number % 2 else '"Gọi trước, khi giao ""nhé"""')


def call(number, rng):
    at = f"2026-01-{1 + number % 28:02d}T{number % 24:02d}:{number % 60:02d}:00.000Z"
    return (
        json.dumps(
            {
                "type": "track",
                "event": "Product Viewed",
                "messageId": f"m{number}",
                "anonymousId": f"a{rng.randrange(10**6)}",
                "originalTimestamp": at,
                "sentAt": at,
                "receivedAt": at,
                "properties": {"product_id": f"p{number % 5000}", "price": rng.randrange(5000)},
                "context": {"page": {"url": f"https://shop.example/p{number % 5000}"}},
            }
        )
        + "\n"
    )


HEADER = "order_id,ordered_at,record_id,email,phone,status,channel,total_amount,currency,note\n"


def make(folder, megabytes):
    size = megabytes * 1_000_000
    write(f"{folder}/plain.txt", size, plain, HEADER)
    write(f"{folder}/breaks.txt", size, breaks, HEADER)
    write(f"{folder}/calls.txt", size, call)
    with open(f"{folder}/none.txt", "w", encoding="utf-8") as out:
        out.write("order_id,product_id,ordered_at\n")


def duckdb(folder, kind):
    import duckdb as db

    source = (
        f"read_csv('{folder}/{kind}.txt', header=true, all_varchar=true)"
        if kind != "calls"
        else f"read_json('{folder}/{kind}.txt', format='newline_delimited')"
    )
    columns = (
        "order_id, cast(ordered_at as timestamp) as ordered_at, record_id, email, phone, status, channel,"
        " cast(total_amount as decimal(18,2)) as total_amount, currency, note"
        if kind != "calls"
        else "*"
    )
    db.connect().execute(
        f"copy (select {columns} from {source}) to '{folder}/{kind}.parquet' (format parquet, compression zstd)"
    )
    os.remove(f"{folder}/{kind}.parquet")


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2], int(sys.argv[3]))
    else:
        duckdb(sys.argv[2], sys.argv[3])
