import {
  cellMagic,
  lineMagic,
  optionsLength,
  PYTHON_CELLS,
  runsStatement,
  type IEffect
} from '../ipython/effects';
import type { Stmt } from '../syntax/ast';
import { attempted } from './guards';
import type { Machine } from './machine';
import type { IArguments, IFrame, Value } from './values';

/*
 * Ways to define, find and remove global names that are not statements: `globals()`, `exec`, `setattr`, the shell's own
 * methods and the effects of magics.
 */

/** The module of a name where its attributes are names of the notebook; null for another. */
export function moduleNamed(name: Value): Value {
  return name?.kind === 'const' &&
    (name.value === '__main__' || name.value === 'builtins')
    ? { kind: 'external', path: name.value }
    : null;
}

/** `setattr(builtins, 'x', v)` and the like. */
export function setAttribute(m: Machine, args: IArguments): Value {
  const [target = null, key = null, value = null] = args.args;
  m.leak(value);
  if (target === null) {
    const [node] = args.nodes;
    if (node?.type === 'Subscript') {
      m.unknown('setattr');
    }
  } else if (
    target.kind === 'external' &&
    /^(?:__main__|builtins(?:\.__builtins__)?)$/.test(target.path)
  ) {
    define(m, key, value);
  }
  return null;
}

function define(m: Machine, key: Value, value: Value): void {
  if (key?.kind === 'const' && typeof key.value === 'string') {
    m.bind(key.value, m.module, value);
  } else {
    m.unknown('globals()[...]');
  }
}

/** A method of the dictionary of global names. */
export function namespaceMethod(
  m: Machine,
  name: string,
  args: IArguments
): Value {
  const [key = null, value = null] = args.args;
  switch (name) {
    case 'update':
      args.keywords.forEach((given, keyword) =>
        m.bind(keyword, m.module, given)
      );
      updateFrom(m, args);
      return null;
    case '__setitem__':
    case 'setdefault':
      define(m, key, value);
      return null;
    case 'pop':
    case '__delitem__':
      if (key?.kind === 'const') {
        m.unbind(String(key.value), m.module, 'del');
      } else {
        m.unknown('globals().pop');
      }
      return null;
    case 'clear':
      m.allVariables().forEach(({ name: each, slot }) => {
        if (slot.bound > 0) {
          m.unbind(each, m.module, 'reset');
        }
      });
      return null;
    default:
      return null;
  }
}

/** Names of a dictionary literal that is merged into the global names; anything for another argument. */
function updateFrom(m: Machine, { args, nodes, exact }: IArguments): void {
  const [node] = nodes;
  if (node?.type === 'Dict') {
    for (const key of node.keys) {
      if (key?.type === 'Constant' && typeof key.value === 'string') {
        m.bind(key.value, m.module, null);
      } else {
        m.unknown('globals().update');
      }
    }
  } else if (args.length > 0 || !exact) {
    m.unknown('globals().update');
  }
}

/** Methods of the shell that leave the names alone. */
const HARMLESS =
  /^(?:system|system_raw|system_piped|getoutput|ev|enable_gui|enable_matplotlib|set_next_input|set_custom_exc|show_usage|showtraceback|register_magics|register_magic_function|config\b.*|events\.unregister|display_formatter\b.*|display_pub\b.*|history_manager\b.*|alias_manager\b.*|magics_manager\b.*|kernel\b.*|find_magic|find_line_magic|find_cell_magic|has_trait|var_expand|set_autoindent|object_inspect|complete|__\w+)$/;

