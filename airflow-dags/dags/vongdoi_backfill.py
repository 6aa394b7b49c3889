"""The daily line for a range of dates, when somebody asks for it (an Airflow DAG with a form)."""

from vongdoi_airflow import factory

vongdoi_backfill = factory.backfill_dag(
    "vongdoi_backfill",
    description="Runs the daily line for each date of a range, one after the other.",
)
