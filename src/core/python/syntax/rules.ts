import { children } from './parts';
import type { Expr, IArg, ICall, INode, Stmt } from './ast';
import { declarations } from './declared';
import type { ISyntaxProblem } from './problem';

/*
 * Rules that CPython's parser leaves to its compiler: the text has the right shape, and is a SyntaxError all the same.
 * Source: `Python/compile.c`, `Python/symtable.c` and `Parser/action_helpers.c` of CPython 3.8 to 3.13.
 */

/** What the code around a node allows. */
interface IPlace {
  kind: 'module' | 'class' | 'function';
  /** `await` may stand here: an `async def`, or a notebook's top level. */
  awaits: boolean;
  /** Inside the elements of a comprehension. */
  comprehension: boolean;
  text: string;
}

const MODULE: Omit<IPlace, 'text'> = {
  kind: 'module',
  awaits: true,
  comprehension: false
};

/** The first broken rule, or null. */
export function brokenRule(body: Stmt[], text: string): ISyntaxProblem | null {
  return block(body, { ...MODULE, text });
}

function problem(message: string, { from, to }: INode): ISyntaxProblem {
  return { message, from, to };
}

/** The first of several that is not null; stops looking there. */
function firstOf<T>(
  items: readonly T[],
  find: (item: T) => ISyntaxProblem | null
): ISyntaxProblem | null {
  for (const item of items) {
    const found = find(item);
    if (found) {
      return found;
    }
  }
  return null;
}

function block(body: Stmt[], place: IPlace): ISyntaxProblem | null {
  return firstOf(body, stmt => statement(stmt, place));
}

function statement(stmt: Stmt, place: IPlace): ISyntaxProblem | null {
  const each = (exprs: readonly (Expr | null)[]): ISyntaxProblem | null =>
    firstOf(exprs, expr => (expr ? expression(expr, place) : null));
  switch (stmt.type) {
    case 'Expr':
      return stmt.value.type === 'NamedExpr' && place.text[stmt.from] !== '('
        ? problem('invalid syntax', stmt)
        : (starredAlone(stmt.value) ?? expression(stmt.value, place));
    case 'Assign':
      return (
        firstOf(stmt.targets, target => assignable(target, true)) ??
        starredAlone(stmt.value) ??
        each([...stmt.targets, stmt.value])
      );
    case 'AnnAssign':
      return /^(?:Tuple|List)$/.test(stmt.target.type)
        ? problem('only single target can be annotated', stmt.target)
        : (assignable(stmt.target, true) ?? each([stmt.value]));
    case 'AugAssign':
      return /^(?:Tuple|List)$/.test(stmt.target.type)
        ? problem('illegal expression for augmented assignment', stmt.target)
        : (assignable(stmt.target, true) ?? each([stmt.target, stmt.value]));
    case 'Delete':
      return firstOf(stmt.targets, deletable) ?? each(stmt.targets);
    case 'For':
      return (
        assignable(stmt.target, true) ??
        each([stmt.target, stmt.iter]) ??
        block(stmt.body, place) ??
        block(stmt.orelse, place)
      );
    case 'While':
    case 'If':
      return (
        each([stmt.test]) ??
        block(stmt.body, place) ??
        block(stmt.orelse, place)
      );
    case 'With':
      return (
        firstOf(stmt.items, ({ context, target }) => each([context, target])) ??
        block(stmt.body, place)
      );
    case 'Try':
      return (
        block(stmt.body, place) ??
        firstOf(
          stmt.handlers.slice(0, -1).filter(({ test }) => test === null),
          handler => problem("default 'except:' must be last", handler)
        ) ??
        firstOf(
          stmt.handlers,
          ({ test, body }) => each([test]) ?? block(body, place)
        ) ??
        block(stmt.orelse, place) ??
        block(stmt.finalbody, place)
      );
    case 'Match':
      return (
        each([stmt.subject]) ??
        firstOf(
          stmt.cases,
          ({ guard, body }) => each([guard]) ?? block(body, place)
        )
      );
    case 'FunctionDef': {
      const inner: IPlace = {
        kind: 'function',
        awaits: stmt.isAsync,
        comprehension: false,
        text: place.text
      };
      return (
        each(stmt.decorators) ??
        parameters(stmt.args, place) ??
        declarations(stmt.body, stmt.args) ??
        block(stmt.body, inner)
      );
    }
    case 'ClassDef':
      return (
        each([...stmt.decorators, ...stmt.bases]) ??
        repeated(stmt.keywords, stmt) ??
        block(stmt.body, {
          kind: 'class',
          awaits: true,
          comprehension: false,
          text: place.text
        })
      );
    case 'Return':
      return stmt.value && stmt.value.type !== 'Starred'
        ? each([stmt.value])
        : stmt.value && starredAlone(stmt.value);
    case 'Raise':
      return stmt.exc &&
        stmt.cause &&
        /^[\s)]*,/.test(place.text.slice(stmt.exc.to, stmt.cause.from))
        ? problem('invalid syntax', stmt)
        : each([stmt.exc, stmt.cause]);
    case 'Assert':
      return each([stmt.test, stmt.msg]);
    case 'ImportFrom':
      return stmt.names.some(({ name }) => name === '*') &&
        place.kind !== 'module'
        ? problem('import * only allowed at module level', stmt)
        : null;
    case 'Nonlocal':
      return place.kind === 'module'
        ? problem('nonlocal declaration not allowed at module level', stmt)
        : null;
    case 'Magic':
      return block(stmt.body, place);
    default:
      return null;
  }
}

