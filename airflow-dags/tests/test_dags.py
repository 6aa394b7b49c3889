"""The DAGs as Airflow sees them."""

import json
import subprocess
import time
from datetime import timedelta
from pathlib import Path

import pendulum
import pytest
from airflow.dag_processing.dagbag import BundleDagBag
from airflow.sdk import CronDataIntervalTimetable, CronTriggerTimetable, RetryAction
from airflow.sdk.exceptions import AirflowException, AirflowFailException
from airflow.serialization.encoders import coerce_to_core_timetable
from airflow.serialization.serialized_objects import DagSerialization
from airflow.timetables.base import TimeRestriction
from conftest import DAGS

from vongdoi_airflow import factory, registry
from vongdoi_airflow.grain import Grain, units, wanted
from vongdoi_airflow.operator import InputMissing, VongdoiJob

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
    assert set(dag_bag.dags) == {*DAG_JOBS, "vongdoi_moments"}


def test_every_job_is_a_task_of_one_dag_or_one_of_the_moments():
    scheduled = [name for names in DAG_JOBS.values() for name in names]
    moments = {job.name for job in JOBS if job.within_day}
    assert sorted({*scheduled, *moments}) == sorted(job.name for job in JOBS)
    assert len(scheduled) == len(set(scheduled))


def test_moments_run_in_one_process_every_ten_minutes_of_their_day(dag_bag):
    dag = dag_bag.dags["vongdoi_moments"]
    assert [task.task_id for task in dag.tasks] == ["moments"]
    task = dag.tasks[0]
    assert (task.retries, task.pool_slots, dag.max_active_runs) == (0, factory.POOL_SLOTS, 1)
    interval, run_after = next_interval(dag, "2026-03-08T10:03:00")
    assert run_after.isoformat() == "2026-03-08T10:20:00+07:00"
    env = task.render_template(
        task.env,
        {
            "dag": dag,
            "params": {"run_date": None, "run_at": None},
            "data_interval_start": interval.start.in_timezone("UTC"),
            "data_interval_end": interval.end.in_timezone("UTC"),
        },
    )
    assert (env["VONGDOI_RUN_DATE"], env["VONGDOI_RUN_MOMENT"]) == ("2026-03-08", "10:20")
    assert {asset.name for asset in task.outlets} >= {"gold.moment_messages"}


def test_the_first_moment_of_a_day_waits_for_the_nightly_line(dag_bag):
    _, run_after = next_interval(dag_bag.dags["vongdoi_moments"], "2026-03-08T23:55:00")
    assert run_after.isoformat() == "2026-03-09T05:10:00+07:00"


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
    assert [task.task_id for task in daily_by(Grain.LINE).tasks] == ["run"]


def test_runs_each_job_once_whatever_a_task_stands_for(daily):
    daily.check_cycle()
    grain = Grain(daily.dag_id.removeprefix("daily_by_"))
    found = units((job for job in JOBS if job.daily), grain)
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
        "vongdoi_daily": {(factory.POOL, 1)},
        "vongdoi_moments": {(factory.POOL, factory.POOL_SLOTS)},
        "vongdoi_privacy": {(factory.POOL, factory.POOL_SLOTS)},
        "vongdoi_weekly_maintenance": {(factory.POOL, factory.POOL_SLOTS)},
    }


def test_survives_serialisation(dag):
    copy = DagSerialization.from_dict(json.loads(json.dumps(DagSerialization.to_dict(dag))))
    assert {task.task_id: task.downstream_task_ids for task in copy.tasks} == {
        task.task_id: task.downstream_task_ids for task in dag.tasks
    }


def next_interval(dag, after):
    """The data interval of the first scheduled run at or after that moment, and when it starts."""
    now = pendulum.parse(after, tz=factory.ZONE)
    info = coerce_to_core_timetable(dag.timetable).next_dagrun_info(
        last_automated_data_interval=None,
        restriction=TimeRestriction(earliest=now, latest=None, catchup=True),
    )
    return info.data_interval, info.run_after.in_timezone(factory.ZONE)


def rendered_date(dag, params=None, **context):
    task = next(iter(dag.tasks))
    env = task.render_template(
        task.env, {"dag": dag, "params": {"run_date": None, **(params or {})}, **context}
    )
    return env["VONGDOI_RUN_DATE"]


