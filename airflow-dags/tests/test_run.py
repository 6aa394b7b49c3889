"""Whole runs by Airflow's own runner, with a stand-in for the launcher."""

import pendulum
import pytest
from conftest import asset_events

from vongdoi_airflow import registry
from vongdoi_airflow.grain import Grain, units

pytestmark = pytest.mark.usefixtures("database")

JOBS = registry.load()
STAGES = {unit.name: unit for unit in units((j for j in JOBS if j.daily), Grain.STAGE, JOBS)}


def states(run):
    return {task.task_id: task.state for task in run.get_task_instances()}


def test_a_missed_day_by_hand_runs_every_stage_after_those_it_waits_for(dag_bag, launcher):
    missed = pendulum.datetime(2026, 3, 8, tz="Asia/Ho_Chi_Minh")
    told = {"job": "feature.customers", "date": "2026-03-08", "outcome": "done"}
    launcher.say("feature", "RUN_REPORT", **told, written_to={"gold.features": 2})
    run = dag_bag.dags["vongdoi_daily"].test(logical_date=missed)
    assert run.state == "success"
    calls = launcher.seen()
    assert sorted(calls) == sorted(f"{name} --date 2026-03-08" for name in STAGES)
    order = [call.split()[0] for call in calls]
    for name, stage in STAGES.items():
        for before in stage.upstream:
            assert order.index(before) < order.index(name)
    assert asset_events()["gold.features"] == {"run_date": "2026-03-08", "rows_written": 2}


def test_a_refused_stage_stops_those_after_it_at_once(dag_bag, launcher):
    refused = next(name for name, stage in STAGES.items() if not stage.upstream)
    failure = {"job": "some.job", "date": "2026-02-01", "exit_code": 10, "reason": "too many"}
    launcher.say(refused, "RUN_FAILURE", **failure)
    launcher.end(refused, 10)
    run = dag_bag.dags["vongdoi_daily"].test(logical_date=None, run_conf={"run_date": "2026-02-01"})
    assert run.state == "failed"
    assert launcher.seen().count(f"{refused} --date 2026-02-01") == 1
    after = {name for name, stage in STAGES.items() if refused in stage.upstream}
    assert after
    assert {states(run)[name] for name in after} == {"upstream_failed"}
    (task,) = (t for t in run.get_task_instances() if t.task_id == refused)
    assert task.xcom_pull(task_ids=refused, key="reports") == [failure]


def test_a_range_from_the_form_is_one_run_of_the_line(dag_bag, launcher):
    launcher.say("run", "RUN_SUMMARY", jobs=99)
    form = {"from_date": "2026-01-05", "to_date": "2026-01-07"}
    run = dag_bag.dags["vongdoi_backfill"].test(logical_date=None, run_conf=form)
    assert run.state == "success"
    assert launcher.seen() == ["run --date 2026-01-07 --from 2026-01-05"]
    (task,) = run.get_task_instances()
    assert task.xcom_pull(task_ids="backfill") == {"jobs": 99}
