"""Training of the models on Sundays, after the daily line and the care of the tables."""

from vongdoi_airflow import factory

vongdoi_train = factory.training_dag(
    "vongdoi_train",
    description="Trains the models once a week, for the day that has ended.",
    timetable=factory.each_week_at("0 8 * * 0"),
)