@pytest.mark.parametrize(
    ("dag_id", "runs_at"),
    [
        ("vongdoi_daily", "2026-03-09T02:00:00+07:00"),
        ("vongdoi_privacy", "2026-03-09T01:00:00+07:00"),
        # 2026-03-15 is a Sunday.
        ("vongdoi_weekly_maintenance", "2026-03-15T05:00:00+07:00"),
    ],
)
def test_runs_for_the_business_day_that_has_ended(dag_bag, dag_id, runs_at):
    dag = dag_bag.dags[dag_id]
    # Midnight in Việt Nam is still the day before in UTC.
    interval, run_after = next_interval(dag, "2026-03-08T00:30:00")
    if isinstance(dag.timetable, CronTriggerTimetable):
        interval, run_after = next_interval(dag, "2026-03-09T00:30:00")
    assert run_after.isoformat() == runs_at
    yesterday = pendulum.parse(runs_at).subtract(days=1).to_date_string()
    assert rendered_date(dag, data_interval_start=interval.start.in_timezone("UTC")) == yesterday


def test_daily_timetable_has_true_intervals(dag_bag):
    # A bare cron string would give intervals without length in Airflow 3.
    assert isinstance(dag_bag.dags["vongdoi_daily"].timetable, CronDataIntervalTimetable)
    interval, _ = next_interval(dag_bag.dags["vongdoi_daily"], "2026-03-08T00:30:00")
    assert interval.end - interval.start == timedelta(days=1)


def test_a_date_given_by_hand_wins(dag):
    start = pendulum.datetime(2026, 3, 8)
    given = {"run_date": "2026-02-01"}
    assert rendered_date(dag, given, data_interval_start=start) == "2026-02-01"
    assert rendered_date(dag, given) == "2026-02-01"


def test_a_run_without_interval_or_date_has_no_date(dag):
    assert rendered_date(dag) == ""
    assert rendered_date(dag, data_interval_start=None) == ""


def execute(job, date="2026-03-08"):
    task = VongdoiJob(task_id=job, job=job)
    task.env["VONGDOI_RUN_DATE"] = date
    return task.execute({})


def test_runs_the_launcher_with_job_and_date(launcher):
    assert execute("a.one") == 'RUN_REPORT {"job": "a.one"}'
    assert launcher.seen() == ["a.one --date 2026-03-08"]


def test_names_the_moment_of_a_run_within_the_day(launcher):
    task = VongdoiJob(task_id="m", job="a.one", moment="10:20")
    task.env["VONGDOI_RUN_DATE"] = "2026-03-08"
    task.execute({})
    assert launcher.seen() == ["a.one --date 2026-03-08 --at 10:20"]


def test_reads_no_value_as_shell(launcher):
    execute("a.one", date="2026-03-08; touch $(pwd)/x")
    assert launcher.seen() == ["a.one --date 2026-03-08; touch $(pwd)/x"]


@pytest.mark.parametrize("code", [2, 3, 10, 20])
def test_gives_up_on_codes_that_a_retry_cannot_change(launcher, code):
    launcher.end("a.one", code)
    with pytest.raises(AirflowFailException, match=rf"a\.one.*exit code {code}\)"):
        execute("a.one")


@pytest.mark.parametrize("code", [1, 12, 99, 137])
def test_retries_other_failures_with_growing_delays(launcher, code):
    launcher.end("a.one", code)
    with pytest.raises(AirflowException, match=f"exit code {code}") as failure:
        execute("a.one")
    assert not isinstance(failure.value, AirflowFailException)
    assert decision(failure.value).action is RetryAction.DEFAULT


def test_retries_missing_input_later(launcher):
    launcher.end("a.one", 11)
    with pytest.raises(InputMissing) as failure:
        execute("a.one")
    later = decision(failure.value)
    assert (later.action, later.retry_delay) == (RetryAction.RETRY, timedelta(hours=1))


def decision(failure):
    policy = VongdoiJob(task_id="a.one", job="a.one").retry_policy
    return policy.evaluate(failure, try_number=1, max_tries=4)


def test_gives_up_without_a_launcher(monkeypatch):
    monkeypatch.delenv("VONGDOI_HOME", raising=False)
    with pytest.raises(AirflowFailException, match="configuration"):
        execute("a.one")


def test_gives_up_without_a_date(launcher):
    with pytest.raises(AirflowFailException, match="command line"):
        execute("a.one", date="")
    assert launcher.seen() == []


def test_parses_fast_and_starts_no_process(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a DAG file started a process")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    started = time.process_time()
    bag = BundleDagBag(DAGS, bundle_path=DAGS, bundle_name="dags-folder")
    seconds = time.process_time() - started
    assert bag.import_errors == {}
    assert seconds < 1.5, f"{seconds:.2f} s of processor time"


def test_ignores_the_modules_beside_the_dags(dag_bag):
    assert {Path(dag.fileloc).parent for dag in dag_bag.dags.values()} == {DAGS}
