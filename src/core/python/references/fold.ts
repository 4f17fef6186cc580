import type { Expr } from '../syntax/ast';

/** Value of a name whose one assignment is a constant; null when there is none. */
export type Constants = (name: string) => string | null;

const PATHS = /^(?:Path|PurePath|PosixPath|PurePosixPath|WindowsPath)$/;

/** Functions and methods that leave a path what it is, for our purpose. */
const SAME =
  /^(?:str|abspath|realpath|normpath|fspath|expanduser|resolve|absolute|as_posix|expandvars)$/;

const MAX_DEPTH = 40;

/**
 * Text of a path expression: literals, `+`, `/`, f-strings, `os.path.join` and `pathlib`, over constants.
 *
 * @returns null when it cannot be followed.
 */
export function fold(
  expr: Expr,
  constants: Constants,
  depth = 0
): string | null {
  if (depth > MAX_DEPTH) {
    return null;
  }
  const inner = (part: Expr): string | null => fold(part, constants, depth + 1);
  switch (expr.type) {
    case 'Constant':
      return typeof expr.value === 'string' || typeof expr.value === 'number'
        ? String(expr.value)
        : null;
    case 'Name':
      return constants(expr.id);
    case 'JoinedStr':
      return joinAll(expr.values.map(inner), '');
    case 'BinOp': {
      const [left, right] = [inner(expr.left), inner(expr.right)];
      if (left === null || right === null) {
        return null;
      }
      return expr.op === '+'
        ? left + right
        : expr.op === '/'
          ? join(left, right)
          : null;
    }
    case 'Attribute': {
      const base = inner(expr.value);
      return base !== null && expr.attr === 'parent'
        ? (/^(.*)\/[^/]+\/?$/.exec(base)?.[1] ?? '.')
        : null;
    }
    case 'Call':
      return foldCall(expr, inner);
    default:
      return null;
  }
}

function foldCall(
  expr: Extract<Expr, { type: 'Call' }>,
  inner: (part: Expr) => string | null
): string | null {
  const { func, args } = expr;
  const name =
    func.type === 'Name' ? func.id : func.type === 'Attribute' ? func.attr : '';
  const parts = args.map(inner);
  if (PATHS.test(name)) {
    return args.length === 0 ? '.' : joinAll(parts, '/');
  }
  if (func.type === 'Attribute') {
    const base = inner(func.value);
    if (name === 'joinpath' && base !== null) {
      return joinAll([base, ...parts], '/');
    }
    if (name === 'join' && base === null) {
      return joinAll(parts, '/');
    }
    if (base !== null && SAME.test(name)) {
      return base;
    }
    if (name === 'home' && args.length === 0) {
      return '~';
    }
    if (/^(?:cwd|getcwd)$/.test(name) && args.length === 0) {
      return '.';
    }
  }
  return SAME.test(name) && parts.length === 1 ? parts[0] : null;
}

function joinAll(parts: (string | null)[], by: '' | '/'): string | null {
  let text: string | null = null;
  for (const part of parts) {
    if (part === null) {
      return null;
    }
    text = text === null ? part : by === '/' ? join(text, part) : text + part;
  }
  return text;
}

/** Join as `os.path.join` and `pathlib` do: an absolute part starts afresh. */
export function join(left: string, right: string): string {
  if (right.startsWith('/') || left === '' || left === '.') {
    return right;
  }
  return left.endsWith('/') ? left + right : `${left}/${right}`;
}
