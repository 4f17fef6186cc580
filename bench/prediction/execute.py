"""Run sessions in real IPython shells, each in a process of its own.

Reads a JSON line for each session: {"executions": [source], "clean": [source]}; answers with a JSON line
{"executions": [output], "clean": [output]}, where an output is {"text", "result", "error", "line"}.
"""

import io
import json
import os
import re
import sys
import contextlib
import warnings

import numpy  # noqa: F401  (imported once for all the processes)
import pandas  # noqa: F401
from IPython.core.interactiveshell import InteractiveShell

ADDRESS = re.compile(r"0x[0-9a-f]{6,}")


def run_all(sources):
    """Outputs of the sources, run one after the other in one shell."""
    import random

    random.seed()
    numpy.random.seed()
    warnings.simplefilter("ignore")
    shell = InteractiveShell.instance()
    shell.history_manager.enabled = False
    shown = []
    shell.displayhook.__class__.__call__ = lambda self, value=None: show(shell, shown, value)
    outputs = []
    for source in sources:
        shown.clear()
        text = io.StringIO()
        with contextlib.redirect_stdout(text), contextlib.redirect_stderr(io.StringIO()):
            done = shell.run_cell(source, store_history=True)
        error = done.error_before_exec or done.error_in_exec
        outputs.append(
            {
                "text": ADDRESS.sub("0x", text.getvalue()) if error is None else printed(text.getvalue()),
                "result": ADDRESS.sub("0x", "".join(shown)),
                "error": None if error is None else f"{type(error).__name__}: {error}",
                "line": line_of(error),
            }
        )
    return outputs


def show(shell, shown, value):
    """What the display hook of a kernel does, without its history."""
    if value is None or shell.displayhook.quiet():
        return
    data, _ = shell.display_formatter.format(value)
    shown.append(data["text/plain"])
    namespace = shell.user_ns
    namespace["_"] = value
    namespace[f"_{shell.execution_count}"] = value


def printed(text):
    """What a cell printed before its traceback."""
    return ADDRESS.sub("0x", re.split(r"\x1b\[[0-9;]*m-{20,}|-{20,}", text)[0])


def line_of(error):
    """Line of the cell at which an error left it."""
    trace = None if error is None else error.__traceback__
    line = None
    while trace:
        if trace.tb_frame.f_code.co_name == "<module>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def in_child(sources):
    """Run in a fork: nothing that is left behind is seen by the next."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            answer = run_all(sources)
        except BaseException as problem:  # a session must not end the bench
            answer = {"problem": repr(problem)}
        with os.fdopen(write, "w") as out:
            out.write(json.dumps(answer))
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        text = answer.read()
    os.waitpid(child, 0)
    return json.loads(text)


def main():
    for line in sys.stdin:
        session = json.loads(line)
        answer = {key: in_child(session[key]) for key in ("executions", "clean")}
        sys.__stdout__.write(json.dumps(answer) + "\n")
        sys.__stdout__.flush()


main()
