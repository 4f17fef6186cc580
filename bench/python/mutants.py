"""Where IPython stops in notebooks: the truth for `mutants.mjs`.

Reads JSON lines {"folder": ..., "cells": [...]} from standard input; each is run in a process of its own, in a copy of its
folder, with a new InteractiveShell. Writes one JSON line for each: {"cell": 2, "kind": "NameError", "name": "x"} of the
first cell that fails, counted from 0, or {"cell": null}.
"""

import io
import json
import os
import re
import shutil
import signal
import sys
import tempfile
import warnings

LIMIT = 60

os.environ["MPLBACKEND"] = "agg"
import matplotlib.pyplot  # noqa: E402, F401  imported once, before the forks
import numpy  # noqa: E402, F401
import pandas  # noqa: E402, F401
from IPython.core.interactiveshell import InteractiveShell  # noqa: E402


def run(cells):
    warnings.simplefilter("ignore")
    # A bare shell has no event loop to hook into; ipykernel has.
    InteractiveShell.enable_gui = lambda *_: None
    shell = InteractiveShell.instance()
    for index, source in enumerate(cells):
        result = shell.run_cell(source, store_history=True)
        error = result.error_before_exec or result.error_in_exec
        if error is None:
            continue
        name = None
        if isinstance(error, NameError):
            found = re.search(r"'(\w+)'", str(error))
            name = getattr(error, "name", None) or (found and found.group(1))
        kind = "NameError" if name else type(error).__name__
        return {"cell": index, "kind": kind, "name": name}
    return {"cell": None}


def outcome(folder, cells):
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receive)
        signal.alarm(LIMIT)
        silent = open(os.devnull, "w")
        os.dup2(silent.fileno(), 1)
        os.dup2(silent.fileno(), 2)
        sys.stdin = io.StringIO("")
        sys.stdout = sys.stderr = silent
        os.chdir(folder)
        os.environ["IPYTHONDIR"] = folder
        try:
            answer = run(cells)
        except BaseException as error:
            answer = {"cell": -1, "kind": type(error).__name__, "name": None}
        os.write(send, json.dumps(answer).encode())
        os._exit(0)
    os.close(send)
    with os.fdopen(receive) as stream:
        text = stream.read()
    os.waitpid(child, 0)
    return text or json.dumps({"cell": -1, "kind": "killed", "name": None})


for line in sys.stdin:
    job = json.loads(line)
    with tempfile.TemporaryDirectory() as scratch:
        copy = os.path.join(scratch, "project")
        shutil.copytree(job["folder"], copy)
        print(outcome(copy, job["cells"]), flush=True)
