"""Times nbdime and nbval on pairs of notebooks, all in one process.

Usage: python peers.py FOLDER LIMIT

The folder holds NAME.1.ipynb and NAME.2.ipynb. Prints one JSON object: for each name the seconds of CPU time of each tool, and
how many cells each calls the same. nbdime is stopped after LIMIT seconds of CPU time for one pair; the time is then null.
"""

import json
import signal
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import nbformat
from nbdime import diff_notebooks
from nbval.plugin import IPyNbCell, bcolors

# What nbval leaves out unless told otherwise; see IPyNbFile.__init__.
SKIP = (
    "metadata",
    "traceback",
    "text/latex",
    "prompt_number",
    "output_type",
    "name",
    "execution_count",
    "application/vnd.jupyter.widget-view+json",
)


def nbval_same(old: list, new: list) -> bool:
    """Compare the outputs of one cell as nbval does, pictures included."""
    cell = SimpleNamespace(
        colors=bcolors,
        parent=SimpleNamespace(skip_compare=SKIP),
        sanitize=lambda value: value,
        format_output_compare=lambda *args: None,
    )
    return IPyNbCell.compare_outputs(cell, new, old)


class TooSlow(Exception):
    """The limit was reached."""


def stop(*args: object) -> None:
    """End the diff that is running."""
    raise TooSlow


def nbdime_time(old: object, new: object, limit: float) -> float | None:
    """CPU time of one diff, or None when it takes longer than the limit."""
    started = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, limit)
    try:
        diff_notebooks(old, new)
    except TooSlow:
        return None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - started


def main() -> None:
    folder = Path(sys.argv[1])
    limit = float(sys.argv[2])
    signal.signal(signal.SIGPROF, stop)
    found = {}
    for path in sorted(folder.glob("*.1.ipynb")):
        name = path.name.removesuffix(".1.ipynb")
        old, new = (
            nbformat.read(folder / f"{name}.{side}.ipynb", as_version=4)
            for side in (1, 2)
        )
        entry = {}
        started = time.process_time()
        pairs = zip(old.cells, new.cells)
        entry["nbvalSame"] = sum(
            nbval_same(a.outputs, b.outputs)
            for a, b in pairs
            if a.cell_type == "code"
        )
        entry["nbval"] = time.process_time() - started
        entry["nbdime"] = nbdime_time(old, new, limit)
        found[name] = entry
        print(name, entry, file=sys.stderr, flush=True)
    print(json.dumps(found))


main()
