"""The daily line: every daily job of the registry, for the business day that has ended.

Without those that train where another DAG does so once a week.
"""

from vongdoi_airflow import factory, registry

WEEKLY = factory.trains_weekly()

vongdoi_daily = factory.dag(
    "vongdoi_daily",
    (job for job in registry.load() if job.daily and not (WEEKLY and job.trains)),
    description="Raw files in, scored segments and exports out, once a day.",
    timetable=factory.each_day_at("0 2 * * *"),
)
