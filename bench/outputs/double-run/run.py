"""Runs each notebook of this folder twice on fresh kernels and writes both results into a folder.

Usage: python run.py OUT [NAME...]
"""

import os
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).parent


def run(name: str, seed: int, out: Path) -> None:
    """Run one notebook with its own hash seed, in a folder of its own."""
    notebook = nbformat.read(HERE / f"{name}.ipynb", as_version=4)
    client = NotebookClient(
        notebook,
        timeout=300,
        allow_errors=True,
        resources={"metadata": {"path": str(HERE)}},
        kernel_name="python3",
    )
    client.execute(env={**os.environ, "PYTHONHASHSEED": str(seed)})
    nbformat.write(notebook, out / f"{name}.{seed}.ipynb")


def main() -> None:
    out = Path(sys.argv[1])
    names = sys.argv[2:] or sorted(path.stem for path in HERE.glob("*.ipynb"))
    for name in names:
        for seed in (1, 2):
            run(name, seed, out)
            print(name, seed, flush=True)


main()
