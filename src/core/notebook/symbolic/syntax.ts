import type { ICellCode } from '../../python';

/** A statement, as `core/python` reads it. */
export type Stmt = ICellCode['body'][number];

/** A statement of one kind. */
export type StmtOf<T extends Stmt['type']> = Extract<Stmt, { type: T }>;

/** An expression. */
export type Expr = StmtOf<'Expr'>['value'];

/** An expression of one kind. */
export type ExprOf<T extends Expr['type']> = Extract<Expr, { type: T }>;

/** A function: `def` or `lambda`. */
export type Callable = StmtOf<'FunctionDef'> | ExprOf<'Lambda'>;

const shapes = new WeakMap<object, string>();

/**
 * A node as text: equal for code that differs in white space, comments, brackets and quotes alone.
 *
 * @param text - The text whose offsets the node holds.
 */
export function shapeOf(node: object, text: string): string {
  let shape = shapes.get(node);
  if (shape === undefined) {
    shape = write(node, text);
    shapes.set(node, shape);
  }
  return shape;
}

function write(value: unknown, text: string): string {
  if (Array.isArray(value)) {
    return `[${value.map(each => write(each, text)).join()}]`;
  }
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'string' ? JSON.stringify(value) : String(value);
  }
  const node = value as { [key: string]: unknown };
  const { type, from, to } = node;
  const verbatim =
    type === 'Opaque' ||
    type === 'Magic' ||
    (type === 'Constant' && node.value === undefined);
  if (verbatim) {
    return JSON.stringify(text.slice(Number(from), Number(to)));
  }
  const parts = Object.keys(node)
    .filter(key => key !== 'from' && key !== 'to' && key !== 'at')
    .map(key => `${key}:${write(node[key], text)}`);
  if (type === 'AugAssign') {
    parts.push(operatorOf(node as unknown as StmtOf<'AugAssign'>, text));
  }
  return `{${parts.join()}}`;
}

/** `+=` and the like: the tree does not keep it. */
export function operatorOf(stmt: StmtOf<'AugAssign'>, text: string): string {
  const between = text.slice(stmt.target.to, stmt.value.from);
  return /[-+*/%@&|^<>]+=/.exec(between)?.[0] ?? between;
}

/** All nodes at and below a value, in order. */
export function* nodesIn(value: unknown): Generator<Expr | Stmt> {
  if (Array.isArray(value)) {
    for (const each of value) {
      yield* nodesIn(each);
    }
  } else if (typeof value === 'object' && value !== null) {
    if ('type' in value) {
      yield value as Expr | Stmt;
    }
    for (const each of Object.values(value)) {
      if (typeof each === 'object') {
        yield* nodesIn(each);
      }
    }
  }
}

const yields = new WeakMap<object, boolean>();

/** True for a function whose body runs when it is iterated. */
export function isGenerator(node: Callable): boolean {
  let found = yields.get(node);
  if (found === undefined) {
    found = node.type !== 'Lambda' && hasYield(node.body);
    yields.set(node, found);
  }
  return found;
}

function hasYield(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.some(hasYield);
  }
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const type = 'type' in value ? value.type : '';
  if (type === 'Yield') {
    return true;
  }
  return type !== 'FunctionDef' && type !== 'Lambda' && type !== 'ClassDef'
    ? Object.values(value).some(hasYield)
    : false;
}

/** Names that an assignment target binds. */
export function targetNames(target: Expr): string[] {
  switch (target.type) {
    case 'Name':
      return [target.id];
    case 'Tuple':
    case 'List':
      return target.elts.flatMap(targetNames);
    case 'Starred':
      return targetNames(target.value);
    default:
      return [];
  }
}

const freeNames = new WeakMap<object, string[]>();

/** Names that a function's text mentions, its own parameters left out. */
export function namesIn(node: Callable | Stmt | Expr): string[] {
  let names = freeNames.get(node);
  if (!names) {
    const own = new Set(
      node.type === 'FunctionDef' || node.type === 'Lambda'
        ? node.args.map(({ name }) => name)
        : []
    );
    const found = new Set<string>();
    for (const each of nodesIn(node)) {
      if (each.type === 'Name' && !own.has(each.id)) {
        found.add(each.id);
      }
    }
    names = [...found];
    freeNames.set(node, names);
  }
  return names;
}

const locals = new WeakMap<object, { own: Set<string>; shared: Set<string> }>();

/** Names that a function's body binds for itself (`own`) and by `global` or `nonlocal` (`shared`). */
export function scopeNames(node: Callable): {
  own: Set<string>;
  shared: Set<string>;
} {
  let found = locals.get(node);
  if (!found) {
    found = { own: new Set<string>(), shared: new Set<string>() };
    if (node.type !== 'Lambda') {
      collect(node.body, found);
    }
    node.args.forEach(({ name }) => found?.own.add(name));
    found.shared.forEach(name => found?.own.delete(name));
    locals.set(node, found);
  }
  return found;
}

function collect(
  value: unknown,
  found: { own: Set<string>; shared: Set<string> }
): void {
  if (Array.isArray(value)) {
    value.forEach(each => collect(each, found));
    return;
  }
  if (typeof value !== 'object' || value === null) {
    return;
  }
  const node = value as Stmt | Expr;
  switch (node.type) {
    case 'FunctionDef':
    case 'ClassDef':
      found.own.add(node.name);
      return;
    case 'Lambda':
      return;
    case 'Global':
    case 'Nonlocal':
      node.names.forEach(name => found.shared.add(name));
      return;
    case 'Assign':
      node.targets.flatMap(targetNames).forEach(name => found.own.add(name));
      break;
    case 'AnnAssign':
    case 'AugAssign':
    case 'For':
    case 'NamedExpr':
      targetNames(node.target).forEach(name => found.own.add(name));
      break;
    case 'With':
      node.items.forEach(({ target }) =>
        (target ? targetNames(target) : []).forEach(name => found.own.add(name))
      );
      break;
    case 'Import':
    case 'ImportFrom':
      node.names.forEach(({ name, asname }) =>
        found.own.add(asname ?? name.split('.')[0])
      );
      break;
    case 'Try':
      node.handlers.forEach(({ name }) => name && found.own.add(name));
      break;
    default:
      break;
  }
  Object.values(node).forEach(each => collect(each, found));
}
