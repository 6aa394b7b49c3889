"""The business date of scheduled, backfilled, manual and asset-triggered runs, in any zone."""

import itertools
from datetime import timedelta
from functools import cache
from types import SimpleNamespace

import pendulum
import pytest
from airflow.sdk import DAG, CronDataIntervalTimetable, CronTriggerTimetable
from airflow.serialization.encoders import coerce_to_core_timetable
from airflow.timetables.base import TimeRestriction

from vongdoi_airflow import dates, factory
from vongdoi_airflow.operator import VongdoiJob

# Without summer time, with it at two and at midnight, ahead of UTC and behind it.
ZONES = ["Asia/Ho_Chi_Minh", "Europe/Berlin", "America/New_York", "Africa/Cairo", "UTC"]
DAILY = ("vongdoi_daily", "vongdoi_privacy")
WEEKLY = ("vongdoi_weekly_maintenance", "vongdoi_train")


def in_zone(dag, zone):
    """The same DAG with its schedule and its days in another zone."""
    timetable = dag.timetable
    again = {"timezone": zone}
    if isinstance(timetable, CronTriggerTimetable):
        again["interval"] = timetable.interval
    with DAG(
        dag.dag_id,
        schedule=type(timetable)(timetable.expression, **again),
        start_date=pendulum.datetime(2026, 1, 1, tz=zone),
    ) as moved:
        env = dag.tasks[0].env
        VongdoiJob(
            task_id="t", job="t", date=env["VONGDOI_RUN_DATE"], moment=env["VONGDOI_RUN_MOMENT"]
        )
    return moved


@cache
def templates(dag):
    """Compiled once: a year of days is rendered."""
    jinja, env = dag.get_template_env(), dag.tasks[0].env
    return [jinja.from_string(env[name]) for name in ("VONGDOI_RUN_DATE", "VONGDOI_RUN_MOMENT")]


def rendered(dag, params=None, **context):
    told = {"dag": dag, "params": {"run_date": None, "run_at": None, **(params or {})}, **context}
    return tuple(template.render(told) for template in templates(dag))


def rendered_date(dag, params=None, **context):
    return rendered(dag, params, **context)[0]


def planned(dag, start, end):
    """What the scheduler, or a backfill of that range, would start."""
    timetable = coerce_to_core_timetable(dag.timetable)
    within = TimeRestriction(earliest=start, latest=end, catchup=True)
    interval = None
    while info := timetable.next_dagrun_info(
        last_automated_data_interval=interval, restriction=within
    ):
        interval = info.data_interval
        yield info


def by_plan(dag, info, run_type="scheduled"):
    return rendered(
        dag,
        dag_run=SimpleNamespace(run_type=run_type, run_after=info.run_after),
        logical_date=info.logical_date,
        data_interval_start=info.data_interval.start.in_timezone("UTC"),
        data_interval_end=info.data_interval.end.in_timezone("UTC"),
    )


def by_hand(dag, logical, asked=None, run_type="manual"):
    """A run that somebody starts, with the interval that Airflow infers for it."""
    logical = pendulum.parse(logical) if isinstance(logical, str) else logical
    asked = asked or logical.add(days=3)
    inferred = coerce_to_core_timetable(dag.timetable).infer_manual_data_interval(run_after=asked)
    return rendered(
        dag,
        dag_run=SimpleNamespace(run_type=run_type, run_after=asked.in_timezone("UTC")),
        logical_date=logical.in_timezone("UTC"),
        data_interval_start=inferred.start.in_timezone("UTC"),
        data_interval_end=inferred.end.in_timezone("UTC"),
    )


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("dag_id", DAILY)
def test_every_day_of_a_year_is_run_once_when_it_has_ended(dag_bag, dag_id, zone):
    dag = in_zone(dag_bag.dags[dag_id], zone)
    start = pendulum.datetime(2026, 1, 1, tz=zone)
    infos = list(planned(dag, start, start.add(years=1).subtract(seconds=1)))
    year = [start.add(days=n).to_date_string() for n in range(366)]
    assert [by_plan(dag, info)[0] for info in infos] == year[:-1]
    assert [by_plan(dag, info, "backfill")[0] for info in infos] == year[:-1]
    ends = [info.run_after.in_timezone(zone) for info in infos]
    assert [end.to_date_string() for end in ends] == year[1:]
    assert {end.hour for end in ends} <= {1, 2, 3}


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("dag_id", WEEKLY)
def test_weekly_runs_are_of_the_saturdays_before_them(dag_bag, dag_id, zone):
    dag = in_zone(dag_bag.dags[dag_id], zone)
    start = pendulum.datetime(2026, 1, 1, tz=zone)
    days = [by_plan(dag, info)[0] for info in planned(dag, start, start.add(years=1))]
    saturday = pendulum.datetime(2026, 1, 3)
    assert days == [saturday.add(weeks=n).to_date_string() for n in range(52)]


