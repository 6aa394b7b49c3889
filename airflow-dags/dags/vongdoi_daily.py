"""The daily line: every daily job of the registry, for the business day that has ended."""

from vongdoi_airflow import factory, registry

vongdoi_daily = factory.dag(
    "vongdoi_daily",
    (job for job in registry.load() if job.daily),
    description="Raw files in, scored segments and exports out, once a day.",
    timetable=factory.each_day_at("0 2 * * *"),
)
