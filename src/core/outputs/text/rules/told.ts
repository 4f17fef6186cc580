import { CLOCK, PRESENT, READ, barredCode, codeOf } from './source';

/**
 * What tells a value: readings of a clock alone; something that reads one, or is new in each run; what cannot be seen
 * here; or nothing of these.
 */
export type Told = 'clock' | 'maybe' | 'unknown' | 'data';

/** What is known of the names of a notebook. */
export interface INames {
  /** Given readings of a clock and nothing else. */
  clock: Set<string>;
  /** Given something that a clock had a part in, or that is new in each run. */
  touched: Set<string>;
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
    return { clock: new Set(), touched: new Set(), data: new Set() };
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
  const touched = touchedNames(code, values);
  const data = new Set(
    Array.from(code.matchAll(/^[^\S\n]*import\s+([^\n]+)/gm), ([, list]) =>
      list.split(',').map(each => each.trim().split(/\W/).pop()!)
    ).flat()
  );
  for (let round = 0, before = -1; data.size > before && round < 4; round++) {
    before = data.size;
    for (const [name, all] of values) {
      if (
        !bound.has(name) &&
        all.every(value => toldBy(value, { clock, touched, data }) === 'data')
      ) {
        data.add(name);
      }
    }
  }
  return { clock, touched, data };
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
  // What is put into a list or a dictionary is among its values.
  for (const [, name, value] of code.matchAll(
    /(?<![\w.])([A-Za-z_]\w*)(?:\.(?:append|extend|insert|update|add|appendleft|setdefault)\(|(?:\[[^\n[\]]{1,100}\]|\.[A-Za-z_]\w*){1,9}[^\S\n]*(?:[-+*/%]|\/\/)?=(?!=))([^\n;]+)/g
  )) {
    give(name, value.replace(/^([^()]*(?:\([^()]*\)[^()]*)*)\)\s*$/, '$1'));
  }
  for (const [, names, value] of code.matchAll(LOOP)) {
    give(names, value);
  }
  return values;
}

/** A loop over something that stands in its line. */
const LOOP =
  /^[^\S\n]*for\s{1,20}([\w,\s()]{1,200}?)\sin\b([^\n]{1,500}?):[^\S\n]*(?=\n|$|\w)/gm;

/** Names that functions, `with` and loops within expressions bind, to what cannot be seen here. */
function boundNames(code: string): Set<string> {
  return new Set([
    ...loopNames(code.replace(LOOP, '')),
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
    'abs all any bool complex dict divmod enumerate float format frozenset hex int isinstance len list map max min open ord pow range ' +
    'repr reversed round set sorted str sum tuple type zip and or not if else in is for lambda True False None'
  ).split(' ')
);

/** What a run makes anew: ids, names, numbers of processes. */
const NEW =
  /\b(?:uuid\w*|uuid\.\w+|token_\w+|getp?pid|get_ident|mk[ds]?temp\w*|\w*Temporary\w+|Popen|Process|id|hash)\(/;

/** Functions that are looked into. */
const MAX_DEFINED = 200;

/** A function or a class with what is indented below. */
const DEFINED =
  /^([^\S\n]*)(?:async )?(?:def|class) (\w{1,80})(?:\(([^)]{0,500})\))?[^\n]*(?:\n(?:\1[^\S\n][^\n]*)?(?=\n|$))*/gm;

/** Names that something new or of a clock was given to, or functions that work with it; with what they are given. */
function touchedNames(
  code: string,
  values: Map<string, string[]>
): Set<string> {
  const touched = new Set<string>();
  if (!ANY_CLOCK.test(code) && !NEW.test(code)) {
    return touched;
  }
  const touches = (text: string) =>
    ANY_CLOCK.test(text) ||
    NEW.test(text) ||
    (text.match(/(?<![\w.])[A-Za-z_]\w*/g) ?? []).some(name =>
      touched.has(name)
    );
  const defined = Array.from(code.matchAll(DEFINED))
    .slice(0, MAX_DEFINED)
    .map(([block, , name, params = '']) => ({
      block,
      name,
      params: params.match(/[A-Za-z_]\w*/g) ?? [],
      calls: Array.from(
        code.matchAll(new RegExp(`(?<!def )\\b${name}\\(([^\\n]{1,300})`, 'g')),
        ([, list]) => list
      )
    }));
  const given = Array.from(
    code.matchAll(
      /\bwith[^\S\n]{1,20}([^\n]{1,300}?)[^\S\n]{1,20}as[^\S\n]{1,20}([A-Za-z_]\w{0,80})/g
    )
  );
  for (
    let round = 0, before = -1;
    touched.size > before && round < 4;
    round++
  ) {
    before = touched.size;
    for (const [name, all] of values) {
      if (all.some(touches)) {
        touched.add(name);
      }
    }
    for (const [, value, name] of given) {
      if (touches(value)) {
        touched.add(name);
      }
    }
    for (const { block, name, params, calls } of defined) {
      const isCalled = calls.some(touches);
      const isTouched = touches(block);
      for (const each of [
        ...(isCalled || isTouched ? [name] : []),
        ...(isCalled ? params : []),
        ...(isTouched && block.includes('self') ? ['self'] : [])
      ]) {
        touched.add(each);
      }
    }
  }
  return touched;
}

/** What tells the value of an expression. */
export function toldBy(expression: string, names: INames): Told {
  if (isClock(expression, names.clock)) {
    return 'clock';
  }
  const code = expression.replace(FORMATTED, '(');
  // What goes through something that stands there tells no more.
  const own = loopNames(code);
  const roots = Array.from(
    barredCode(code).matchAll(/(?<![\w.])[A-Za-z_]\w*(?!\s*=[^=]|\w)/g),
    ([name]) => name
  ).filter(name => !own.has(name) && !KNOWN.has(name));
  return ANY_CLOCK.test(code) ||
    NEW.test(code) ||
    roots.some(name => names.touched.has(name))
    ? 'maybe'
    : roots.every(name => names.data.has(name))
      ? 'data'
      : 'unknown';
}
