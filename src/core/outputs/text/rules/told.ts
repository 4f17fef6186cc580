import { CLOCK, PRESENT, READ, barredCode, codeOf } from './source';

/** What tells a value: readings of a clock alone, perhaps such readings, or nothing that reads one. */
export type Told = 'clock' | 'maybe' | 'data';

/** What is known of the names of a notebook. */
export interface INames {
  /** Given readings of a clock and nothing else. */
  clock: Set<string>;
  /** Given something that reads no clock, as far as the notebook shows; names of modules among them. */
  data: Set<string>;
}

/** Notebooks beyond this are not looked into. */
const MAX_NOTEBOOK = 200_000;

/** What was found last: all outputs of a notebook are compared one after the other. */
let last: { notebook: string; names: INames } | null = null;

/** What the sources of a notebook give to its names. */
export function namesOf(notebook: string): INames {
  if (last?.notebook !== notebook) {
    last = { notebook, names: findNames(notebook) };
  }
  return last.names;
}

function findNames(notebook: string): INames {
  if (notebook.length > MAX_NOTEBOOK) {
    return { clock: new Set(), data: new Set() };
  }
  const code = codeOf(notebook);
  const values = valuesOf(code);
  const bound = boundNames(code);
  const clock = new Set<string>();
  for (let round = 0, before = -1; clock.size > before && round < 4; round++) {
    before = clock.size;
    for (const [name, all] of values) {
      if (!bound.has(name) && all.every(value => isClock(value, clock))) {
        clock.add(name);
      }
    }
  }
  const data = new Set(
    Array.from(code.matchAll(/^[^\S\n]*import\s+([^\n]+)/gm), ([, list]) =>
      list.split(',').map(each => /(\w+)\s*$/.exec(each)?.[1] ?? '')
    ).flat()
  );
  for (let round = 0, before = -1; data.size > before && round < 4; round++) {
    before = data.size;
    for (const [name, all] of values) {
      if (
        !bound.has(name) &&
        all.every(value => toldBy(value, { clock, data }) === 'data')
      ) {
        data.add(name);
      }
    }
  }
  return { clock, data };
}

/** All that is assigned to each name; several names before one `=` get what stands behind it. */
export function valuesOf(code: string): Map<string, string[]> {
  const values = new Map<string, string[]>();
  const give = (names: string, value: string) => {
    for (const name of names.match(/[A-Za-z_]\w*/g) ?? []) {
      const all = values.get(name);
      if (all) {
        all.push(value);
      } else {
        values.set(name, [value]);
      }
    }
  };
  for (const [, names, value] of code.matchAll(
    /(?:^|;)[^\S\n]*([A-Za-z_]\w*(?:[^\S\n]*,[^\S\n]*[A-Za-z_]\w*)*)[^\S\n]*(?::[^\n=]{1,80})?(?:[-+*/%@&|^]|\/\/|\*\*)?=(?!=)([^\n;]+)/gm
  )) {
    give(names, value);
  }
  return values;
}

/** Names that loops, functions and `with` bind, to what cannot be seen here. */
function boundNames(code: string): Set<string> {
  return new Set([
    ...loopNames(code),
    ...Array.from(
      code.matchAll(
        /\bdef\s{1,20}\w{1,80}\(([^)]{0,500})\)|(?<!\bimport\s[^\n]{0,200})\bas\s{1,20}(\w{1,80})|\bglobal\s{1,20}([\w, ]{1,500})|\b(\w{1,80})\s{0,5}:=/g
      ),
      found => (found.slice(1).find(list => list) ?? '').split(/\W+/)
    ).flat()
  ]);
}

/** Names that loops bind. */
export function loopNames(code: string): Set<string> {
  return new Set(
    Array.from(
      code.matchAll(/\bfor\s{1,20}([\w\s,()]{1,200}?)\sin\b/g),
      ([, list]) => list.split(/\W+/)
    ).flat()
  );
}

const READINGS = new RegExp(`${READ.source}|${PRESENT.source}`, 'g');

/** Whether an expression is made of readings of a clock, numbers and signs. */
export function isClock(expression: string, names: Set<string>): boolean {
  const rest = expression
    .replace(READINGS, '@')
    .replace(/(?<![\w.])[A-Za-z_]\w*(?!\w|\()/g, name =>
      names.has(name) ? '@' : name
    );
  return (
    rest.includes('@') &&
    /^[-+*/().,\d\s@_]*$/.test(
      rest.replace(
        /\b(?:round|float|int|str|abs|(?:\w+\.)?timedelta|seconds(?==))\b=?|\.(?:total_seconds|seconds|elapsed)\b|\.(?:strftime|isoformat|date|time|astimezone|ctime|normalize|replace)\((?:f?'[^'\n]*'|"[^"\n]*"|timespec=(?:'\w+'|"\w+")|microsecond=0)?\)/g,
        ''
      )
    )
  );
}

const ANY_CLOCK = new RegExp(`${CLOCK.source}|${PRESENT.source}`);

/** Formatting of a time that stands behind the format: what it tells is not the present. */
const FORMATTED = /\b(?:time\.)?strftime\(\s*(?:'[^'\n]*'|"[^"\n]*")\s*,/g;

const KNOWN = new Set(
  (
    'abs all any bool complex dict divmod float format frozenset hex int isinstance len list max min ord pow range ' +
    'repr reversed round set sorted str sum tuple type zip and or not if else in is for lambda True False None'
  ).split(' ')
);

/** What tells the value of an expression. */
export function toldBy(expression: string, names: INames): Told {
  if (isClock(expression, names.clock)) {
    return 'clock';
  }
  const code = expression.replace(FORMATTED, '(');
  return ANY_CLOCK.test(code) ||
    Array.from(
      barredCode(code).matchAll(/(?<![\w.])[A-Za-z_]\w*(?!\s*=[^=]|\w)/g)
    ).some(([name]) => !names.data.has(name) && !KNOWN.has(name))
    ? 'maybe'
    : 'data';
}
