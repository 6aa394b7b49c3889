"""Care of the tables, on Sunday mornings (an Airflow DAG alone on the lake)."""

from vongdoi_airflow import factory, registry

vongdoi_weekly_maintenance = factory.dag(
    "vongdoi_weekly_maintenance",
    (job for job in registry.load() if job.stage == "maintain"),
    description="Compacts, vacuums and archives tables, once a week.",
    timetable=factory.each_week_at("0 5 * * 0"),
    slots=factory.POOL_SLOTS,
)
