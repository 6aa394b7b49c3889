"""The DAGs as Airflow sees them."""

import copy
import json
import subprocess
import time
from datetime import timedelta
from pathlib import Path

import pytest
from airflow.dag_processing.dagbag import BundleDagBag
from airflow.sdk.exceptions import ParamValidationError
from airflow.serialization.serialized_objects import DagSerialization
from conftest import DAGS

from vongdoi_airflow import factory, registry
from vongdoi_airflow.grain import Grain, units, wanted

JOBS = registry.load()
DAG_JOBS = {
    "vongdoi_daily": {job.name for job in JOBS if job.daily},
    "vongdoi_privacy": {job.name for job in JOBS if job.stage == "privacy"},
    "vongdoi_weekly_maintenance": {job.name for job in JOBS if job.stage == "maintain"},
}


@pytest.fixture(params=sorted(DAG_JOBS))
def dag(request, dag_bag):
    return dag_bag.dags[request.param]


def test_imports_without_error_or_warning(dag_bag):
    assert dag_bag.import_errors == {}
    assert dag_bag.captured_warnings == {}
    assert set(dag_bag.dags) == {*DAG_JOBS, "vongdoi_moments", "vongdoi_train", "vongdoi_backfill"}


def test_every_job_is_a_task_of_one_dag_or_one_of_the_moments():
    scheduled = [name for names in DAG_JOBS.values() for name in names]
    moments = {job.name for job in JOBS if job.within_day}
    assert sorted({*scheduled, *moments}) == sorted(job.name for job in JOBS)
    assert len(scheduled) == len(set(scheduled))


def test_moments_run_in_one_process_that_is_not_tried_again(dag_bag):
    dag = dag_bag.dags["vongdoi_moments"]
    assert [task.task_id for task in dag.tasks] == ["moments"]
    task = dag.tasks[0]
    assert (task.retries, task.pool_slots, dag.max_active_runs) == (0, factory.POOL_SLOTS, 1)
    assert {asset.name for asset in task.outlets} >= {"gold.moment_messages"}


def test_training_runs_weekly_after_what_it_learns_from(dag_bag):
    dag = dag_bag.dags["vongdoi_train"]
    (task,) = dag.tasks
    assert (task.pool_slots, dag.max_active_runs) == (factory.POOL_SLOTS, 1)
    assert task.command[:2] == ["run", "--only"]
    names = task.command[2].split(",")
    training = {job.name for job in JOBS if job.trains}
    assert {"churn.train", "clv.fit", "clv.hazard", "recommend.evaluate"} == training
    learnt_from = {up for job in JOBS if job.trains for up in job.upstream}
    assert set(names) == training | learnt_from


def test_by_setting_the_daily_line_leaves_training_to_its_week(monkeypatch):
    def daily():
        bag = BundleDagBag(DAGS, bundle_path=DAGS, bundle_name="dags-folder")
        assert bag.import_errors == {}
        return {task.task_id: task.command for task in bag.dags["vongdoi_daily"].tasks}

    assert daily()["churn"] == ["churn"]
    monkeypatch.setenv("VONGDOI_TRAINING", "weekly")
    weekly = daily()
    assert weekly["churn"] == ["churn.score"]
    assert weekly["clv"] == ["run", "--only", "clv.contracts,clv.score"]
    assert weekly["segment"] == ["segment"]
    monkeypatch.setenv("VONGDOI_TRAINING", "monthly")
    with pytest.raises(ValueError, match="VONGDOI_TRAINING: monthly"):
        factory.trains_weekly()


def test_backfill_waits_for_somebody_who_names_a_range(dag_bag):
    dag = dag_bag.dags["vongdoi_backfill"]
    (task,) = dag.tasks
    assert dag.timetable.can_be_scheduled is False
    assert (task.pool_slots, dag.max_active_runs) == (factory.POOL_SLOTS, 1)
    for given in ({}, {"from_date": "2026-01-05"}, {"from_date": "5.1.2026", "to_date": "x"}):
        params = copy.deepcopy(dag.params)
        with pytest.raises(ParamValidationError):
            params.update(given)
            params.validate()


def daily_by(grain):
    return factory.dag(
        f"daily_by_{grain.value}",
        (job for job in JOBS if job.daily),
        description="The daily line.",
        timetable=factory.each_day_at("0 2 * * *"),
        grain=grain,
    )


@pytest.fixture(params=list(Grain), ids=lambda grain: grain.value)
def daily(request):
    return daily_by(request.param)


def test_by_job_has_the_tasks_and_edges_of_the_registry():
    names = DAG_JOBS["vongdoi_daily"]
    expected = {job.name: set(job.upstream) & names for job in JOBS if job.name in names}
    dag = daily_by(Grain.JOB)
    assert {task.task_id: task.upstream_task_ids for task in dag.tasks} == expected


