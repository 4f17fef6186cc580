"""What CPython says of files, each taken as one cell: names bound, names free, syntax.

Reads file names from standard input, writes one JSON object per line: {file, ok, defines, needs, later, imports}.
`defines` and `needs` come from symtable at the top level (a name only deleted does not count as defined); `later` are
free global names of functions.
"""

import ast
import json
import symtable
import sys
import warnings

warnings.simplefilter("ignore")


def assigned(tree):
    """Names bound at the top level, by the tree: symtable also counts names that are only deleted."""
    dels = set()

    class Visitor(ast.NodeVisitor):
        def visit_FunctionDef(self, node):
            pass

        visit_AsyncFunctionDef = visit_ClassDef = visit_Lambda = visit_FunctionDef

        def visit_Name(self, node):
            if isinstance(node.ctx, ast.Del):
                dels.add(node.id)

    Visitor().visit(tree)
    return dels


def functions(table):
    for child in table.get_children():
        yield child
        yield from functions(child)


def facts(source):
    tree = ast.parse(source)
    top = symtable.symtable(source, "cell", "exec")
    defines = {s.get_name() for s in top.get_symbols() if s.is_assigned() or s.is_imported()}
    referenced = {s.get_name() for s in top.get_symbols() if s.is_referenced()}
    later = set()
    for table in functions(top):
        for s in table.get_symbols():
            if s.is_global() and s.is_referenced():
                later.add(s.get_name())
            if s.is_declared_global() and s.is_assigned():
                defines.discard(None)
    imports = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imports.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            imports.add(node.module.split(".")[0])
    imports.discard("__future__")
    return {
        "defines": sorted(defines),
        "referenced": sorted(referenced),
        "later": sorted(later),
        "imports": sorted(imports),
    }


for line in sys.stdin:
    name = line.strip()
    try:
        with open(name, encoding="utf-8", newline="") as stream:
            source = stream.read()
        print(json.dumps({"file": name, "ok": True, **facts(source)}))
    except (SyntaxError, ValueError, RecursionError):
        print(json.dumps({"file": name, "ok": False}))
    except UnicodeDecodeError:
        pass
