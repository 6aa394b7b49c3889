"""Carts left behind and payments about to expire, every ten minutes while customers are awake.

The nightly line comes first: it finishes the day before, and these runs refuse to begin a day
(exit code 11) until it has.
"""

from datetime import timedelta

from vongdoi_airflow import factory, registry

vongdoi_moments = factory.moments_dag(
    "vongdoi_moments",
    (job for job in registry.load() if job.within_day),
    description="Messages that cannot wait for the night, every ten minutes.",
    timetable=factory.within_each_day_at("*/10 5-23 * * *", timedelta(minutes=10)),
)