def test_by_stage_a_task_waits_for_the_stages_that_its_jobs_wait_for():
    stage = {job.name: job.stage for job in JOBS if job.daily}
    expected: dict[str, set[str]] = {}
    for job in JOBS:
        if job.daily:
            before = {stage[up] for up in job.upstream if up in stage} - {job.stage}
            expected.setdefault(job.stage, set()).update(before)
    dag = daily_by(Grain.STAGE)
    assert {task.task_id: task.upstream_task_ids for task in dag.tasks} == expected
    assert len(dag.tasks) <= 12


def test_by_line_one_task_runs_all():
    (task,) = daily_by(Grain.LINE).tasks
    assert (task.task_id, task.command) == ("run", ["run"])


def test_by_line_the_other_dags_run_their_own_jobs(monkeypatch):
    monkeypatch.setenv("VONGDOI_TASKS", "line")
    bag = BundleDagBag(DAGS, bundle_path=DAGS, bundle_name="dags-folder")
    for dag_id in ("vongdoi_privacy", "vongdoi_weekly_maintenance"):
        (task,) = bag.dags[dag_id].tasks
        (stage,) = {name.split(".")[0] for name in DAG_JOBS[dag_id]}
        assert task.command == [stage]


def test_runs_each_job_once_whatever_a_task_stands_for(daily):
    daily.check_cycle()
    grain = Grain(daily.dag_id.removeprefix("daily_by_"))
    found = units((job for job in JOBS if job.daily), grain, JOBS)
    assert sorted(job.name for unit in found for job in unit.jobs) == sorted(
        DAG_JOBS["vongdoi_daily"]
    )


def test_a_task_stands_for_a_stage_on_one_machine_and_for_a_job_on_a_cluster():
    assert wanted({}) is Grain.STAGE
    assert wanted({"VONGDOI_SPARK_SUBMIT": "/opt/spark/bin/spark-submit"}) is Grain.JOB
    assert wanted({"VONGDOI_TASKS": "line"}) is Grain.LINE
    with pytest.raises(ValueError, match=r"VONGDOI_TASKS: day \(must be one of job, stage, line\)"):
        wanted({"VONGDOI_TASKS": "day"})


def test_by_job_tasks_are_grouped_by_stage():
    dag = daily_by(Grain.JOB)
    for job in JOBS:
        if job.daily:
            assert dag.get_task(job.name).task_group.group_id == job.stage


def test_tells_what_each_job_is_for(daily):
    told = "\n".join(task.doc_md for task in daily.tasks)
    for job in JOBS:
        if job.daily:
            assert job.meaning in told
            assert job.meaning in daily.doc_md


def test_announces_the_gold_tables_that_its_jobs_write(daily):
    gold = sorted(
        table for job in JOBS if job.daily for table in job.writes if table.startswith("gold.")
    )
    assert sorted(asset.name for task in daily.tasks for asset in task.outlets) == gold


def test_runs_one_at_a_time_and_never_catches_up(dag):
    assert dag.catchup is False
    assert dag.max_active_runs == 1
    assert {task.max_active_tis_per_dag for task in dag.tasks} == {1}


def test_retries_are_set_on_every_task(dag):
    for task in dag.tasks:
        assert (task.owner, task.retries) == ("vongdoi", 4)
        assert task.retry_delay == timedelta(minutes=5)
        assert task.retry_exponential_backoff == 2
        assert task.max_retry_delay == timedelta(hours=1)
        assert task.execution_timeout


def test_privacy_and_maintenance_have_the_lake_to_themselves(dag_bag):
    pools = json.loads((DAGS.parent / "pools.json").read_text(encoding="utf-8"))
    assert pools[factory.POOL]["slots"] == factory.POOL_SLOTS == 2
    slots = {
        dag_id: {(task.pool, task.pool_slots) for task in dag.tasks}
        for dag_id, dag in dag_bag.dags.items()
    }
    assert slots == {
        "vongdoi_backfill": {(factory.POOL, factory.POOL_SLOTS)},
        "vongdoi_daily": {(factory.POOL, 1)},
        "vongdoi_moments": {(factory.POOL, factory.POOL_SLOTS)},
        "vongdoi_privacy": {(factory.POOL, factory.POOL_SLOTS)},
        "vongdoi_train": {(factory.POOL, factory.POOL_SLOTS)},
        "vongdoi_weekly_maintenance": {(factory.POOL, factory.POOL_SLOTS)},
    }


def test_survives_serialisation(dag):
    copy = DagSerialization.from_dict(json.loads(json.dumps(DagSerialization.to_dict(dag))))
    assert {task.task_id: task.downstream_task_ids for task in copy.tasks} == {
        task.task_id: task.downstream_task_ids for task in dag.tasks
    }


def test_parses_fast_and_starts_no_process(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a DAG file started a process")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    started = time.process_time()
    bag = BundleDagBag(DAGS, bundle_path=DAGS, bundle_name="dags-folder")
    seconds = time.process_time() - started
    assert bag.import_errors == {}
    assert seconds < 1, f"{seconds:.2f} s of processor time"


def test_ignores_the_modules_beside_the_dags(dag_bag):
    assert {Path(dag.fileloc).parent for dag in dag_bag.dags.values()} == {DAGS}
