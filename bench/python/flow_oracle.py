"""What CPython's own bytecode says of files, each taken as one cell: which names are bound on every path, and which are
needed now.

Reads file names from standard input, writes one JSON object per line: {file, ok, always, needs, either}. Needs the
bytecode of CPython 3.11 (comprehensions are code objects of their own, exception table).

The module's code object is compiled, its control-flow graph built from jumps and exception table, and a
definite-assignment analysis done on it: a name is *bound* at a point if every path from the start to the point binds it.

* `always`: bound where the module returns, or where it exits if it never returns.
* `needs`: read (LOAD_NAME of module or class body; global reads of list, set and dictionary comprehensions) at a point
  where it is not bound. Reads of functions and lambdas do not count: they happen when these are called.
* `either`: read so by a generator expression, which runs when somebody asks it.

What is arguable, and how it is settled here:

* A read that succeeds shows that the name is there, so behind it the name counts as bound (if the file binds it at all).
* Every instruction inside a `try` may raise. Where all paths end in an exception that no statement of the file raises
  (RERAISE: the copy of a `finally` that is run on the way out), reads do not count.
* The context manager of a `with` lets exceptions pass, except `suppress`.
* A notebook is `__main__`: `__name__ == '__main__'` holds. `TYPE_CHECKING` does not. `sys.exit()` ends the run.
* A loop may go over nothing, unless it goes over a literal that holds something, `range(3)`, or a name that the module
  binds once, to such a literal. A `while` may stop at once, unless its condition is a constant.
* `__doc__`, which a docstring binds, is left out.
* A star import binds nothing here; files with one at the top level are left out by the caller.
"""

import ast
import builtins
import dis
import json
import re
import sys
import types
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(10000)

COMPREHENSIONS = {"<listcomp>", "<setcomp>", "<dictcomp>"}
ENDS = {"RETURN_VALUE", "RAISE_VARARGS", "RERAISE"}
ALWAYS_JUMPS = {"JUMP_FORWARD", "JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT"}


class Facts(ast.NodeTransformer):
    """Put in what holds in every notebook."""

    def __init__(self):
        self.exits = set()
        self.leaving = {"sys.exit"}

    def visit_Compare(self, node):
        text = ast.unparse(node)
        if re.fullmatch(r"__name__ == '\w+'", text):
            return ast.copy_location(ast.Constant("__main__" in text), node)
        if re.fullmatch(r"__name__ != '[\w.]+'", text):
            return ast.copy_location(ast.Constant("__main__" not in text), node)
        return self.generic_visit(node)

    def visit_If(self, node):
        if ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING"):
            node.test = ast.copy_location(ast.Constant(False), node.test)
        return self.generic_visit(node)

    def visit_FunctionDef(self, node):
        last = node.body[-1]
        if isinstance(last, ast.Expr) and ast.unparse(last).startswith("sys.exit("):
            self.leaving.add(node.name)
        return node

    def visit_Expr(self, node):
        name = ast.unparse(node.value).partition("(")[0]
        if isinstance(node.value, ast.Call) and name in self.leaving:
            self.exits.add(node.lineno)
            return ast.copy_location(ast.Raise(node.value, None), node)
        return self.generic_visit(node)


def filled(tree):
    """Positions of the loops that go over at least one element."""
    bindings = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bindings[node.id] = bindings.get(node.id, 0) + 1
    literals = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if bindings[name] == 1 and holds_something(node.value, {}):
                literals[name] = node.value
    return {
        (node.lineno, node.col_offset)
        for node in ast.walk(tree)
        if isinstance(node, ast.For) and holds_something(node.iter, literals)
    }


def holds_something(node, literals):
    if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        return any(not isinstance(each, ast.Starred) for each in node.elts)
    if isinstance(node, ast.Dict):
        return any(key is not None for key in node.keys)
    if isinstance(node, ast.ListComp):
        return all(not each.ifs and holds_something(each.iter, literals) for each in node.generators)
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and node.value != ""
    if isinstance(node, ast.Name):
        return node.id in literals
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in ("items", "keys", "values") and holds_something(
            node.func.value, literals
        )
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
        if node.func.id == "range":
            values = [each.value for each in node.args if isinstance(each, ast.Constant)]
            return len(values) == len(node.args) and len(range(*values)) > 0
        return node.func.id in ("enumerate", "sorted", "list", "tuple", "reversed") and (
            holds_something(node.args[0], literals)
        )
    return False


