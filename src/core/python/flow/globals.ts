import { cellMagic, lineMagic, type IEffect } from '../ipython/effects';
import type { Machine } from './machine';
import type { IArguments, IFrame, Value } from './values';

/*
 * Ways to define, find and remove global names that are not statements: `globals()`, `exec`, `setattr`, the shell's own
 * methods and the effects of magics.
 */

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
      m.module.vars.forEach(({ name: each, slot }) => {
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
        name === 'magic' ? texts[0] : `${texts[0] ?? ''} ${texts[1] ?? ''}`;
      const found = /^%?(\w+)\s*([\s\S]*)$/.exec(text?.trim() ?? '');
      if (found && texts[0] !== null) {
        applyEffect(m, lineMagic(found[1], found[2]));
      } else {
        m.unknown('get_ipython()');
      }
      return null;
    }
    case 'run_cell_magic':
      applyEffect(m, cellMagic(texts[0] ?? '', texts[1] ?? '', texts[2] ?? ''));
      return null;
    case 'run_cell':
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
      return null;
  }
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
  for (const variable of m.module.vars.values()) {
    const gone = effect.clears || matching?.test(variable.name);
    if (gone && variable.slot.bound > 0) {
      m.unbind(variable.name, m.module, 'reset');
    }
  }
  if (effect.deletesMatching !== null && !matching) {
    m.unknown('%reset_selective');
  }
  if (effect.unknown) {
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
