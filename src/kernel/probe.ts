import type { IKernelName } from '../core/notebook/log';

/** At most so many names are told. */
const MOST_NAMES = 10_000;

/**
 * A Python expression whose value is a JSON text `{"names": {name: type name}, "packages": {distribution: version}}`.
 *
 * #### Notes
 * It only reads. What a person may have redefined (`type`, `str`, `json`) is taken from its module; arguments of lambdas take the
 * place of variables, for nothing may be bound; no attribute of the person's objects is asked for, and no method of theirs is
 * called, so that proxies and lazy objects stay as they are. The names are those of `%who_ls` (IPython,
 * `core/magics/namespace.py`), without modules; packages are those whose modules have a name there.
 */
export const PROBE = [
  "(lambda b, sys, types, json: (lambda ip: (lambda space, hidden: (lambda items: json.dumps({'names': ",
  "{n: b.type.__dict__['__name__'].__get__(b.type(v)) for n, v in items",
  ' if not b.issubclass(b.type(v), types.ModuleType)}, ',
  "'packages': (lambda meta, tops: (lambda owners: b.dict((d, meta.version(d)) ",
  'for d in b.sorted(b.set(d for t in tops for d in owners.get(t, ())))))',
  '(meta.packages_distributions()))(',
  "b.__import__('importlib.metadata').metadata, ",
  "b.set(types.ModuleType.__getattribute__(v, '__name__').partition('.')[0] for n, v in items",
  ' if b.type(v) is types.ModuleType))}))',
  '([(n, v) for n, v in b.list(space.items())',
  " if b.type(n) is b.str and not n.startswith('_')",
  " and n not in ('In', 'Out', 'exit', 'quit', 'open', 'get_ipython')",
  ` and (n not in hidden or hidden[n] is not v)][:${MOST_NAMES}]))`,
  "(*((ip.user_ns, ip.user_ns_hidden) if ip else (b.__import__('__main__').__dict__, {}))))",
  "((lambda m: m.get_ipython() if m else None)(sys.modules.get('IPython'))))",
  "(*(lambda load: [load('builtins'), load('sys'), load('types'), load('json')])(__import__))"
].join('');

/** What the expression told. */
export interface IProbed {
  names: IKernelName[];
  packages: { [distribution: string]: string };
}

/**
 * Reads the answer to `PROBE`: the JSON text as Python prints a string.
 *
 * @returns null when it is none
 */
export function readProbe(text: unknown): IProbed | null {
  const quoted =
    typeof text === 'string' ? /^(['"])(.*)\1$/s.exec(text.trim()) : null;
  if (!quoted) {
    return null;
  }
  try {
    // JSON of ASCII letters alone: only quotes and backslashes are escaped.
    const json = quoted[2].replace(/\\(['"\\])/g, '$1');
    const { names, packages } = JSON.parse(json) as {
      names: { [name: string]: string };
      packages: { [distribution: string]: string };
    };
    return {
      names: Object.entries(names).map(([name, type]) => ({ name, type })),
      packages
    };
  } catch {
    return null;
  }
}
