import type { IKernelName } from '../core/notebook/log';

/** At most so many names are told. */
const MOST_NAMES = 10_000;

/**
 * Wraps a Python expression over `items`, the names and objects of the person's own as `%who_ls` counts them (IPython,
 * `core/magics/namespace.py`), so that its value is a JSON text.
 *
 * #### Notes
 * It only reads. What a person may have redefined (`type`, `str`, `json`) is taken from its module; arguments of lambdas take
 * the place of variables, for nothing may be bound; no attribute of the person's objects is asked for, and no method of theirs
 * is called, so that proxies and lazy objects stay as they are.
 */
function overItems(expression: string): string {
  return [
    '(lambda b, sys, types, json: (lambda ip: (lambda space, hidden: ',
    `(lambda items: json.dumps(${expression}))`,
    '([(n, v) for n, v in b.list(space.items())',
    " if b.type(n) is b.str and not n.startswith('_')",
    " and n not in ('In', 'Out', 'exit', 'quit', 'open', 'get_ipython')",
    ` and (n not in hidden or hidden[n] is not v)][:${MOST_NAMES}]))`,
    "(*((ip.user_ns, ip.user_ns_hidden) if ip else (b.__import__('__main__').__dict__, {}))))",
    "((lambda m: m.get_ipython() if m else None)(sys.modules.get('IPython'))))",
    "(*(lambda load: [load('builtins'), load('sys'), load('types'), load('json')])(__import__))"
  ].join('');
}

/** Python expressions to be sent as `user_expressions`. */
export const PROBE = {
  /** Names and the names of their types, without modules. */
  names: overItems(
    "{n: b.type.__dict__['__name__'].__get__(b.type(v)) for n, v in items if not b.issubclass(b.type(v), types.ModuleType)}"
  ),
  /** Versions of the distributions whose modules have a name there. Python 3.10 and later. */
  packages: overItems(
    [
      '(lambda meta, tops: (lambda owners: {d: meta.version(d) for t in tops for d in owners.get(t, ())})',
      "(meta.packages_distributions()))(b.__import__('importlib.metadata').metadata, ",
      "[types.ModuleType.__getattribute__(v, '__name__').partition('.')[0]",
      ' for n, v in items if b.type(v) is types.ModuleType])'
    ].join('')
  )
};

/** The answer to `PROBE.names`, or null when it is none. */
export function readNames(answer: unknown): IKernelName[] | null {
  const read = readMap(answer);
  return read && Object.entries(read).map(([name, type]) => ({ name, type }));
}

/** The answer to `PROBE.packages`, or null when it is none. */
export function readPackages(
  answer: unknown
): { [distribution: string]: string } | null {
  return readMap(answer);
}

/** The JSON text, as Python prints a string. */
function readMap(answer: unknown): { [key: string]: string } | null {
  const { status, data } = (answer ?? {}) as {
    status?: string;
    data?: { [type: string]: unknown };
  };
  const text = data?.['text/plain'];
  const quoted =
    status === 'ok' && typeof text === 'string'
      ? /^(['"])(.*)\1$/s.exec(text.trim())
      : null;
  if (!quoted) {
    return null;
  }
  try {
    // JSON of ASCII letters alone: only quotes and backslashes are escaped.
    const read = JSON.parse(quoted[2].replace(/\\(['"\\])/g, '$1')) as unknown;
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? (read as { [key: string]: string })
      : null;
  } catch {
    return null;
  }
}