function expression(expr: Expr, place: IPlace): ISyntaxProblem | null {
  switch (expr.type) {
    case 'Name':
    case 'Constant':
      return null;
    case 'Yield':
      if (place.kind !== 'function') {
        return problem("'yield' outside function", expr);
      }
      if (place.comprehension) {
        return problem("'yield' inside a comprehension", expr);
      }
      break;
    case 'Compare':
      if (expr.ops.includes('<>')) {
        return problem('invalid syntax', expr);
      }
      break;
    case 'Await':
      if (place.kind === 'function' && !place.awaits) {
        return problem("'await' outside async function", expr);
      }
      break;
    case 'Lambda':
      return (
        parameters(expr.args, place) ??
        expression(expr.body, {
          kind: 'function',
          awaits: false,
          comprehension: false,
          text: place.text
        })
      );
    case 'Call':
      return (
        callRules(expr) ?? firstOf(children(expr), e => expression(e, place))
      );
    case 'ListComp':
    case 'SetComp':
    case 'DictComp':
    case 'GeneratorExp': {
      const awaits = place.awaits || expr.type === 'GeneratorExp';
      const inner = { ...place, awaits, comprehension: true };
      const [first, ...rest] = expr.generators;
      return (
        expression(first.iter, place) ??
        firstOf(
          [
            ...first.ifs,
            ...rest.flatMap(({ iter, ifs }) => [iter, ...ifs]),
            ...expr.elts
          ],
          each => expression(each, inner)
        )
      );
    }
    default:
      break;
  }
  return firstOf(children(expr), each => expression(each, place));
}

function callRules({ args, keywords }: ICall): ISyntaxProblem | null {
  const named = keywords.filter(({ arg }) => arg !== null);
  const unpacked = keywords.filter(({ arg }) => arg === null);
  const before = (list: typeof keywords, node: INode): boolean =>
    list.some(({ value }) => value.from < node.from);
  return (
    repeated(keywords, null) ??
    firstOf(args, arg => {
      if (arg.type === 'Starred') {
        return before(unpacked, arg)
          ? problem(
              'iterable argument unpacking follows keyword argument unpacking',
              arg
            )
          : null;
      }
      return before(named, arg) || before(unpacked, arg)
        ? problem('positional argument follows keyword argument', arg)
        : null;
    })
  );
}

function repeated(
  keywords: { arg: string | null; value: Expr }[],
  at: INode | null
): ISyntaxProblem | null {
  const seen = new Set<string>();
  return firstOf(keywords, ({ arg, value }) => {
    if (arg !== null && seen.has(arg)) {
      return problem(`keyword argument repeated: ${arg}`, at ?? value);
    }
    seen.add(arg ?? '');
    return null;
  });
}

function parameters(args: IArg[], place: IPlace): ISyntaxProblem | null {
  const seen = new Set<string>();
  let defaults = false;
  return firstOf(args, arg => {
    if (arg.name !== '' && seen.has(arg.name)) {
      return problem(
        `duplicate argument '${arg.name}' in function definition`,
        arg
      );
    }
    seen.add(arg.name);
    if (arg.kind === 'positional') {
      if (defaults && !arg.default) {
        return problem(
          'parameter without a default follows parameter with a default',
          arg
        );
      }
      defaults ||= arg.default !== null;
    }
    return arg.default ? expression(arg.default, place) : null;
  });
}

/** `*a = x`, `x = *a`: a star needs a tuple or list around it. */
function starredAlone(expr: Expr): ISyntaxProblem | null {
  return expr.type === 'Starred'
    ? problem("can't use starred expression here", expr)
    : null;
}

const FIXED =
  /^(?:Call|Constant|Compare|BinOp|BoolOp|UnaryOp|IfExp|Lambda|JoinedStr|ListComp|SetComp|DictComp|GeneratorExp|Dict|Set|Await|Yield|NamedExpr)$/;

function assignable(target: Expr, top: boolean): ISyntaxProblem | null {
  switch (target.type) {
    case 'Starred':
      return top
        ? problem(
            'starred assignment target must be in a list or tuple',
            target
          )
        : assignable(target.value, false);
    case 'Tuple':
    case 'List':
      return target.elts.filter(({ type }) => type === 'Starred').length > 1
        ? problem('multiple starred expressions in assignment', target)
        : firstOf(target.elts, elt => assignable(elt, false));
    default:
      return FIXED.test(target.type)
        ? problem('cannot assign to expression', target)
        : null;
  }
}

function deletable(target: Expr): ISyntaxProblem | null {
  switch (target.type) {
    case 'Tuple':
    case 'List':
      return firstOf(target.elts, deletable);
    case 'Starred':
      return problem('cannot delete starred', target);
    default:
      return FIXED.test(target.type)
        ? problem('cannot delete expression', target)
        : null;
  }
}
