"""Runs jobs through the launcher, which picks a local JVM or spark-submit by itself."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import Any

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import Context, ExceptionRetryPolicy, RetryAction, RetryRule
from airflow.sdk.exceptions import AirflowException, AirflowFailException

# Business date of a run: the local day on which its data interval starts. Whoever starts a run by
# hand may name another with the parameter run_date.
RUN_DATE = (
    "{{ params.run_date or (data_interval_start.in_timezone(dag.timezone).to_date_string()"
    " if data_interval_start is defined and data_interval_start else '') }}"
)

# Moment of a run within the day: the local time at which its data interval ends.
RUN_MOMENT = (
    "{{ params.run_at or (data_interval_end.in_timezone(dag.timezone).format('HH:mm')"
    " if data_interval_end is defined and data_interval_end else '') }}"
)

# Values come in through the environment, so that none of them is ever read as shell.
LAUNCH = """\
refuse() { echo "$1" >&2; exit "$2"; }
[ -x "${VONGDOI_HOME:-}/vongdoi" ] || refuse "Cannot find ${VONGDOI_HOME:-}/vongdoi: \
set VONGDOI_HOME on the worker to the folder of the launcher" 3
[ -n "$VONGDOI_RUN_DATE" ] || refuse "Cannot tell the run date: \
the run has no data interval; start it with the parameter run_date" 2
set -- "$VONGDOI_JOB" --date "$VONGDOI_RUN_DATE"
[ -z "${VONGDOI_RUN_MOMENT:-}" ] || set -- "$@" --at "$VONGDOI_RUN_MOMENT"
exec "$VONGDOI_HOME/vongdoi" "$@"
"""

# Exit codes that another try cannot change.
FINAL = {
    2: "the command line is wrong",
    3: "the configuration is wrong",
    10: "a quality gate refused to publish",
    20: "a privacy guard refused",
}
INPUT_MISSING = 11


class InputMissing(AirflowException):
    """The input has not arrived yet."""


class VongdoiJob(BashOperator):
    """A job, a stage or the line for one business date; its last line on standard output, a
    RUN_REPORT or RUN_SUMMARY, becomes the XCom, and each job's RUN_REPORT stands in the log.

    1 (failed), 12 (another writer won) and a killed process are tried again with growing delays,
    11 (input missing) in long steps, the other exit codes not at all. Every job may be repeated:
    the same date on the same inputs changes nothing.
    """

    ui_color = "#e8f1ec"

    def __init__(self, *, job: str, retries: int = 4, moment: str = "", **kwargs: Any) -> None:
        super().__init__(
            bash_command=LAUNCH,
            env={
                "VONGDOI_JOB": job,
                "VONGDOI_RUN_DATE": RUN_DATE,
                "VONGDOI_RUN_MOMENT": moment,
            },
            append_env=True,
            retries=retries,
            retry_delay=timedelta(minutes=5),
            retry_exponential_backoff=2,
            max_retry_delay=timedelta(hours=1),
            retry_policy=ExceptionRetryPolicy(
                [RetryRule(InputMissing, RetryAction.RETRY, timedelta(hours=1), "input missing")]
            ),
            execution_timeout=timedelta(hours=12),
            # A table has one writer: no second run of a job, not even by a backfill.
            max_active_tis_per_dag=1,
            **kwargs,
        )
        self.job = job

    def execute(self, context: Context) -> str:
        result = self.subprocess_hook.run_command(
            command=[shutil.which("bash") or "bash", "-c", str(self.bash_command)],
            env=self.get_env(context),
        )
        code = result.exit_code
        if code in FINAL:
            raise AirflowFailException(f"Cannot run {self.job}: {FINAL[code]} (exit code {code})")
        if code == INPUT_MISSING:
            raise InputMissing(f"Cannot run {self.job}: input missing (exit code {code})")
        if code != 0:
            raise AirflowException(f"Cannot run {self.job}: exit code {code}")
        return result.output
