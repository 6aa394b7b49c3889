"""The committed registry and the sources, checked by the standard library alone.

These run also where Airflow cannot be installed: `python3 -m unittest discover airflow-dags/tests
-p test_registry.py`.
"""

import ast
import json
import os
import sys
import tempfile
import unittest
from graphlib import CycleError
from pathlib import Path

DAGS = Path(__file__).parents[1] / "dags"
sys.path.insert(0, str(DAGS))

from vongdoi_airflow import registry  # ruff: ignore[module-import-not-at-top-of-file]

STAGES = "ingest identity profile lifecycle feature churn clv recommend segment export report"
SOURCES = sorted(DAGS.rglob("*.py"))


def entry(job, upstream=()):
    return {
        "job": job,
        "stage": job.split(".")[0],
        "meaning": "Does something",
        "daily": True,
        "within_day": False,
        "reads": [],
        "writes": [],
        "upstream": list(upstream),
    }


class RegistryTest(unittest.TestCase):
    def load(self, *entries):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "jobs.json"
            path.write_text(json.dumps(entries), encoding="utf-8")
            return [job.name for job in registry.load(path)]

    def test_orders_jobs_by_what_they_wait_for(self):
        self.assertEqual(self.load(entry("b.two", ["a.one"]), entry("a.one")), ["a.one", "b.two"])

    def test_refuses_jobs_that_wait_for_each_other(self):
        with self.assertRaises(CycleError):
            self.load(entry("a.one", ["b.two"]), entry("b.two", ["a.one"]))

    def test_refuses_an_unknown_upstream(self):
        with self.assertRaisesRegex(ValueError, r"a\.one waits for unknown z\.last"):
            self.load(entry("a.one", ["z.last"]))

    def test_refuses_a_job_named_twice(self):
        with self.assertRaisesRegex(ValueError, r"a\.one is named twice"):
            self.load(entry("a.one"), entry("a.one"))


class CommittedRegistryTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.jobs = registry.load()

    def test_edges_are_the_owners_of_the_tables_read(self):
        owner = {table: job.name for job in self.jobs for table in job.writes}
        for job in self.jobs:
            expected = {owner[table] for table in job.reads if table in owner} - {job.name}
            self.assertEqual(set(job.upstream), expected, job.name)

    def test_every_table_has_one_owner(self):
        tables = [table for job in self.jobs for table in job.writes]
        self.assertEqual(len(tables), len(set(tables)))

    def test_daily_jobs_are_those_of_the_daily_stages(self):
        daily = {job.stage for job in self.jobs if job.daily}
        self.assertEqual(daily, set(STAGES.split()))
        beside = {job.stage for job in self.jobs if not job.daily and not job.within_day}
        self.assertEqual(beside, {"privacy", "maintain"}, "each has its own DAG")

    def test_stage_is_the_prefix_of_the_job(self):
        for job in self.jobs:
            self.assertEqual(job.name.split(".")[0], job.stage)

    @unittest.skipUnless("VONGDOI_JOBS" in os.environ, "VONGDOI_JOBS: no launcher to compare with")
    def test_is_what_the_launcher_prints(self):
        printed = json.loads(Path(os.environ["VONGDOI_JOBS"]).read_text(encoding="utf-8"))
        committed = json.loads(registry.COMMITTED.read_text(encoding="utf-8"))
        self.assertEqual(
            committed,
            printed,
            "stale: run ./vongdoi jobs --json > airflow-dags/dags/jobs.json",
        )


class SourcesTest(unittest.TestCase):
    def test_use_nothing_that_airflow_3_removed_or_that_slows_parsing(self):
        # ruff does not look into template strings.
        removed = ("execution_date", "next_ds", "prev_ds", "tomorrow_ds", "yesterday_ds")
        slow = ("Variable.get", "Connection.get", "var.value", "subprocess.")
        for source in SOURCES:
            text = source.read_text(encoding="utf-8")
            ast.parse(text)
            for word in (*removed, *slow):
                self.assertNotIn(word, text, source.name)

    def test_name_no_job_and_no_table(self):
        words = {job.name for job in registry.load()}
        words |= {table for job in registry.load() for table in (*job.reads, *job.writes)}
        for source in SOURCES:
            text = source.read_text(encoding="utf-8")
            self.assertEqual([word for word in words if word in text], [], source.name)


if __name__ == "__main__":
    unittest.main()
