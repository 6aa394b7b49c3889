"""The daily DAG on a real lake of four order lines, by the launcher itself: `test -m heavy`."""

import json
import time
from pathlib import Path

import pendulum
import pytest
from conftest import asset_events

from vongdoi_airflow import registry

ROOT = Path(__file__).parents[2]
DAY = pendulum.datetime(2026, 3, 31, tz="Asia/Ho_Chi_Minh")
ORDERS = """\
order,time,email,status,product,quantity,price
o1,2026-03-30T09:00:00Z,lan@example.com,paid,shoes,1,500000
o1,2026-03-30T09:00:00Z,lan@example.com,paid,socks,2,30000
o2,2026-03-30T10:00:00Z,minh@example.com,paid,hat,1,150000
o2,2026-03-30T10:00:00Z,minh@example.com,paid,scarf,1,90000
"""

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.heavy]


@pytest.fixture
def lake(tmp_path, monkeypatch):
    """Settings as bench/small has them, and the folder where the lake is to be."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "2026-03-30.csv").write_text(ORDERS, encoding="utf-8")
    shop = (ROOT / "bench" / "small.conf").read_text(encoding="utf-8")
    conf = tmp_path / "shop.conf"
    conf.write_text(f"vars.folder = {json.dumps(str(tmp_path))}\n{shop}", encoding="utf-8")
    monkeypatch.setenv("VONGDOI_HOME", str(ROOT))
    monkeypatch.setenv("VONGDOI_CONF", str(conf))
    return tmp_path / "lake"


def run(dag):
    """What the jobs of a run report, task by task."""
    started = time.monotonic()
    done = dag.test(logical_date=DAY)
    seconds = time.monotonic() - started
    assert done.state == "success"
    tasks = done.get_task_instances()
    reports = [
        report for task in tasks for report in task.xcom_pull(task_ids=task.task_id, key="reports")
    ]
    print(f"{len(tasks)} processes, {len(reports)} jobs, {seconds:.0f} s")
    return tasks, reports


def commits(lake):
    return len(list(lake.glob("tables/*/*/_delta_log/*.json")))


def test_a_day_is_run_in_a_dozen_processes_and_once_more_without_a_new_version(dag_bag, lake):
    dag = dag_bag.dags["vongdoi_daily"]
    tasks, reports = run(dag)
    assert len(tasks) <= 12
    assert sorted(r["job"] for r in reports) == sorted(j.name for j in registry.load() if j.daily)
    assert {r["date"] for r in reports} == {"2026-03-31"}
    assert {r["outcome"] for r in reports} <= {"done", "unchanged"}
    written = {table: rows for r in reports for table, rows in r["written_to"].items()}
    assert written["bronze.order_items"] == 4
    assert written["gold.features"] == 2
    assert asset_events()["gold.features"] == {"run_date": "2026-03-31", "rows_written": 2}
    before = commits(lake)
    _, again = run(dag)
    assert {r["outcome"] for r in again} == {"unchanged"}
    assert commits(lake) == before
