"""The lake's tables by name, in a folder or in S3, and the style of the notebooks' pictures."""

import re
from pathlib import Path

import duckdb
import matplotlib.pyplot as plt
import pandas as pd
import pyarrow as pa
from deltalake import DeltaTable
from IPython.display import Markdown, display

NAME = re.compile(r"\b(?:bronze|silver|gold)\.[a-z_]+\b")
MODEL = Path(__file__).resolve().parent.parent / "docs" / "data-model.md"

STAGES = ["reach", "purchase", "develop", "retain", "advocate"]
STATUSES = {"active": "#2a9d8f", "cooling": "#e9c46a", "at-risk": "#e76f51", "lapsed": "#8d99ae"}
TIERS = ["platinum", "gold", "silver", "bronze", "medium", "low"]
BLUE, GREY, ORANGE, GREEN = "#33658a", "#c5ccd6", "#e76f51", "#2a9d8f"


class Lake:
    """A lake: a folder, or s3://bucket/path with what delta-rs reads of AWS_… variables."""

    def __init__(self, place):
        self.place = str(place).rstrip("/")
        self.names = list(dict.fromkeys(NAME.findall(MODEL.read_text())))
        self._open = {}
        if not any(self.table(name) for name in self.names):
            raise FileNotFoundError(f"No lake at {place}: run ./vongdoi demo, or set VONGDOI_LAKE")

    def path(self, name):
        """Where a table such as gold.lifecycle lies."""
        return f"{self.place}/tables/{name.replace('.', '/')}"

    def table(self, name):
        """The newest version of a table; None where its job has not run yet."""
        if name not in self._open:
            there = DeltaTable.is_deltatable(self.path(name))
            self._open[name] = DeltaTable(self.path(name)) if there else None
        return self._open[name]

    def read(self, name, columns):
        """Columns of a table as a frame of pandas; amounts as numbers, dates as times."""
        columns = columns.split()
        table = self.table(name)
        if table is None:
            return pd.DataFrame({column: pd.Series(dtype="object") for column in columns})
        return _pandas(table.to_pyarrow_table(columns=columns))

    def sql(self, query):
        """The rows of a query over tables by their names; none where a job has not run yet."""
        connection = duckdb.connect()
        for name in sorted(set(NAME.findall(query))):
            table = self.table(name)
            if table is None:
                return pd.DataFrame()
            view = name.replace(".", "_")
            connection.register(view, table.to_pyarrow_dataset())
            query = re.sub(rf"\b{re.escape(name)}\b", view, query)
        return _pandas(connection.sql(query).to_arrow_table())


def _pandas(rows):
    kinds = [pa.float64() if pa.types.is_decimal(f.type) else f.type for f in rows.schema]
    rows = rows.cast(pa.schema(list(zip(rows.column_names, kinds, strict=True))))
    return rows.to_pandas(date_as_object=False)


def empty(frame, what):
    """Says so where there is nothing to draw."""
    if frame.empty:
        display(Markdown(f"*{what}*"))
    return frame.empty


def short(amount, _=None):
    """1200000 as 1.2M."""
    for size, letter in ((1e9, "B"), (1e6, "M"), (1e3, "k")):
        if abs(amount) >= size:
            return f"{amount / size:.3g}{letter}"
    return f"{amount:.3g}"


def heat(axes, cells, form="{:.0%}", most=None):
    """A matrix of numbers, darker the more they are."""
    axes.imshow(cells.to_numpy(dtype=float), cmap="Blues", aspect="auto", vmin=0, vmax=most)
    axes.set_xticks(range(len(cells.columns)), cells.columns)
    axes.set_yticks(range(len(cells.index)), cells.index)
    axes.spines[:].set_visible(False)
    half = (most or cells.max().max() or 1) * 0.6
    for i, row in enumerate(cells.to_numpy(dtype=float)):
        for j, value in enumerate(row):
            if value == value:
                colour = "white" if value > half else "black"
                axes.text(j, i, form.format(value), ha="center", va="center", color=colour, size=8)


plt.rcParams.update(
    {
        "figure.figsize": (9, 4),
        "figure.dpi": 90,
        "figure.constrained_layout.use": True,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.titlelocation": "left",
        "axes.titleweight": "bold",
        "legend.frameon": False,
    }
)
pd.options.display.max_colwidth = 200
pd.options.display.max_rows = 100
pd.options.display.float_format = "{:,.3f}".format
