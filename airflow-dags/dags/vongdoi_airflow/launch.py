"""Starts the launcher and reads what it says: plain Python, no Airflow."""

from __future__ import annotations

import json
import os
import signal
from collections import Counter, deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import PIPE, Popen
from threading import Thread
from typing import IO, Any

# Lines at the end of standard error that tell why, where no job could.
LAST_LINES = 10


@dataclass
class Said:
    """What a run of the launcher told on standard output, and the last of standard error."""

    reports: list[dict[str, Any]] = field(default_factory=list)
    failures: list[dict[str, Any]] = field(default_factory=list)
    summary: dict[str, Any] | None = None
    last: deque[str] = field(default_factory=lambda: deque(maxlen=LAST_LINES))

    def take(self, line: str) -> bool:
        """Whether the line was one for machines."""
        kind, _, rest = line.partition(" ")
        if kind not in ("RUN_REPORT", "RUN_FAILURE", "RUN_SUMMARY"):
            return False
        try:
            told = json.loads(rest)
        except ValueError:
            # Another process of the group wrote into the line.
            return False
        if kind == "RUN_SUMMARY":
            self.summary = told
        else:
            (self.reports if kind == "RUN_REPORT" else self.failures).append(told)
        return True

    def latest(self) -> list[dict[str, Any]]:
        """The reports of the last date: of a range they would be thousands."""
        return [r for r in self.reports if r["date"] == self.reports[-1]["date"]]

    def rows_written(self) -> Counter[str]:
        """Rows by table."""
        rows: Counter[str] = Counter()
        for report in self.reports:
            rows.update(report.get("written_to", {}))
        return rows

    def reason(self) -> str:
        """Why the run failed, as the jobs say or else as it stands last on standard error."""
        told = [f"{failure['job']}: {failure['reason']}" for failure in self.failures]
        return "\n".join(told or self.last)

    def all_passed(self) -> bool:
        """Whether every job found the lake at a later date already."""
        return bool(self.reports) and all(r["outcome"] == "passed" for r in self.reports)

    def table(self) -> str:
        """The reports of the last date, and the failures, for a person."""
        head = ("date", "job", "outcome", "in", "quarantined", "written", "queries", "CPU s", "s")
        rows = [head]
        for r in self.latest():
            cpu = r.get("driver_cpu_seconds", 0) + r.get("task_cpu_seconds", 0)
            counts = [f"{r.get(name, 0):,}" for name in ("rows_in", "quarantined", "written")]
            costs = [f"{r.get('queries', 0):,}", f"{cpu:.1f}", f"{r.get('seconds', 0):.1f}"]
            rows.append((r["date"], r["job"], r["outcome"], *counts, *costs))
        for f in self.failures:
            outcome = "refused" if f["exit_code"] in (10, 20) else "failed"
            rows.append((f["date"], f["job"], outcome, *[""] * 6))
        widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
        texts = 3
        return "\n".join(
            "  ".join(
                cell.ljust(width) if i < texts else cell.rjust(width)
                for i, (cell, width) in enumerate(zip(row, widths, strict=True))
            ).rstrip()
            for row in rows
        )


class Launch:
    """One process of the launcher, in its folder: paths relative to it are as on a terminal."""

    def __init__(self, home: Path, arguments: Sequence[str], env: dict[str, str]):
        self._process = Popen(
            [str(home / "vongdoi"), *arguments],
            cwd=home,
            env={**os.environ, **env},
            stdout=PIPE,
            stderr=PIPE,
            start_new_session=True,
        )

    def wait(self, log: Callable[[str], None]) -> tuple[int, Said]:
        """Hands on the lines for people while the process runs; its exit code in the end."""
        said = Said()

        def person(line: str) -> None:
            said.last.append(line)
            log(line)

        # Both pipes are read at once, or the process would wait for room in the other.
        beside = Thread(target=_lines, args=(self._process.stderr, person), daemon=True)
        beside.start()
        _lines(self._process.stdout, lambda line: said.take(line) or log(line))
        beside.join()
        return self._process.wait(), said

    def stop(self) -> None:
        """Asks the process and all that it has started to end."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGTERM)


def _lines(stream: IO[bytes] | None, take: Callable[[str], Any]) -> None:
    for raw in stream or ():
        line = raw.decode("utf-8", errors="backslashreplace").rstrip()
        if line:
            take(line)
