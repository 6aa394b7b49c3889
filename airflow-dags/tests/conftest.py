"""An Airflow of the tests' own: a fresh home with a migrated database, and a launcher to watch."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

DAGS = Path(__file__).parents[1] / "dags"


@pytest.fixture(scope="session")
def dag_bag():
    from airflow.dag_processing.dagbag import BundleDagBag

    return BundleDagBag(DAGS, bundle_path=DAGS, bundle_name="dags-folder")


@pytest.fixture(scope="session")
def database():
    subprocess.run([sys.executable, "-m", "airflow", "db", "migrate"], check=True)


def asset_events():
    """What the last event of each asset bears."""
    from airflow.models.asset import AssetEvent
    from airflow.settings import Session
    from sqlalchemy import select

    with Session() as session:
        events = session.scalars(select(AssetEvent).order_by(AssetEvent.id)).all()
        return {event.name: event.extra for event in events}


class Launcher:
    """Stands in for `vongdoi`: notes its arguments, says and ends as it was told to."""

    SCRIPT = """\
#!/usr/bin/env bash
cd "$(dirname "$0")"
echo "$*" >>calls
echo "$OLDPWD" >>folders
echo "at work on $1" >&2
[ ! -e "said/$1" ] || cat "said/$1"
[ ! -e "complaints/$1" ] || cat "complaints/$1" >&2
exit "$(cat "codes/$1" 2>/dev/null || echo 0)"
"""

    def __init__(self, home: Path):
        self.home = home
        for folder in ("said", "complaints", "codes"):
            (home / folder).mkdir()
        script = home / "vongdoi"
        script.write_text(self.SCRIPT, encoding="utf-8")
        script.chmod(0o755)

    def say(self, command: str, kind: str, **told) -> None:
        with (self.home / "said" / command).open("a", encoding="utf-8") as said:
            said.write(f"{kind} {json.dumps(told)}\n")

    def end(self, command: str, code: int, complaint: str = "") -> None:
        (self.home / "codes" / command).write_text(str(code), encoding="utf-8")
        (self.home / "complaints" / command).write_text(complaint, encoding="utf-8")

    def _lines(self, name: str) -> list[str]:
        noted = self.home / name
        return noted.read_text(encoding="utf-8").splitlines() if noted.exists() else []

    def seen(self) -> list[str]:
        return self._lines("calls")

    def folders(self) -> list[str]:
        return self._lines("folders")


@pytest.fixture
def launcher(tmp_path, monkeypatch):
    monkeypatch.setenv("VONGDOI_HOME", str(tmp_path))
    return Launcher(tmp_path)


assert "AIRFLOW_HOME" in os.environ, "Run these tests by airflow-dags/test"
