"""The business date of a run, and its moment within the day, as templates for Airflow to fill in.

A scheduled or backfilled run is of the local day on which its data interval starts. A run by hand
is of the local day of its logical date: the data interval that Airflow 3.3 infers for it had ended
before, so that for a missed day an earlier one would be run. A run that the update of an asset
starts has neither; the tables that were updated say of which date they are.
Whoever starts a run may name another date as parameter.
"""

from __future__ import annotations

# A backfilled run has the data interval that it would have had by the schedule.
_BY_HAND = (
    "logical_date is defined and logical_date"
    " and dag_run is defined and dag_run.run_type not in ('scheduled', 'backfill')"
)
_INTERVAL = "{0} is defined and {0}"
_LOCAL = "{0}.in_timezone(dag.timezone)"
_SAID_BY_ASSETS = (
    "(triggering_asset_events.values() | sum(start=[]) | map(attribute='extra')"
    " | selectattr('run_date', 'defined') | map(attribute='run_date') | max"
    " | default('', true))"
)


def _date(by_hand: str) -> str:
    return (
        "{% if params.run_date %}{{ params.run_date }}"
        f"{{% elif {_BY_HAND} %}}{by_hand}"
        f"{{% elif {_INTERVAL.format('data_interval_start')} %}}"
        f"{{{{ {_LOCAL.format('data_interval_start')}.to_date_string() }}}}"
        "{% elif triggering_asset_events is defined and triggering_asset_events %}"
        f"{{{{ {_SAID_BY_ASSETS} }}}}"
        "{% endif %}"
    )


# Of a day that has ended. Airflow's form and `dags test` put the present moment where nobody
# names a logical date: today has not ended, and the last day that has is meant.
RUN_DATE = _date(
    f"{{% set day = {_LOCAL.format('logical_date')}.date() %}}"
    "{% set today = dag_run.run_after and"
    " dag_run.run_after.astimezone(dag.timezone).date() == day %}"
    "{{ (day.subtract(days=1) if today else day).to_date_string() }}"
)

# Of a day that goes on.
PRESENT_DATE = _date(f"{{{{ {_LOCAL.format('logical_date')}.to_date_string() }}}}")

# Moment of a run within the day: the local time at which its data interval ends.
PRESENT_MOMENT = (
    "{% if params.run_at %}{{ params.run_at }}"
    f"{{% elif {_BY_HAND} %}}{{{{ {_LOCAL.format('logical_date')}.format('HH:mm') }}}}"
    f"{{% elif {_INTERVAL.format('data_interval_end')} %}}"
    f"{{{{ {_LOCAL.format('data_interval_end')}.format('HH:mm') }}}}"
    "{% endif %}"
)

# A range of dates, from a form.
FIRST_DATE = "{{ params.from_date }}"
LAST_DATE = "{{ params.to_date }}"