/** A method of `get_ipython()`. */
export function shellMethod(m: Machine, name: string, args: IArguments): Value {
  const [first = null, second = null, third = null] = args.args;
  const texts = [first, second, third].map(value =>
    value?.kind === 'const' && typeof value.value === 'string'
      ? value.value
      : null
  );
  switch (name) {
    case 'run_line_magic':
    case 'magic': {
      const text =
        name === 'magic' || texts[1] === null
          ? texts[0]
          : `${texts[0] ?? ''} ${texts[1]}`;
      const found = /^%?(\w+)\s*([\s\S]*)$/.exec(text?.trim() ?? '');
      const known =
        name === 'magic' || args.args.length < 2 || texts[1] !== null;
      if (found && texts[0] !== null && known) {
        runLine(m, found[1], found[2]);
      } else {
        m.unknown('get_ipython()');
      }
      return null;
    }
    case 'run_cell_magic':
      runCell(m, texts);
      return null;
    case 'run_cell': {
      // It shows an exception and goes on.
      const body = texts[0] === null ? null : m.host.cell(texts[0]);
      follow(m, body, name, true);
      return null;
    }
    case 'ex':
      runSource(m, [first], m.module);
      return null;
    case 'push':
      if (texts[0] !== null) {
        m.bind(texts[0], m.module, null);
      } else {
        updateFrom(m, args);
      }
      return null;
    case 'reset':
      applyEffect(m, lineMagic('reset', ''));
      return null;
    default:
      if (!HARMLESS.test(name)) {
        m.unknown(`get_ipython().${name}`);
      }
      args.args.forEach(arg => m.leak(arg));
      return null;
  }
}

/** `%name rest`, with the statement that `%time` runs. */
function runLine(m: Machine, name: string, rest: string): void {
  if (runsStatement(name) && name !== 'timeit') {
    const statement = rest.slice(optionsLength(name, rest));
    follow(m, m.host.cell(statement.trim()), `%${name}`, false);
  }
  applyEffect(m, lineMagic(name, rest));
}

/** `%%name line` with a body. */
function runCell(m: Machine, [name, line, body]: (string | null)[]): void {
  if (name === null || line === null || body === null) {
    m.unknown('get_ipython()');
    return;
  }
  if (PYTHON_CELLS.has(name) && name !== 'timeit') {
    if (name !== 'capture' && line.trim() !== '') {
      m.unknown(`%%${name}`);
    }
    follow(m, m.host.cell(body), `%%${name}`, name === 'capture');
  }
  applyEffect(m, cellMagic(name, line, body));
}

/** Run statements among the global names; when they are not known, any name may exist. */
function follow(
  m: Machine,
  body: Stmt[] | null,
  reason: string,
  swallows: boolean
): void {
  if (!body || !m.spend()) {
    m.unknown(reason);
    return;
  }
  m.site ??= m.at;
  if (swallows) {
    attempted(m, body, m.module);
  } else {
    m.execute(body, m.module);
  }
  m.site = m.calls.length > 0 ? m.site : null;
}

/** Carry out what a magic does to the global names. */
export function applyEffect(m: Machine, effect: IEffect): void {
  effect.binds.forEach(name => m.bind(name, m.module, null));
  effect.mayBind.forEach(name => m.mayBind(name, m.module));
  effect.deletes.forEach(name => m.unbind(name, m.module, 'del'));
  const matching =
    effect.deletesMatching === null
      ? null
      : safePattern(effect.deletesMatching);
  const clears = effect.clears || matching !== null;
  for (const variable of clears ? m.allVariables() : []) {
    const gone = effect.clears || matching?.test(variable.name);
    if (gone && variable.slot.bound > 0) {
      m.unbind(variable.name, m.module, 'reset');
    }
  }
  if (effect.deletesMatching !== null && !matching) {
    m.unknown('%reset_selective');
  }
  const written =
    effect.runs === null ? null : (m.host.written?.(effect.runs) ?? null);
  written?.forEach(name => m.mayBind(name, m.module));
  if (effect.unknown && !written) {
    m.unknown(effect.unknown);
  }
}

/** Only patterns that mean the same here as in Python, and cannot be slow. */
function safePattern(text: string): RegExp | null {
  return /^[\w^$.*]{1,80}$/.test(text) && !/\*.*\*.*\*/.test(text)
    ? new RegExp(text)
    : null;
}

/** `exec(source, namespace)`. */
export function runSource(m: Machine, args: Value[], frame: IFrame): void {
  const [source = null, where = null] = args;
  const elsewhere =
    args.length > 1 && where !== null && where.kind !== 'namespace';
  if (elsewhere) {
    return;
  }
  const body =
    source?.kind === 'const' && typeof source.value === 'string'
      ? m.host.parse(source.value)
      : null;
  const global = frame.kind === 'module' || where?.kind === 'namespace';
  if (body && global && m.spend()) {
    m.site ??= m.at;
    m.execute(body, m.module);
    m.site = m.calls.length > 0 ? m.site : null;
  } else if (!body || global) {
    m.unknown('exec');
  }
}
