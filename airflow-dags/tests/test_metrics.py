"""The metrics that a job leaves, read by Prometheus's own parser.

The file is left by the test WatchTest of the jobs; without it there is nothing to read.
"""

from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

LEFT = Path(__file__).parents[2] / "jobs" / "target" / "metrics" / "vongdoi_report_models.prom"


@pytest.mark.skipif(not LEFT.exists(), reason="the jobs' tests have not been run here")
def test_prometheus_reads_what_a_job_leaves():
    families = {f.name: f for f in text_string_to_metric_families(LEFT.read_text())}
    assert families["vongdoi_job_seconds"].samples[0].value == pytest.approx(1.5)
    assert families["vongdoi_job_seconds"].samples[0].labels == {"task": "report.models"}
    written = families["vongdoi_table_written_rows"].samples
    assert [(s.labels["table"], s.value) for s in written] == [("gold.models", 2)]
    assert all(f.type == "gauge" and f.documentation for f in families.values())
    labels = {name for f in families.values() for s in f.samples for name in s.labels}
    assert labels == {"task", "figure", "table"}
