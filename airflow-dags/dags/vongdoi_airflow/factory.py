"""Builds a DAG from jobs: a task per job, stage or line, edges from upstream."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pendulum
from airflow.sdk import (
    DAG,
    Asset,
    CronDataIntervalTimetable,
    CronTriggerTimetable,
    Param,
    TaskGroup,
)

from vongdoi_airflow import dates, registry
from vongdoi_airflow.grain import Grain, Unit, units, wanted
from vongdoi_airflow.operator import VongdoiJob
from vongdoi_airflow.registry import Job

ZONE = os.environ.get("VONGDOI_ZONE", "Asia/Ho_Chi_Minh")
# Jobs that may run side by side; a job that must be alone on the lake takes all slots.
POOL = "vongdoi"
POOL_SLOTS = int(os.environ.get("VONGDOI_POOL_SLOTS", "2"))

RUN_DATE = Param(
    None,
    type=["null", "string"],
    format="date",
    description=(
        "Business date; empty: the local day of the logical date (of today, which has not ended:"
        " yesterday), of a scheduled run the day on which its data interval starts"
    ),
)


def each_day_at(cron: str) -> CronDataIntervalTimetable:
    """Runs after the day is over, for the interval that began on that day."""
    return CronDataIntervalTimetable(cron, timezone=ZONE)


def within_each_day_at(cron: str, every: timedelta) -> CronTriggerTimetable:
    """Runs at those times for the interval that ends then; no interval may reach over midnight."""
    return CronTriggerTimetable(cron, timezone=ZONE, interval=every)


def each_week_at(cron: str) -> CronTriggerTimetable:
    """Runs at that time for the day before, not for the day a week ago."""
    return CronTriggerTimetable(cron, timezone=ZONE, interval=timedelta(days=1))


def trains_weekly() -> bool:
    """Whether the daily line leaves training to a DAG of its own, by VONGDOI_TRAINING.

    Raises ValueError for a word that is neither `daily`, the default, nor `weekly`.
    """
    word = os.environ.get("VONGDOI_TRAINING") or "daily"
    if word not in ("daily", "weekly"):
        raise ValueError(f"Invalid VONGDOI_TRAINING: {word} (must be daily or weekly)")
    return word == "weekly"


def dag(
    dag_id: str,
    jobs: Iterable[Job],
    *,
    description: str,
    timetable: CronDataIntervalTimetable | CronTriggerTimetable,
    slots: int = 1,
    grain: Grain | None = None,
) -> DAG:
    """A DAG of these jobs in their order; edges to jobs outside it are left out.

    slots: how many of the pool each task takes.
    grain: what a task stands for; else as the environment says.
    """
    jobs = tuple(jobs)
    grain = grain or wanted()
    with _dag(dag_id, jobs, description, timetable, slots, {"run_date": RUN_DATE}) as built:
        groups: dict[str, TaskGroup] = {}
        tasks: dict[str, VongdoiJob] = {}
        found = units(jobs, grain, registry.load())
        for unit in found:
            tasks[unit.name] = VongdoiJob(
                task_id=unit.name,
                job=unit.name,
                command=unit.command,
                task_group=_group(unit, groups) if grain is Grain.JOB else None,
                doc_md="\n\n".join(_description(job) for job in unit.jobs),
                outlets=_gold(unit.jobs),
            )
        for unit in found:
            tasks[unit.name].set_upstream([tasks[before] for before in unit.upstream])
    return built


def training_dag(dag_id: str, *, description: str, timetable: CronTriggerTimetable) -> DAG:
    """A DAG of the jobs that train, after those whose tables they read.

    On one machine it is one process: most of those before have nothing to do any more.
    """
    known = registry.load()
    training = [job for job in known if job.daily and job.trains]
    before = {name for job in training for name in job.upstream}
    return dag(
        dag_id,
        [job for job in known if job in training or job.name in before],
        description=description,
        timetable=timetable,
        slots=POOL_SLOTS,
        grain=Grain.JOB if wanted() is Grain.JOB else Grain.LINE,
    )


def moments_dag(
    dag_id: str, jobs: Iterable[Job], *, description: str, timetable: CronTriggerTimetable
) -> DAG:
    """A DAG of one task that runs these jobs in one process: starting it is most of the work.

    A run that fails is not tried again, the next one does its work.
    """
    jobs = tuple(jobs)
    params = {
        "run_date": Param(
            None,
            type=["null", "string"],
            format="date",
            description="Business date; empty: the local day of the run",
        ),
        "run_at": Param(None, type=["null", "string"], description="HH:MM on that date"),
    }
    with _dag(dag_id, jobs, description, timetable, POOL_SLOTS, params) as built:
        VongdoiJob(
            task_id="moments",
            job="moments",
            date=dates.PRESENT_DATE,
            moment=dates.PRESENT_MOMENT,
            retries=0,
            doc_md=_contents(description, jobs),
            outlets=[
                Asset(table, group="vongdoi")
                for job in jobs
                if not job.daily
                for table in job.writes
            ],
        )
    return built


def backfill_dag(dag_id: str, *, description: str) -> DAG:
    """A DAG of one task that runs the daily line for each date of a range, from a form."""
    jobs = tuple(job for job in registry.load() if job.daily)
    params = {
        "from_date": Param(type="string", format="date", description="First business date"),
        "to_date": Param(type="string", format="date", description="Last business date"),
    }
    with _dag(dag_id, jobs, description, None, POOL_SLOTS, params) as built:
        VongdoiJob(
            task_id="backfill",
            job="backfill",
            command=("run",),
            date=dates.LAST_DATE,
            first=dates.FIRST_DATE,
            execution_timeout=timedelta(days=7),
            doc_md=_contents(description, jobs),
            outlets=_gold(jobs),
        )
    return built


def _dag(
    dag_id: str,
    jobs: tuple[Job, ...],
    description: str,
    timetable: CronDataIntervalTimetable | CronTriggerTimetable | None,
    slots: int,
    params: dict[str, Any],
) -> DAG:
    return DAG(
        dag_id,
        description=description,
        doc_md=_contents(description, jobs),
        schedule=timetable,
        start_date=pendulum.datetime(2026, 1, 1, tz=ZONE),
        catchup=False,
        max_active_runs=1,
        default_args={"owner": "vongdoi", "pool": POOL, "pool_slots": slots},
        params=params,
        tags=["vongdoi"],
    )


def _gold(jobs: Iterable[Job]) -> list[Asset]:
    return [
        Asset(table, group="vongdoi")
        for job in jobs
        for table in job.writes
        if table.startswith("gold.")
    ]


def _group(unit: Unit, groups: dict[str, TaskGroup]) -> TaskGroup:
    stage = unit.jobs[0].stage
    if stage not in groups:
        groups[stage] = TaskGroup(stage, prefix_group_id=False)
    return groups[stage]


def _description(job: Job) -> str:
    lines = [job.meaning]
    for verb, tables in (("Reads", job.reads), ("Writes", job.writes)):
        if tables:
            lines.append(f"{verb}: {', '.join(f'`{table}`' for table in tables)}")
    return "\n\n".join(lines)


def _contents(description: str, jobs: tuple[Job, ...]) -> str:
    rows = [f"| `{job.name}` | {job.meaning} |" for job in jobs]
    return "\n".join([description, "", "| job | meaning |", "|---|---|", *rows])
