"""Whole runs by Airflow's own runner, with a stand-in for the launcher."""

import pendulum
import pytest

from vongdoi_airflow import registry

pytestmark = pytest.mark.usefixtures("database")

DAILY = {job.name: job for job in registry.load() if job.daily}


def states(run):
    return {task.task_id: task.state for task in run.get_task_instances()}


def test_runs_every_job_after_those_it_waits_for(dag_bag, launcher):
    started = pendulum.datetime(2026, 3, 8, 20)  # 03:00 on the 9th in Việt Nam
    run = dag_bag.dags["vongdoi_daily"].test(logical_date=started)
    assert run.state == "success"
    calls = launcher.seen()
    assert sorted(calls) == sorted(f"{name} --date 2026-03-08" for name in DAILY)
    order = [call.split()[0] for call in calls]
    for name, job in DAILY.items():
        for before in job.upstream:
            if before in DAILY:
                assert order.index(before) < order.index(name)


def test_a_refused_job_stops_those_after_it_at_once(dag_bag, launcher):
    refused = next(name for name, job in DAILY.items() if not job.upstream)
    launcher.end(refused, 10)
    run = dag_bag.dags["vongdoi_daily"].test(logical_date=None, run_conf={"run_date": "2026-02-01"})
    assert run.state == "failed"
    assert launcher.seen().count(f"{refused} --date 2026-02-01") == 1
    after = {name for name, job in DAILY.items() if refused in job.upstream}
    assert after
    assert {states(run)[name] for name in after} == {"upstream_failed"}
