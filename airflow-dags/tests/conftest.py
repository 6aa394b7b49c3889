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


class Launcher:
    """Stands in for `vongdoi`: notes its arguments and ends with the code wanted for the job."""

    def __init__(self, home: Path):
        self.calls = home / "calls"
        self.codes = home / "codes"
        self.codes.mkdir()
        script = home / "vongdoi"
        script.write_text(
            "#!/usr/bin/env bash\n"
            f'printf "%s\\n" "$*" >>"{self.calls}"\n'
            f'if [ -e "{self.codes}/$1" ]; then exit "$(cat "{self.codes}/$1")"; fi\n'
            f"printf 'RUN_REPORT {json.dumps({'job': '%s'})}\\n' \"$1\"\n",
            encoding="utf-8",
        )
        script.chmod(0o755)

    def end(self, job: str, code: int) -> None:
        (self.codes / job).write_text(str(code), encoding="utf-8")

    def seen(self) -> list[str]:
        return self.calls.read_text(encoding="utf-8").splitlines() if self.calls.exists() else []


@pytest.fixture
def launcher(tmp_path, monkeypatch):
    monkeypatch.setenv("VONGDOI_HOME", str(tmp_path))
    return Launcher(tmp_path)


assert "AIRFLOW_HOME" in os.environ, "Run these tests by airflow-dags/test"