def suppresses(instructions, index):
    """True if the `with` whose BEFORE_WITH stands at `index` is one of contextlib.suppress."""
    for instruction in instructions[max(0, index - 12) : index]:
        if instruction.argval == "suppress":
            return True
    return False


class Graph:
    def __init__(self, code, loops):
        self.code = code
        self.instructions = [i for i in dis.get_instructions(code) if i.opname != "CACHE"]
        at = {i.offset: n for n, i in enumerate(self.instructions)}
        self.next = [[] for _ in self.instructions]
        self.raises = [None for _ in self.instructions]
        suppressing = any(
            i.opname == "BEFORE_WITH" and suppresses(self.instructions, n)
            for n, i in enumerate(self.instructions)
        )
        for n, instruction in enumerate(self.instructions):
            name = instruction.opname
            if name not in ENDS and name not in ALWAYS_JUMPS:
                self.next[n].append(n + 1)
            place = instruction.positions
            if name == "GET_ITER" and (place.lineno, place.col_offset) in loops:
                # The first pass is certain: straight into the body.
                first = n + 1
                while self.instructions[first].opname != "FOR_ITER":
                    first += 1
                self.next[n] = [first + 1]
            if instruction.opcode in dis.hasjrel or instruction.opcode in dis.hasjabs:
                earlier = [i.opname for i in self.instructions[max(0, n - 7) : n]]
                after = "WITH_EXCEPT_START" in earlier
                if not after or suppressing:
                    self.next[n].append(at[instruction.argval])
        for entry in dis._parse_exception_table(code):
            for offset in range(entry.start, entry.end, 2):
                if offset in at:
                    self.raises[at[offset]] = at[entry.target]
        self.useful = self._reaching()

    def edges(self, n):
        found = list(self.next[n])
        if self.raises[n] is not None:
            found.append(self.raises[n])
        return found

    def _reaching(self):
        """Points from which the code returns, or a `raise` is reached."""
        before = [[] for _ in self.instructions]
        for n in range(len(self.instructions)):
            for other in self.edges(n):
                before[other].append(n)
        work = [
            n for n, i in enumerate(self.instructions) if i.opname in ("RETURN_VALUE", "RAISE_VARARGS")
        ]
        found = set(work)
        while work:
            for other in before[work.pop()]:
                if other not in found:
                    found.add(other)
                    work.append(other)
        return found

    def solve(self, binds, start):
        """Names bound at each point: greatest fixed point, None where no path arrives."""
        states = [None] * len(self.instructions)
        states[0] = start
        work = [0]
        while work:
            n = work.pop()
            state = states[n]
            after = binds(n, state)
            for other in self.next[n]:
                self._flow(states, other, after, work)
            if self.raises[n] is not None:
                self._flow(states, self.raises[n], state, work)
        return states

    @staticmethod
    def _flow(states, n, state, work):
        old = states[n]
        new = state if old is None else old & state
        if new != old:
            states[n] = new
            work.append(n)


def is_class_body(graph, n):
    earlier = [i.opname for i in graph.instructions[max(0, n - 4) : n]]
    return "LOAD_BUILD_CLASS" in earlier


def global_reads(code):
    """Names that a comprehension, with those inside it, reads from the module."""
    found = {
        i.argval for i in dis.get_instructions(code) if i.opname in ("LOAD_GLOBAL", "LOAD_NAME")
    }
    for const in code.co_consts:
        if isinstance(const, types.CodeType) and const.co_name in COMPREHENSIONS:
            found |= global_reads(const)
    return found - {
        i.argval for i in dis.get_instructions(code) if i.opname == "STORE_GLOBAL"
    }


