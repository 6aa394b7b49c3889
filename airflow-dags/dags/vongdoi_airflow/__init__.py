"""Vongdoi's jobs as Airflow DAGs: a loop over the registry, no business logic."""
