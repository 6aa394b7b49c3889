"""What the operator makes of a run of the launcher."""

import logging
from datetime import timedelta
from threading import Timer

import pytest
from airflow.sdk import Asset, RetryAction
from airflow.sdk.exceptions import AirflowException, AirflowFailException
from airflow.sdk.execution_time.context import OutletEventAccessors

from vongdoi_airflow.operator import InputMissing, VongdoiJob

WRITTEN = {"gold.some": 5, "silver.other": 7}
DONE = {
    "job": "a.one",
    "date": "2026-03-08",
    "outcome": "done",
    "rows_in": 1234567,
    "written": 12,
    "written_to": WRITTEN,
    "seconds": 1.25,
    "queries": 3,
    "driver_cpu_seconds": 0.5,
    "task_cpu_seconds": 0.25,
}
REFUSED = {
    "job": "a.two",
    "date": "2026-03-08",
    "exit_code": 10,
    "reason": "Cannot publish gold.some: 3 rows break not_negative",
}


class Instance:
    """Takes the XComs of a task."""

    def __init__(self):
        self.xcoms = {}

    def xcom_push(self, key, value):
        self.xcoms[key] = value


@pytest.fixture(autouse=True)
def log(monkeypatch, caplog):
    """The task's log, where pytest sees it."""
    monkeypatch.setattr(VongdoiJob, "log", logging.getLogger("vongdoi.tests"))
    caplog.set_level(logging.INFO)


@pytest.fixture
def context():
    return {"ti": Instance(), "outlet_events": OutletEventAccessors()}


def task(date="2026-03-08", **kwargs):
    return VongdoiJob(task_id="a", job="a", date=date, **kwargs)


def test_runs_the_launcher_with_command_and_dates(launcher, context):
    task().execute(context)
    task(command=("run", "--only", "a.one,a.two")).execute(context)
    task(first="2026-03-01").execute(context)
    task(moment="10:20").execute(context)
    assert launcher.seen() == [
        "a --date 2026-03-08",
        "run --only a.one,a.two --date 2026-03-08",
        "a --date 2026-03-08 --from 2026-03-01",
        "a --date 2026-03-08 --at 10:20",
    ]


def test_reads_no_value_as_shell(launcher, context):
    task(date="2026-03-08; touch $(pwd)/x").execute(context)
    assert launcher.seen() == ["a --date 2026-03-08; touch $(pwd)/x"]


def test_a_relative_lake_stays_beside_the_launcher(launcher, context):
    task().execute(context)
    assert launcher.folders() == [str(launcher.home)]


def test_reports_are_a_table_in_the_log_and_an_xcom(launcher, context, caplog):
    launcher.say("a", "RUN_REPORT", **DONE)
    launcher.say("a", "RUN_SUMMARY", jobs=1, done=1)
    assert task().execute(context) == {"jobs": 1, "done": 1}
    assert context["ti"].xcoms == {"reports": [DONE]}
    assert "at work on a" in caplog.text
    assert "RUN_REPORT" not in caplog.text
    head, row = next(r for r in caplog.messages if "What each job did" in r).splitlines()[1:]
    assert " ".join(head.split()) == "date job outcome in quarantined written queries CPU s s"
    assert " ".join(row.split()) == "2026-03-08 a.one done 1,234,567 0 12 3 0.8 1.2"
    assert len(head) == len(row)


def test_the_report_of_a_single_job_is_the_xcom_of_its_task(launcher, context):
    launcher.say("a", "RUN_REPORT", **DONE)
    assert task().execute(context) == DONE


def test_of_a_range_the_last_date_is_shown(launcher, context, caplog):
    for date in ("2026-03-07", "2026-03-08"):
        launcher.say("a", "RUN_REPORT", **{**DONE, "date": date})
    task(first="2026-03-07").execute(context)
    assert [report["date"] for report in context["ti"].xcoms["reports"]] == ["2026-03-08"]
    assert len(next(r for r in caplog.messages if "What each job did" in r).splitlines()) == 3


