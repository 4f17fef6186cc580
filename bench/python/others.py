"""Time of other tools on the same notebooks, each in a process of its own: JSON on standard output.

Usage: others.py RUFF PYTHON_WITH_PYFLAKES NOTEBOOK.ipynb CELLS.json EMPTY.ipynb

Pyflakes, `ast` and `symtable` read Python alone, and stop at the first syntax error: they get the cells joined that
Python parses, without IPython's own lines.
"""

import ast
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
import warnings

ruff, pyflakes, notebook, cells, empty = sys.argv[1:]
warnings.simplefilter("ignore")


def parses(cell):
    try:
        ast.parse(cell)
        return True
    except SyntaxError:
        return False


with open(cells) as file:
    plain = [re.sub(r"(?m)^[!%].*$", "", cell) for cell in json.load(file)]
joined = [cell for cell in plain if parses(cell) and "__future__" not in cell]
with tempfile.NamedTemporaryFile("w", suffix=".py", delete=False) as file:
    file.write("\n\n".join(joined))
    module = file.name

FLAKES = """
import ast, sys, time
from pyflakes.checker import Checker
source = open(sys.argv[1]).read()
start, cpu = time.perf_counter(), time.process_time()
Checker(ast.parse(source))
print(time.perf_counter() - start, time.process_time() - cpu)
"""

TABLES = """
import ast, symtable, sys, time
source = open(sys.argv[1]).read()
start, cpu = time.perf_counter(), time.process_time()
ast.parse(source)
symtable.symtable(source, 'cell', 'exec')
print(time.perf_counter() - start, time.process_time() - cpu)
"""


def run(*command):
    """Wall and CPU time of a process, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return wall, cpu, done


def best(times, *command):
    return min((run(*command) for _ in range(times)), key=lambda found: found[1])


def row(wall, cpu, own_wall, own_cpu):
    return {
        "whole": {"wall": 1000 * wall, "cpu": 1000 * cpu},
        "own": {"wall": 1000 * own_wall, "cpu": 1000 * own_cpu},
    }


found = {}
options = ["check", "--isolated", "--no-cache", "--select", "F821,F811", "--quiet"]
if ruff != "-":
    start = best(5, ruff, *options, empty)
    wall, cpu, done = best(5, ruff, *options, notebook)
    if done.returncode > 1:
        sys.exit(done.stderr)
    found["ruff"] = row(wall, cpu, max(0, wall - start[0]), max(0, cpu - start[1]))
for name, python, code in [
    ("pyflakes", pyflakes, FLAKES),
    ("ast + symtable", sys.executable, TABLES),
]:
    if python != "-":
        wall, cpu, done = best(5, python, "-c", code, module)
        if done.returncode != 0:
            sys.exit(done.stderr)
        found[name] = row(wall, cpu, *map(float, done.stdout.split()))
os.unlink(module)
print(json.dumps(found))
