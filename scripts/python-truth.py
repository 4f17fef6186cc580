"""Record what a real IPython does with the cases of `src/core/python/__tests__/fixtures/*.cases.txt`.

Each case is run in a fresh process, its cells top to bottom as Restart & Run All does, up to the first error. The line
that starts with `=>` is rewritten with what happened:

    => runs                        every cell ran
    => cell 2 NameError x          cell 2 failed (UnboundLocalError counts as NameError)
    => cell 2 SyntaxError

Usage: python scripts/python-truth.py [--check | --new] [--kernel] [FILE...]

With --check nothing is written; the exit status says whether the recorded lines are right.
With --new only cases without such a line are run.
With --kernel a kernel is started for each case and sent its cells: slower, and what JupyterLab does.
"""

import io
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import warnings

HOME = pathlib.Path(__file__).resolve().parent.parent
CASES = HOME / "src/core/python/__tests__/fixtures"
LIMIT = 60
SKIPPED = {"skip-execution", "[markdown]", "[raw]"}


def split(text):
    """Yield (head, lead, cells, recorded) of each case; a cell is (tags, source).

    The tags `[markdown]` and `[raw]` are of cells that are not code.
    """
    for block in re.split(r"(?m)^(?===== )", text):
        if block.startswith("==== "):
            head, _, body = block.partition("\n")
            recorded = re.search(r"(?m)^=> (.*)", body)
            body = re.sub(r"(?m)^=> .*\n?", "", body)
            parts = re.split(r"(?m)^# %%(.*)\n", body)
            cells = [
                (tags.split(), source.rstrip("\n"))
                for tags, source in zip(parts[1::2], parts[2::2])
            ]
            yield head, parts[0], cells, recorded and recorded.group(1)


def run(cells):
    """Run cells in this process; return the outcome as text."""
    from IPython.core.interactiveshell import InteractiveShell

    warnings.simplefilter("ignore")
    # A bare shell has no event loop to hook into; ipykernel has.
    InteractiveShell.enable_gui = lambda *_: None
    shell = InteractiveShell.instance()
    shell.run_line_magic("load_ext", "storemagic")
    for number, (tags, source) in enumerate(cells, 1):
        if SKIPPED & set(tags):
            continue
        result = shell.run_cell(source, store_history=True)
        error = result.error_before_exec or result.error_in_exec
        if error is None or "raises-exception" in tags:
            continue
        kind = type(error).__name__
        if isinstance(error, NameError):
            name = getattr(error, "name", None)
            if name is None:
                found = re.search(r"'(\w+)'", str(error))
                name = found.group(1) if found else "?"
            return f"cell {number} NameError {name}"
        if isinstance(error, SyntaxError):
            return f"cell {number} SyntaxError"
        return f"cell {number} {kind}"
    return "runs"


def told(kind, text):
    """An error in the words of the fixtures."""
    if kind in ("NameError", "UnboundLocalError"):
        found = re.search(r"'(\w+)'", text)
        return f"NameError {found.group(1) if found else '?'}"
    if kind in ("SyntaxError", "IndentationError", "TabError"):
        return "SyntaxError"
    return kind


def kernel_outcome(cells):
    """Send cells to a new kernel."""
    from jupyter_client.manager import start_new_kernel

    os.environ["IPYTHONDIR"] = tempfile.mkdtemp()
    manager, client = start_new_kernel(
        kernel_name="python3", cwd=tempfile.mkdtemp(), stderr=subprocess.DEVNULL
    )
    try:
        for number, (tags, source) in enumerate(cells, 1):
            if SKIPPED & set(tags):
                continue
            reply = client.execute(source, reply=True, timeout=LIMIT, allow_stdin=False)
            content = reply["content"]
            if content["status"] == "error" and "raises-exception" not in tags:
                return f"cell {number} {told(content['ename'], content['evalue'])}"
        return "runs"
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def outcome(cells):
    """Run cells in a child process."""
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receive)
        signal.alarm(LIMIT)
        os.chdir(tempfile.mkdtemp())
        os.environ["IPYTHONDIR"] = os.getcwd()
        silent = open(os.devnull, "w")
        os.dup2(silent.fileno(), 1)
        os.dup2(silent.fileno(), 2)
        sys.stdin = io.StringIO("")
        sys.stdout = sys.stderr = silent
        try:
            text = run(cells)
        except BaseException as error:  # noqa: B036
            text = f"harness {type(error).__name__}"
        os.write(send, text.encode())
        os._exit(0)
    os.close(send)
    with os.fdopen(receive) as stream:
        text = stream.read()
    os.waitpid(child, 0)
    return text or "harness timeout"


def main(arguments):
    check = "--check" in arguments
    new = "--new" in arguments
    ask = kernel_outcome if "--kernel" in arguments else outcome
    named = [pathlib.Path(item) for item in arguments if not item.startswith("--")]
    wrong = 0
    import IPython.core.interactiveshell  # noqa: F401  imported once, before the forks
    import numpy, pandas  # noqa: F401, E401

    for path in named or sorted(CASES.glob("*.cases.txt")):
        before = path.read_text()
        after = before[: before.index("==== ")]
        for head, lead, cells, recorded in split(before):
            after += head + "\n" + lead
            for tags, source in cells:
                after += "# %%" + "".join(" " + tag for tag in tags) + "\n"
                after += source + "\n" if source else ""
            keep = new and recorded
            found = recorded if keep else ask(cells)
            if check and found != recorded:
                print(f"{head[5:]}: recorded {recorded}, now {found}")
            after += f"=> {found}\n"
        if before != after:
            wrong += 1
            print(f"{path.name}: {'differs from' if check else 'rewritten by'} what IPython does")
            if not check:
                path.write_text(after)
    return 1 if check and wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
