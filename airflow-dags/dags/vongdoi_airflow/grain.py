"""What one task stands for: a job, a stage or the whole line. Plain Python, no Airflow."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from vongdoi_airflow.registry import Job


class Grain(Enum):
    """How many jobs share a process; starting one costs more than most jobs of a small lake."""

    JOB = "job"
    STAGE = "stage"
    LINE = "line"


def wanted(env: Mapping[str, str] = os.environ) -> Grain:
    """VONGDOI_TASKS, else a stage on one machine and a job where spark-submit starts the jobs.

    Raises ValueError for another word.
    """
    default = Grain.JOB if env.get("VONGDOI_SPARK_SUBMIT") else Grain.STAGE
    word = env.get("VONGDOI_TASKS") or default.value
    try:
        return Grain(word)
    except ValueError:
        choices = ", ".join(grain.value for grain in Grain)
        raise ValueError(f"Invalid VONGDOI_TASKS: {word} (must be one of {choices})") from None


@dataclass(frozen=True)
class Unit:
    """The jobs of one task, how the launcher is asked for them, and the tasks it waits for."""

    name: str
    jobs: tuple[Job, ...]
    command: tuple[str, ...]
    upstream: tuple[str, ...]


def units(jobs: Iterable[Job], grain: Grain, registry: Iterable[Job]) -> tuple[Unit, ...]:
    """The jobs as tasks; jobs come in an order in which they can run, and so do the tasks.

    registry: all jobs, to tell a stage or a line that is whole from some of its jobs.
    """
    jobs = tuple(jobs)
    registry = tuple(registry)
    names = {
        job.name: {Grain.JOB: job.name, Grain.STAGE: job.stage, Grain.LINE: "run"}[grain]
        for job in jobs
    }
    members: dict[str, list[Job]] = {}
    for job in jobs:
        members.setdefault(names[job.name], []).append(job)
    found = []
    for name, own in members.items():
        before = {names[up] for job in own for up in job.upstream if up in names} - {name}
        found.append(Unit(name, tuple(own), _command(own, grain, registry), tuple(sorted(before))))
    return tuple(found)


def _command(jobs: list[Job], grain: Grain, registry: tuple[Job, ...]) -> tuple[str, ...]:
    names = {job.name for job in jobs}
    if grain is Grain.JOB:
        return (jobs[0].name,)
    if names == {job.name for job in registry if job.daily}:
        return ("run",)
    stage = jobs[0].stage
    if names == {job.name for job in registry if job.stage == stage and job.in_stage}:
        return (stage,)
    if len(jobs) == 1:
        return (jobs[0].name,)
    return ("run", "--only", ",".join(job.name for job in jobs))
