"""Compare `src/core/python/__tests__/fixtures/syntax.txt` with CPython.

Usage: python3.11 scripts/python-syntax-truth.py; python3.13 scripts/python-syntax-truth.py

Both are asked of the bytecode; what a snippet needs on Python 3.11 only. Snippets that the Python at
hand does not compile are counted and left out.
"""

import ast
import builtins
import dis
import io
import pathlib
import re
import sys
import types

HOME = pathlib.Path(__file__).resolve().parent.parent
FIXTURE = HOME / "src/core/python/__tests__/fixtures/syntax.txt"
COMPREHENSIONS = ("<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>")
FLAGS = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT


def names(text, sign):
    found = re.search(rf"(?m)^\{sign} ?(.*)$", text)
    return set(found.group(1).split()) if found else set()


def bound(code):
    """Names that the module's code stores; until 3.11 comprehensions are code of their own."""
    found = {
        each.argval
        for each in dis.get_instructions(code)
        if each.opname in ("STORE_NAME", "STORE_GLOBAL", "DELETE_NAME")
    }
    for const in code.co_consts:
        if isinstance(const, types.CodeType) and const.co_name in COMPREHENSIONS:
            found |= bound(const)
    return found


def needed(source):
    sys.stdin = io.StringIO("")
    sys.path.insert(0, str(HOME / "bench/python"))
    import flow_oracle

    plain = flow_oracle.facts(source, FLAGS)
    return set(plain["needs"]) | set(plain["either"])


def main():
    wrong = skipped = 0
    for block in re.split(r"(?m)^==== ", FIXTURE.read_text())[1:]:
        title, _, rest = block.partition("\n")
        source = re.sub(r"(?m)^(?:[+-](?: .*)?|gap)\n", "", rest)
        try:
            code = compile(source, "cell", "exec", FLAGS)
        except SyntaxError:
            skipped += 1
            continue
        told = {"binds": (names(rest, "+"), bound(code))}
        if sys.version_info[:2] == (3, 11):
            told["needs"] = (names(rest, "-"), needed(source) - set(dir(builtins)))
        for what, (expected, found) in told.items():
            if expected != found:
                wrong += 1
                print(f"{title}: {what} {sorted(found)}, the fixture says {sorted(expected)}")
    print(f"Python {sys.version.split()[0]}: {wrong} wrong, {skipped} not of this version")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
