"""Runs notebooks and keeps their outputs: `python execute.py tour.ipynb` before a commit."""

import os
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

PYTHON = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def execute(path, lake=None):
    """The notebook with the outputs of a fresh run on the lake; without one, on its own default."""
    environment = {key: value for key, value in os.environ.items() if key != "VONGDOI_LAKE"}
    if lake is not None:
        environment["VONGDOI_LAKE"] = str(lake)
        environment.setdefault("VONGDOI_TRUTH", str(Path(lake).parent / "truth"))
    notebook = nbformat.read(path, as_version=4)
    # Without times and versions of this machine: a run without news changes no line.
    client = NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        record_timing=False,
        extra_arguments=["--log-level=ERROR"],
    )
    client.execute(cwd=str(Path(path).resolve().parent), env=environment)
    notebook.metadata = nbformat.from_dict(PYTHON)
    return notebook


if __name__ == "__main__":
    for name in sys.argv[1:]:
        nbformat.write(execute(name), name)
