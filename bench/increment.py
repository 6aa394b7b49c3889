#!/usr/bin/env python3
"""Divides generated CRM records into a first day and a second one of 1 %: half new, half changed.

increment.py FROM TO: FROM/<date>/customers.csv.gz in, TO/<two dates>/customers.csv out.
"""
import csv
import gzip
import pathlib
import sys

source, target = map(pathlib.Path, sys.argv[1:3])
days = sorted(path for path in source.iterdir() if path.is_dir())
first, second = (target / day.name for day in (days[-2], days[-1]))
for folder in (first, second):
    folder.mkdir(parents=True)
with open(first / "customers.csv", "w", newline="", encoding="utf-8") as old_file, open(
    second / "customers.csv", "w", newline="", encoding="utf-8"
) as new_file:
    old = new = None
    number = 0
    for path in sorted(file for day in days for file in day.iterdir()):
        with gzip.open(path, "rt", newline="", encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                if old is None:
                    old = csv.DictWriter(old_file, row.keys())
                    new = csv.DictWriter(new_file, row.keys())
                    old.writeheader()
                    new.writeheader()
                number += 1
                is_new = number % 200 == 0
                if not is_new:
                    row["updated_at"] = days[-2].name + "T01:00:00Z"
                    old.writerow(row)
                if is_new or number % 200 == 100:
                    row["updated_at"] = days[-1].name + "T01:00:00Z"
                    row["street"] = (row["street"] or "Phố Mới") + " 1"
                    new.writerow(row)