class Analysis:
    def __init__(self, loops, exits):
        self.loops = loops
        self.exits = exits
        self.needs = set()
        self.either = set()

    def code_at(self, graph, n, bound):
        """Look into code that is run at once, a class body or a comprehension; returns what is bound behind it."""
        code = graph.instructions[n].argval
        reads = None
        after = frozenset()
        if code.co_name in COMPREHENSIONS:
            reads = self.needs
        elif code.co_name == "<genexpr>":
            reads = self.either
        if reads is not None:
            if n in graph.useful:
                reads |= global_reads(code) - bound
        elif is_class_body(graph, n):
            after = self.class_body(code, bound)
        return after

    def class_body(self, code, bound):
        """Walk a class body; its own names hide the module's."""
        graph = Graph(code, self.loops)
        def binds(n, state):
            name = graph.instructions[n].opname
            argument = graph.instructions[n].argval
            if name == "STORE_NAME":
                return state | {("own", argument)}
            if name in ("STORE_GLOBAL", "LOAD_GLOBAL"):
                return state | {argument}
            if name == "LOAD_NAME" and ("own", argument) not in state:
                return state | {argument, ("own", argument)}
            if name == "DELETE_NAME":
                return state - {("own", argument)}
            return state

        states = graph.solve(binds, frozenset(bound))
        end = None
        for n, state in enumerate(states):
            if state is None:
                continue
            instruction = graph.instructions[n]
            here = {each for each in state if isinstance(each, str)}
            name = instruction.argval
            if n in graph.useful:
                if instruction.opname == "LOAD_NAME" and ("own", name) not in state:
                    if name not in here and name not in ("__name__", "__qualname__", "__module__"):
                        self.needs.add(name)
                elif instruction.opname == "LOAD_GLOBAL" and name not in here:
                    self.needs.add(name)
            if isinstance(name, types.CodeType):
                self.code_at(graph, n, here)
            elif instruction.opname == "RETURN_VALUE":
                end = here if end is None else end & here
        return frozenset(end or ())

    def module(self, code):
        graph = Graph(code, self.loops)

        def binds(n, state):
            instruction = graph.instructions[n]
            name = instruction.opname
            if name in ("STORE_NAME", "STORE_GLOBAL", "LOAD_NAME", "LOAD_GLOBAL"):
                return state | {instruction.argval}
            if name in ("DELETE_NAME", "DELETE_GLOBAL"):
                return state - {instruction.argval}
            if isinstance(instruction.argval, types.CodeType):
                return state | self.code_at(graph, n, state)
            return state

        states = graph.solve(binds, frozenset())
        always = None
        exits = None
        for n, state in enumerate(states):
            if state is None:
                continue
            instruction = graph.instructions[n]
            if instruction.opname in ("LOAD_NAME", "LOAD_GLOBAL", "DELETE_NAME"):
                if n in graph.useful and instruction.argval not in state:
                    self.needs.add(instruction.argval)
            elif instruction.opname == "RETURN_VALUE":
                always = state if always is None else always & state
            elif instruction.opname == "RAISE_VARARGS" and instruction.positions.lineno in self.exits:
                exits = state if exits is None else exits & state
        return always if always is not None else exits or frozenset()


def stored_names(code):
    return {
        i.argval
        for i in dis.get_instructions(code)
        if i.opname in ("STORE_NAME", "STORE_GLOBAL", "DELETE_NAME")
    }


def facts(source, flags=0):
    """The names of one text; `flags` go to `compile`."""
    known = Facts()
    tree = known.visit(ast.parse(source))
    tree = ast.fix_missing_locations(tree)
    code = compile(tree, "cell", "exec", flags, dont_inherit=True, optimize=0)
    analysis = Analysis(filled(tree), known.exits)
    always = analysis.module(code)
    stored = stored_names(code)
    star = any(
        isinstance(node, ast.ImportFrom) and node.names[0].name == "*" for node in ast.walk(tree)
    )
    provided = set(dir(builtins)) | {"__name__", "__annotations__", "__package__"}
    provided |= {"__spec__", "__loader__", "__builtins__"}
    hidden = provided - stored | {"__doc__", "__annotations__"}

    def shown(names):
        return sorted(name for name in names if name not in hidden)

    return {
        "always": shown(always & stored),
        "needs": shown(analysis.needs),
        "either": shown(analysis.either),
        "star": star,
    }


def main():
    for line in sys.stdin:
        name = line.strip()
        try:
            with open(name, encoding="utf-8", newline="") as stream:
                text = stream.read()
            print(json.dumps({"file": name, "ok": True, **facts(text)}))
        except (SyntaxError, ValueError, RecursionError):
            print(json.dumps({"file": name, "ok": False}))
        except UnicodeDecodeError:
            pass


if __name__ == "__main__":
    main()
