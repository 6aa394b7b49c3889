"""Runs jobs through the launcher, which picks a local JVM or spark-submit by itself."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

from airflow.sdk import (
    Asset,
    BaseOperator,
    Context,
    ExceptionRetryPolicy,
    RetryAction,
    RetryRule,
)
from airflow.sdk.exceptions import AirflowException, AirflowFailException

from vongdoi_airflow.dates import RUN_DATE
from vongdoi_airflow.launch import Launch, Said

# Exit codes that another try cannot change.
FINAL = {
    2: "the command line is wrong",
    3: "the configuration is wrong",
    10: "a quality gate refused to publish",
    20: "a privacy guard refused",
}
INPUT_MISSING = 11
REPORTS = "reports"


class InputMissing(AirflowException):
    """The input has not arrived yet."""


class VongdoiJob(BaseOperator):
    """Jobs for one business date, or for each date of a range, in one process.

    Each job's report stands in the log as a row of a table and in the XCom `reports` as it is, of
    a range those of its last date; the XCom of the task itself is the summary of the run, of a
    single job its report. The assets of the task bear run date and rows written.

    1 (failed), 12 (another writer won) and a killed process are tried again with growing delays,
    11 (input missing) in long steps, the other exit codes not at all: the task fails with the
    reason. Every job may be repeated: the same date on the same inputs changes nothing.
    """

    template_fields: Sequence[str] = ("env",)
    template_fields_renderers: ClassVar[dict[str, str]] = {"env": "json"}
    ui_color = "#e8f1ec"

    def __init__(
        self,
        *,
        job: str,
        command: Sequence[str] = (),
        date: str = RUN_DATE,
        first: str = "",
        moment: str = "",
        retries: int = 4,
        execution_timeout: timedelta = timedelta(hours=12),
        **kwargs: Any,
    ) -> None:
        """
        :param job: what messages call it: a job, a stage or a line
        :param command: command of the launcher with its options; else the name itself
        :param date: the business date, or the last one of a range
        :param first: the first date of a range
        :param moment: time of day of a run within the day
        """
        super().__init__(
            retries=retries,
            retry_delay=timedelta(minutes=5),
            retry_exponential_backoff=2,
            max_retry_delay=timedelta(hours=1),
            retry_policy=ExceptionRetryPolicy(
                [RetryRule(InputMissing, RetryAction.RETRY, timedelta(hours=1), "input missing")]
            ),
            execution_timeout=execution_timeout,
            # A table has one writer: no second run of a job, not even by a backfill.
            max_active_tis_per_dag=1,
            **kwargs,
        )
        self.job = job
        self.command = list(command) or [job]
        self.env = {
            "VONGDOI_RUN_DATE": date,
            "VONGDOI_RUN_FROM": first,
            "VONGDOI_RUN_MOMENT": moment,
        }
        self._launch: Launch | None = None

    def execute(self, context: Context) -> dict[str, Any] | None:
        self._launch = Launch(self._home(), self._arguments(), self.env)
        code, said = self._launch.wait(lambda line: self.log.info("%s", line))
        self._show(said, context)
        if code != 0:
            raise self._failure(code, said)
        return said.summary or (said.reports[-1] if said.reports else None)

    def on_kill(self) -> None:
        if self._launch:
            self._launch.stop()

    def _home(self) -> Path:
        home = os.environ.get("VONGDOI_HOME", "")
        if not home or not os.access(Path(home) / "vongdoi", os.X_OK):
            raise AirflowFailException(
                f"Cannot find {home or 'VONGDOI_HOME'}/vongdoi: set VONGDOI_HOME on the worker to"
                " the folder of the launcher"
            )
        return Path(home).absolute()

    def _arguments(self) -> list[str]:
        date, first, moment = self.env.values()
        if not date:
            raise AirflowFailException(
                "Cannot tell the run date: the run has neither a logical date nor a data interval;"
                " start it with the parameter run_date"
            )
        arguments = [*self.command, "--date", date]
        if first:
            arguments += ["--from", first]
        if moment:
            arguments += ["--at", moment]
        return arguments

    def _show(self, said: Said, context: Context) -> None:
        if said.reports or said.failures:
            self.log.info("What each job did\n%s", said.table())
        if said.all_passed():
            self.log.warning(
                "Nothing was run: the lake stands at a later date. What has come in late for %s"
                " is taken in by the next run",
                self.env["VONGDOI_RUN_DATE"],
            )
        context["ti"].xcom_push(key=REPORTS, value=said.latest() + said.failures)
        rows = said.rows_written()
        for asset in self.outlets:
            if isinstance(asset, Asset):
                context["outlet_events"][asset].extra = {
                    "run_date": self.env["VONGDOI_RUN_DATE"],
                    "rows_written": rows[asset.name],
                }

    def _failure(self, code: int, said: Said) -> AirflowException:
        problem = FINAL.get(code, "input missing" if code == INPUT_MISSING else "")
        what = f"{problem} (exit code {code})" if problem else f"exit code {code}"
        message = f"Cannot run {self.job}: {what}\n{said.reason()}".rstrip()
        if code in FINAL:
            return AirflowFailException(message)
        return InputMissing(message) if code == INPUT_MISSING else AirflowException(message)