@pytest.mark.parametrize("zone", ZONES)
def test_a_run_by_hand_is_of_the_local_day_of_its_logical_date(dag_bag, zone):
    for dag_id in (*DAILY, *WEEKLY):
        dag = in_zone(dag_bag.dags[dag_id], zone)
        # The first and the last moment of days on which the clock is changed, and of others.
        for month, day in ((1, 10), (3, 8), (3, 29), (4, 24), (7, 1), (10, 25), (10, 30), (11, 1)):
            for time in ((0, 0), (12, 0), (23, 59)):
                moment = pendulum.datetime(2026, month, day, *time, tz=zone)
                for run_type in ("manual", "operator_triggered", "asset_materialization"):
                    found, _ = by_hand(dag, moment, run_type=run_type)
                    assert found == f"2026-{month:02}-{day:02}", (dag_id, moment, run_type)


def test_a_missed_day_is_run_by_its_logical_date(dag_bag):
    dag = dag_bag.dags["vongdoi_daily"]
    missed = "2026-01-10T00:00:00+07:00"
    inferred = coerce_to_core_timetable(dag.timetable).infer_manual_data_interval(
        run_after=pendulum.parse(missed)
    )
    assert inferred.start.in_timezone(factory.ZONE).to_date_string() == "2026-01-08"
    assert by_hand(dag, missed)[0] == "2026-01-10"


def test_a_run_by_hand_at_this_moment_is_of_the_last_day_that_has_ended(dag_bag):
    now = pendulum.parse("2026-01-10T00:30:00+07:00")
    for dag_id in (*DAILY, *WEEKLY):
        assert by_hand(dag_bag.dags[dag_id], now, asked=now)[0] == "2026-01-09"
        late = now.add(hours=23)
        assert by_hand(dag_bag.dags[dag_id], now, asked=late)[0] == "2026-01-09"
        assert by_hand(dag_bag.dags[dag_id], now, asked=late.add(hours=1))[0] == "2026-01-10"


@pytest.mark.parametrize("zone", ZONES)
def test_moments_of_a_day_are_ten_minutes_apart_and_of_that_day(dag_bag, zone):
    dag = in_zone(dag_bag.dags["vongdoi_moments"], zone)
    start = pendulum.datetime(2026, 3, 29, tz=zone)
    runs = list(itertools.islice(planned(dag, start, start.add(days=2)), 19 * 6))
    expected = [f"{hour:02}:{minute:02}" for hour in range(5, 24) for minute in range(0, 60, 10)]
    assert [by_plan(dag, info) for info in runs] == [("2026-03-29", at) for at in expected]
    assert [i.run_after.in_timezone(zone).format("HH:mm") for i in runs] == expected


def test_a_moment_by_hand_is_its_own(dag_bag):
    now = pendulum.parse("2026-03-08T10:23:45+07:00")
    assert by_hand(dag_bag.dags["vongdoi_moments"], now, asked=now) == ("2026-03-08", "10:23")


def test_a_run_that_assets_start_is_of_the_date_that_they_bear(dag_bag):
    dag = dag_bag.dags["vongdoi_daily"]

    def event(extra):
        return SimpleNamespace(extra=extra)

    def started_by(*events):
        return rendered_date(
            dag,
            dag_run=SimpleNamespace(run_type="asset_triggered", run_after=pendulum.now()),
            triggering_asset_events={"one": list(events), "two": [event({"rows": 1})]},
        )

    one, other = event({"run_date": "2026-03-07"}), event({"run_date": "2026-03-08"})
    assert started_by(one, other) == "2026-03-08"
    assert started_by(one) == "2026-03-07"
    assert started_by() == ""


def test_a_date_given_by_hand_wins(dag_bag):
    for dag_id in (*DAILY, *WEEKLY, "vongdoi_moments"):
        dag = dag_bag.dags[dag_id]
        given = {"run_date": "2026-02-01"}
        start = pendulum.datetime(2026, 3, 8)
        assert rendered_date(dag, given, data_interval_start=start) == "2026-02-01"
        assert rendered_date(dag, given) == "2026-02-01"


def test_a_run_without_any_date_has_none(dag_bag):
    for dag_id in (*DAILY, *WEEKLY):
        dag = dag_bag.dags[dag_id]
        assert rendered_date(dag) == ""
        assert rendered_date(dag, data_interval_start=None, logical_date=None) == ""


def test_a_backfill_names_first_and_last_date(dag_bag):
    task = dag_bag.dags["vongdoi_backfill"].tasks[0]
    env = task.render_template(
        task.env, {"params": {"from_date": "2026-01-05", "to_date": "2026-01-09"}}
    )
    assert (env["VONGDOI_RUN_FROM"], env["VONGDOI_RUN_DATE"]) == ("2026-01-05", "2026-01-09")


def test_daily_timetable_has_true_intervals(dag_bag):
    # A bare cron string would give intervals without length in Airflow 3.
    dag = dag_bag.dags["vongdoi_daily"]
    assert isinstance(dag.timetable, CronDataIntervalTimetable)
    info = next(planned(dag, pendulum.datetime(2026, 3, 8, tz=factory.ZONE), None))
    assert info.data_interval.end - info.data_interval.start == timedelta(days=1)
    assert dag.tasks[0].env["VONGDOI_RUN_DATE"] == dates.RUN_DATE
