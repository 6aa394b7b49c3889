"""The job registry as `./vongdoi jobs --json` printed it: plain Python, no Airflow, no JVM."""

from __future__ import annotations

import json
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path

COMMITTED = Path(__file__).parents[1] / "jobs.json"


@dataclass(frozen=True)
class Job:
    """One job; its edges come from the tables that it reads."""

    name: str
    stage: str
    meaning: str
    daily: bool
    within_day: bool
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    upstream: tuple[str, ...]

    @property
    def in_stage(self) -> bool:
        """Whether the command of its stage runs it."""
        return self.daily or not self.within_day

    @property
    def trains(self) -> bool:
        """Whether it leaves models behind and nothing else; scores are made with the last ones."""
        return bool(self.writes) and all(table.endswith("_trainings") for table in self.writes)


def load(path: Path = COMMITTED) -> tuple[Job, ...]:
    """The jobs in an order in which they can run.

    Raises ValueError where a job is named twice or waits for one that is not there, and
    graphlib.CycleError where jobs wait for each other.
    """
    jobs: dict[str, Job] = {}
    for entry in json.loads(path.read_text(encoding="utf-8")):
        job = Job(
            name=entry["job"],
            stage=entry["stage"],
            meaning=entry["meaning"],
            daily=entry["daily"],
            within_day=entry["within_day"],
            reads=tuple(entry["reads"]),
            writes=tuple(write["table"] for write in entry["writes"]),
            upstream=tuple(entry["upstream"]),
        )
        if jobs.setdefault(job.name, job) is not job:
            raise ValueError(f"Invalid {path.name}: job {job.name} is named twice")
    for job in jobs.values():
        for before in job.upstream:
            if before not in jobs:
                raise ValueError(f"Invalid {path.name}: {job.name} waits for unknown {before}")
    order = TopologicalSorter({job.name: job.upstream for job in jobs.values()}).static_order()
    return tuple(jobs[name] for name in order)