def test_a_report_that_another_line_ran_into_is_a_line_like_others(launcher, context, caplog):
    (launcher.home / "said" / "a").write_text('RUN_REPORT {"job": WARN\n', encoding="utf-8")
    assert task().execute(context) is None
    assert 'RUN_REPORT {"job": WARN' in caplog.messages


def test_assets_bear_date_and_rows(launcher, context):
    launcher.say("a", "RUN_REPORT", **DONE)
    launcher.say("a", "RUN_REPORT", **DONE)
    some, idle = Asset("gold.some"), Asset("gold.idle")
    task(outlets=[some, idle]).execute(context)
    events = context["outlet_events"]
    assert events[some].extra == {"run_date": "2026-03-08", "rows_written": 10}
    assert events[idle].extra == {"run_date": "2026-03-08", "rows_written": 0}


def test_says_that_nothing_was_run_where_the_lake_stands_later(launcher, context, caplog):
    launcher.say("a", "RUN_REPORT", **{**DONE, "outcome": "passed", "written_to": {}})
    task().execute(context)
    assert "Nothing was run: the lake stands at a later date" in caplog.text


def test_a_refused_gate_is_shown_with_its_reason_and_not_tried_again(launcher, context, caplog):
    launcher.say("a", "RUN_REPORT", **DONE)
    launcher.say("a", "RUN_FAILURE", **REFUSED)
    launcher.end("a", 10)
    with pytest.raises(AirflowFailException) as failure:
        task().execute(context)
    assert str(failure.value) == (
        "Cannot run a: a quality gate refused to publish (exit code 10)\n"
        "a.two: Cannot publish gold.some: 3 rows break not_negative"
    )
    assert context["ti"].xcoms == {"reports": [DONE, REFUSED]}
    rows = next(r for r in caplog.messages if "What each job did" in r).splitlines()
    assert rows[-1].split() == ["2026-03-08", "a.two", "refused"]


@pytest.mark.parametrize("code", [2, 3, 10, 20])
def test_gives_up_with_the_reason_on_codes_that_a_retry_cannot_change(launcher, context, code):
    launcher.end("a", code, "Invalid setting zone (my.conf: 3)")
    with pytest.raises(AirflowFailException, match=rf"exit code {code}\)") as failure:
        task().execute(context)
    assert "Invalid setting zone (my.conf: 3)" in str(failure.value)


@pytest.mark.parametrize("code", [1, 12, 99, 137])
def test_retries_other_failures_with_growing_delays(launcher, context, code):
    launcher.end("a", code, "Cannot reach the lake")
    with pytest.raises(AirflowException, match=f"exit code {code}\\b") as failure:
        task().execute(context)
    assert "Cannot reach the lake" in str(failure.value)
    assert not isinstance(failure.value, AirflowFailException)
    assert decision(failure.value).action is RetryAction.DEFAULT


def test_retries_missing_input_later(launcher, context):
    launcher.end("a", 11)
    with pytest.raises(InputMissing) as failure:
        task().execute(context)
    later = decision(failure.value)
    assert (later.action, later.retry_delay) == (RetryAction.RETRY, timedelta(hours=1))


def decision(failure):
    return task().retry_policy.evaluate(failure, try_number=1, max_tries=4)


def test_gives_up_without_a_launcher(monkeypatch, context):
    monkeypatch.delenv("VONGDOI_HOME", raising=False)
    with pytest.raises(AirflowFailException, match="set VONGDOI_HOME"):
        task().execute(context)


def test_gives_up_without_a_date(launcher, context):
    with pytest.raises(AirflowFailException, match="parameter run_date"):
        task(date="").execute(context)
    assert launcher.seen() == []


def test_takes_the_process_with_it_when_it_is_stopped(launcher, context):
    (launcher.home / "vongdoi").write_text("#!/usr/bin/env bash\nsleep 60 & wait\n")
    stopped = task()
    Timer(0.5, stopped.on_kill).start()
    with pytest.raises(AirflowException, match="exit code -15"):
        stopped.execute(context)
