"""Erasure requests, each day before the daily line (an Airflow DAG alone on the lake)."""

from vongdoi_airflow import factory, registry

vongdoi_privacy = factory.dag(
    "vongdoi_privacy",
    (job for job in registry.load() if job.stage == "privacy"),
    description="Carries out erasure requests, once a day.",
    timetable=factory.each_day_at("0 1 * * *"),
    slots=factory.POOL_SLOTS,
)
