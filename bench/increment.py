#!/usr/bin/env python3
"""Divides generated CRM records into a first day and a second one of 1 %: half new, half changed.

increment.py FROM TO: FROM/<date>/customers.csv.gz in, TO/<two dates>/customers.csv out. Broken rows, of
which the made-up shop has some, stay as they are on the first day.
"""
import csv
import gzip
import pathlib
import sys

source, target = map(pathlib.Path, sys.argv[1:3])
days = sorted(path for path in source.iterdir() if path.is_dir())
folders = [target / day.name for day in days[-2:]]
writers = []
for folder in folders:
    folder.mkdir(parents=True)
    writers.append(open(folder / "customers.csv", "w", newline="", encoding="utf-8"))
header = None
number = 0


def write(day, row):
    """Writes a row as a version that was made early on a day."""
    row = dict(row, updated_at=days[-2 + day].name + "T01:00:00Z")
    csv.writer(writers[day]).writerow(row.values())


for path in sorted(file for day in days for file in day.iterdir()):
    with gzip.open(path, "rt", newline="", encoding="utf-8") as lines:
        own = next(lines)
        if header is None:
            header = next(csv.reader([own]))
            for writer in writers:
                writer.write(own)
        for line in lines:
            values = next(csv.reader([line]), [])
            if len(values) != len(header):
                writers[0].write(line)
                continue
            number += 1
            row = dict(zip(header, values))
            if number % 200 != 0:
                write(0, row)
            if number % 100 == 0:
                write(1, dict(row, street=(row["street"] or "Phố Mới") + " 1"))
for writer in writers:
    writer.close()
