import type { Expr, IFunctionDef, Stmt } from '../syntax/ast';
import type { Machine } from './machine';
import { lookup } from './objects';
import type { IFrame, Value } from './values';

/*
 * What the context managers of a `with` do with an exception in its body.
 */

/** Contexts that swallow the exceptions they are given. */
const SUPPRESSING = /^(?:contextlib\.suppress|pytest\.raises)$/;

/** Methods that do the same, of objects that are not followed. */
const SUPPRESSING_METHODS = /^assertRaises(?:Regex)?$/;

/** Contexts that let every exception pass. */
const PASSING = new RegExp(
  `^(?:${[
    'builtins\\.(?:open|memoryview)',
    '(?:io|os|gzip|bz2|lzma|codecs|tarfile|shelve|wave|tokenize|dbm)\\.\\w+',
    '(?:zipfile|tempfile|threading|multiprocessing|concurrent|warnings|sqlite3|urllib|socket|subprocess|mmap)\\..+',
    'contextlib\\.(?:closing|redirect_stdout|redirect_stderr|nullcontext|chdir)',
    'decimal\\.localcontext|cProfile\\.Profile|asyncio\\.(?:Lock|Semaphore|timeout|TaskGroup)',
    '(?:unittest\\.)?mock\\.patch.*|unittest\\.mock\\..+',
    '(?:numpy|pandas|matplotlib|seaborn|torch|tensorflow|jax|sklearn|xarray|dask|joblib|tqdm|h5py|netCDF4|PIL|requests|httpx|sqlalchemy|psycopg2|duckdb|pyarrow|rasterio|fiona|fsspec|pymc3?|mlflow|wandb|threadpoolctl|uproot|astropy)\\..+'
  ].join('|')})$`
);

/** Exceptions that the context manager of a `with` swallows; null when it is none of the known ones. */
export function suppressedBy(
  m: Machine,
  value: Value,
  context: Expr,
  frame: IFrame
): Expr[] | null {
  if (swallowsAll(value)) {
    return [{ type: 'Opaque', parts: [], from: context.from, to: context.to }];
  }
  if (context.type !== 'Call') {
    return null;
  }
  const { func, args } = context;
  const callee = peek(m, func, frame);
  if (callee?.kind === 'external' && SUPPRESSING.test(callee.path)) {
    return args;
  }
  const method = func.type === 'Attribute' ? func.attr : '';
  return SUPPRESSING_METHODS.test(method) ? args.slice(0, 1) : null;
}

/** True if the exceptions of the body leave the `with` for certain. */
export function letsPass(
  m: Machine,
  value: Value,
  context: Expr,
  frame: IFrame
): boolean {
  if (value?.kind === 'generator') {
    const { node } = value.fn ?? {};
    return node?.type === 'FunctionDef' && !guardsYield(node);
  }
  if (value?.kind === 'instance') {
    const exit = lookup(value.cls, '__exit__');
    return (
      exit?.kind === 'function' &&
      exit.node.type === 'FunctionDef' &&
      !exit.node.isAsync &&
      exit.node.decorators.length === 0 &&
      !some(exit.node.body, returnsValue)
    );
  }
  if (context.type !== 'Call') {
    return false;
  }
  const { func } = context;
  const callee = peek(m, func, frame);
  return callee?.kind === 'external'
    ? PASSING.test(callee.path)
    : func.type === 'Attribute' && func.attr === 'open';
}

/** An object whose `__exit__` returns `True`, whatever happened. */
function swallowsAll(value: Value): boolean {
  const exit =
    value?.kind === 'instance' ? lookup(value.cls, '__exit__') : null;
  if (exit?.kind !== 'function' || exit.node.type !== 'FunctionDef') {
    return false;
  }
  const { body, isAsync, decorators } = exit.node;
  const last = body[body.length - 1];
  const isTrue = (stmt: Stmt): boolean =>
    stmt.type === 'Return' &&
    stmt.value?.type === 'Constant' &&
    stmt.value.value === true;
  return (
    !isAsync &&
    decorators.length === 0 &&
    isTrue(last) &&
    !some(body, stmt => stmt.type === 'Return' && !isTrue(stmt)) &&
    !some(body, ({ type }) => type === 'Raise' || type === 'Assert')
  );
}

/** True if a generator may swallow what is raised where it yields. */
function guardsYield(node: IFunctionDef): boolean {
  return some(
    node.body,
    stmt =>
      (stmt.type === 'Try' && stmt.handlers.length > 0) ||
      (stmt.type === 'Try' && some(stmt.finalbody, leaves)) ||
      (stmt.type === 'With' &&
        !stmt.items.every(({ context }) => opens(context)))
  );
}

function opens(context: Expr): boolean {
  return (
    context.type === 'Call' &&
    context.func.type === 'Name' &&
    context.func.id === 'open'
  );
}

/** True for a statement that leaves the block around it. */
export function leaves({ type }: Stmt): boolean {
  return type === 'Return' || type === 'Break' || type === 'Continue';
}

/** `return` of anything but `None` and `False`. */
function returnsValue(stmt: Stmt): boolean {
  if (stmt.type !== 'Return' || !stmt.value) {
    return false;
  }
  const { value } = stmt;
  return !(
    value.type === 'Constant' &&
    (value.value === null || value.value === false)
  );
}

/** True if a statement of the body, those of inner blocks included, has a property. */
export function some(body: Stmt[], test: (stmt: Stmt) => boolean): boolean {
  return body.some(stmt => test(stmt) || blocks(stmt).some(b => some(b, test)));
}

function blocks(stmt: Stmt): Stmt[][] {
  switch (stmt.type) {
    case 'If':
    case 'For':
    case 'While':
      return [stmt.body, stmt.orelse];
    case 'Try':
      return [
        stmt.body,
        ...stmt.handlers.map(({ body }) => body),
        stmt.orelse,
        stmt.finalbody
      ];
    case 'With':
      return [stmt.body];
    case 'Match':
      return stmt.cases.map(({ body }) => body);
    default:
      return [];
  }
}

/** Value of a dotted name, without reading it again. */
function peek(m: Machine, expr: Expr, frame: IFrame): Value {
  if (expr.type === 'Name') {
    const { slot, global } = m.variable(expr.id, m.home(expr.id, frame));
    return slot.bound === 0 && global
      ? (m.host.known(expr.id) ?? null)
      : slot.value;
  }
  if (expr.type === 'Attribute') {
    const base = peek(m, expr.value, frame);
    return base?.kind === 'external'
      ? { kind: 'external', path: `${base.path}.${expr.attr}` }
      : null;
  }
  return null;
}
