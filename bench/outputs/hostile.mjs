/**
 * Outputs made to hurt: each pair differs by one value in giant, deep or malformed data. The comparison must end, without an
 * exception, in "different" or "could not compare", never in "same". With `--fuzz N` also N damaged pairs of small outputs.
 *
 *   node bench/outputs/hostile.mjs [--fuzz 20000]
 */
import { deflateSync } from 'node:zlib';
import { loadComparer } from './bundle.mjs';

const { DEFAULT_RULES, compareNotebook, wordDiff } = await loadComparer();
const SAME = /^(?:identical|equivalent|close|failed-as-before)$/;
const MEGA = 1_000_000;

const stream = text => ({ output_type: 'stream', name: 'stdout', text });
const display = data => ({ output_type: 'display_data', data, metadata: {} });
const of = mime => value => display({ [mime]: value });

/** Each gives an output around a value; two values, two outputs. */
const CASES = {
  '50 MB of text': n => stream(`${'word 12.5 '.repeat(5 * MEGA)}${n}`),
  '50 MB of text, changed at the start': n =>
    stream(`${n}${'word 12.5 '.repeat(5 * MEGA)}`),
  '1,000,000 lines': n => stream(`${'a line\n'.repeat(MEGA)}${n}`),
  '1,000,000 lines of which one is more': n =>
    stream('a line\n'.repeat(MEGA + n)),
  '1,000,000 lines that all differ': n =>
    stream(
      Array.from({ length: MEGA }, (_, i) => `line ${i * n} of it`).join('\n')
    ),
  '10 MB table': n =>
    of('text/html')(
      `<table>${`<tr>${'<td>0.123456</td>'.repeat(10)}</tr>`.repeat(60_000)}<tr><td>${n}</td></tr></table>`
    ),
  '4 MB table': n =>
    of('text/html')(
      `<table>${`<tr>${'<td>0.123456</td>'.repeat(10)}</tr>`.repeat(9_000)}<tr><td>${n}</td></tr></table>`
    ),
  'table of endless spans': n =>
    of('text/html')(
      `<table>${`<tr><td rowspan=99999 colspan=99999>${n}</td></tr>`.repeat(900)}</table>`
    ),
  'JSON 100,000 deep': n =>
    of('application/json')('['.repeat(1e5) + n + ']'.repeat(1e5)),
  'parsed JSON 100,000 deep': n => {
    let value = n;
    for (let i = 0; i < 1e5; i++) {
      value = i % 2 ? [value] : { a: value };
    }
    return of('application/json')(value);
  },
  'plotly 100,000 deep': n => {
    let value = n;
    for (let i = 0; i < 1e5; i++) {
      value = { a: value };
    }
    return of('application/vnd.plotly.v1+json')({ data: [value] });
  },
  'vega 10,000 deep': n => {
    let value = n;
    for (let i = 0; i < 1e4; i++) {
      value = [value];
    }
    return of('application/vnd.vegalite.v5+json')({ data: value });
  },
  'JSON of 2,000,000 numbers': n =>
    of('application/json')(Array.from({ length: 2 * MEGA }, (_, i) => i * n)),
  'JSON of 300,000 texts': n =>
    of('application/json')(
      Array.from({ length: 3e5 }, (_, i) => `text ${i} ${n}`)
    ),
  'JSON of 300,000 addresses': n =>
    of('application/json')(
      Array.from(
        { length: 3e5 },
        (_, i) => `<A at 0x7f${i + 1e6 * n}a>`
      ).concat(String(n))
    ),
  'plotly with a bomb of a shape': n =>
    of('application/vnd.plotly.v1+json')({
      data: [{ z: { dtype: 'i1', bdata: 'AQID', shape: `${1e9}, ${n}` } }]
    }),
  'HTML 100,000 deep': n =>
    of('text/html')('<div>'.repeat(1e5) + n + '</div>'.repeat(1e5)),
  'HTML 100,000 unclosed tables': n =>
    of('text/html')('<table>'.repeat(1e5) + n),
  'HTML of 1,000,000 elements': n =>
    of('text/html')('<b>x</b>'.repeat(MEGA) + n),
  'HTML of one giant attribute': n =>
    of('text/html')(`<p title="${'x'.repeat(5 * MEGA)}${n}">a</p>`),
  'HTML of unclosed quotes': n =>
    of('text/html')(`${'<a href="'.repeat(1e5)}${n}">${n}`),
  'HTML of entities': n => of('text/html')('&amp;'.repeat(MEGA) + n),
  'HTML with styles by the thousand': n =>
    of('text/html')(
      `<style>${'#T_a_row0{color:red}'.repeat(50_000)}</style><p style="width:${n}px">a</p>`
    ),
  'style of semicolons': n =>
    of('text/html')(`<p style="${';('.repeat(2e5)}${n}">a</p>`),
  'script of brackets': n =>
    of('text/html')(`<script>${'[{"a":['.repeat(1e5)}${n}</script>`),
  'script of quotes': n =>
    of('text/html')(`<script>docs_json = '${'\\"'.repeat(5e5)}${n}</script>`),
  'script of plots': n =>
    of('text/html')(
      `<script>${'Plotly.newPlot("a", '.repeat(2e4)}${n}</script>`
    ),
  'script of restyling': n =>
    of('text/html')(
      `<script>Plotly.newPlot("a", [], {});${'Plotly.restyle('.repeat(2e4)}${n}</script>`
    ),
  'SVG bomb of uses': n =>
    of('image/svg+xml')(
      `<svg>${Array.from({ length: 20 }, (_, i) => `<g id="g${i + 1}">${`<use href="#g${i}"/>`.repeat(10)}</g>`).join('')}<text>${n}</text></svg>`
    ),
  'SVG bomb of entities': n =>
    of('image/svg+xml')(
      `<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg><text>&b;${n}</text></svg>`
    ),
  'SVG 100,000 deep': n => of('image/svg+xml')('<g>'.repeat(1e5) + n),
  'SVG with a path of 5 MB': n =>
    of('image/svg+xml')(
      `<svg><path d="${'L 1.5 2.5 '.repeat(5e5)}${n}"/></svg>`
    ),
  'SVG of 90,000 texts': n =>
    of('image/svg+xml')(
      `<svg>${Array.from({ length: 9e4 }, (_, i) => `<text>${i * n}</text>`).join('')}</svg>`
    ),
  'PNG of 60,000 × 60,000': n => of('image/png')(png(60_000, 60_000, 10, n)),
  'PNG of 4,000,000,000 × 1': n => of('image/png')(png(4e9, 1, 10, n)),
  'PNG that inflates to 200 MB': n =>
    of('image/png')(png(100, 100, 200 * MEGA, n)),
  'PNG of 2000 × 2000': n => of('image/png')(png(2000, 2000, 0, n)),
  'PNG with endless chunks': n =>
    of('image/png')(
      Buffer.concat([
        Buffer.from(png(1, 1, 10, n), 'base64').subarray(0, 33),
        Buffer.alloc(5 * MEGA, n)
      ]).toString('base64')
    ),
  '50 MB of base64': n => of('image/png')('iVBO'.repeat(12 * MEGA) + n),
  '50 MB of JPEG': n => of('image/jpeg')('/9j/'.repeat(12 * MEGA) + n),
  'braces by the thousand': n => stream('{'.repeat(1e5) + n),
  'braces, closed': n => stream('{'.repeat(9e4) + n + '}'.repeat(9e4)),
  'quotes by the thousand': n => stream(`'"`.repeat(9e4) + n),
  'escapes by the thousand': n => stream('\u001b['.repeat(9e4) + n),
  'an endless title of a terminal': n =>
    stream(`\u001b]${'x'.repeat(190_000)}${n}`),
  'backspaces by the million': n => stream(`${'ab\b'.repeat(MEGA)}${n}`),
  'carriage returns by the million': n => stream(`${'ab\r'.repeat(MEGA)}${n}`),
  'a line of 5,000,000 overwritten': n =>
    stream(`${'x'.repeat(5 * MEGA)}\r${n}`),
  'digits by the thousand': n => stream('1'.repeat(190_000) + n),
  'points by the thousand': n => stream('1.'.repeat(90_000) + n),
  'numbers with commas': n => stream('1,'.repeat(90_000) + n),
  'dates by the thousand': n => stream('2026-01-01 '.repeat(17_000) + n),
  'a path of 180,000 folders': n => stream('/a'.repeat(90_000) + n),
  'angles and addresses': n => stream('<a at 0x'.repeat(20_000) + n),
  'percent bars': n => stream('100%|'.repeat(30_000) + n),
  'dollars in LaTeX': n => of('text/latex')('$'.repeat(190_000) + n),
  'carets in LaTeX': n => of('text/latex')('^{'.repeat(90_000) + n),
  'pipes in markdown': n => of('text/markdown')(`|${'-|'.repeat(90_000)}${n}`),
  'columns by the thousand': n =>
    stream(
      `${'a  '.repeat(30_000)}\n${'b  '.repeat(30_000)}${' '.repeat(n)}c  ${n}`
    ),
  'indented lines by the thousand': n =>
    stream(
      Array.from(
        { length: 20_000 },
        (_, i) => ' '.repeat((i * n) % 7) + 'a'
      ).join('\n')
    ),
  'a name of 5 MB': n => display({ [`x/${'a'.repeat(5 * MEGA)}`]: String(n) }),
  'names that objects have': n =>
    display({ __proto__: null, ['__proto__']: `${n}`, constructor: `${n}` }),
  'an error of 50 MB': n => ({
    output_type: 'error',
    ename: 'E',
    evalue: 'x'.repeat(50 * MEGA) + n,
    traceback: []
  })
};

/** A PNG file of one colour type that announces a size and holds `bytes` bytes (0: all of them). */
function png(width, height, bytes, level) {
  const data = Buffer.alloc(bytes || (width + 1) * height, 0);
  data[Math.min(data.length - 1, 2000)] = level * 40;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(data)),
    chunk('IEND', Buffer.alloc(0))
  ]).toString('base64');
}

function chunk(type, data) {
  const out = Buffer.alloc(12 + data.length);
  out.writeUInt32BE(data.length, 0);
  out.write(type, 4, 'latin1');
  data.copy(out, 8);
  out.writeUInt32BE(crc(out.subarray(4, 8 + data.length)), 8 + data.length);
  return out;
}

function crc(bytes) {
  let value = ~0;
  for (const byte of bytes) {
    value ^= byte;
    for (let k = 0; k < 8; k++) {
      value = (value >>> 1) ^ (0xedb88320 & -(value & 1));
    }
  }
  return ~value >>> 0;
}

function compare(old, now) {
  const cell = {
    index: 0,
    id: null,
    tags: [],
    source: 'import time, multiprocessing, tempfile\nnow()',
    outcome: { status: 'ok' },
    old: [old],
    new: [now]
  };
  return compareNotebook([cell], DEFAULT_RULES).cells[0];
}

let wrong = 0;
let slowest = 0;
for (const [name, make] of Object.entries(CASES)) {
  const old = make(1);
  const now = make(2);
  const started = process.cpuUsage();
  let said;
  try {
    const { verdict, outputs } = compare(old, now);
    said = `${verdict} ${outputs[0]?.message ?? ''}`;
    wrong += SAME.test(verdict) ? 1 : 0;
  } catch (error) {
    wrong++;
    said = `threw ${String(error).slice(0, 80)}`;
  }
  const { user, system } = process.cpuUsage(started);
  const ms = (user + system) / 1000;
  slowest = Math.max(slowest, ms);
  process.stdout.write(`${ms.toFixed(0).padStart(6)} ms  ${name}: ${said}\n`);
}
wordDiff('a '.repeat(MEGA), 'b '.repeat(MEGA));
process.stdout.write(
  `${Object.keys(CASES).length} pairs, ${wrong} wrong, slowest ${slowest.toFixed(0)} ms of CPU time\n`
);

const at = process.argv.indexOf('--fuzz');
if (at > 0) {
  wrong += fuzz(Number(process.argv[at + 1] ?? 20_000));
}
process.exitCode = wrong > 0 ? 1 : 0;

/** Damages small outputs of every kind; a pair of an output with itself must be identical, and nothing may throw. */
function fuzz(rounds) {
  let seed = 1;
  const random = n => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % n;
  };
  const parts =
    '<table>|<td>|</table>|<svg>|<path d="|"|\'|{|}|[|]|(|)|,|:|0x7f3c2d5e8f10|<A at |>|1.5|2026-01-01|\\|\u001b[|\r|\b|\n|  |&#|;|#|url(#a)|\ud800|\uE000|\uE001|\uE002|docs_json = |Plotly.newPlot(|null|NaN|é|/tmp/|100%|'.split(
      '|'
    );
  const mimes = [
    'text/plain',
    'text/html',
    'image/svg+xml',
    'image/png',
    'image/jpeg',
    'application/json',
    'application/vnd.plotly.v1+json',
    'application/vnd.vegalite.v5+json',
    'application/javascript',
    'text/latex',
    'text/markdown'
  ];
  const text = () =>
    Array.from({ length: random(14) }, () => parts[random(parts.length)]).join(
      ''
    );
  const value = depth =>
    depth > 3 || random(3) === 0
      ? [text(), random(9), null, 1.5, true][random(5)]
      : random(2)
        ? Array.from({ length: random(4) }, () => value(depth + 1))
        : Object.fromEntries(
            Array.from({ length: random(4) }, () => [
              [
                'a',
                'id',
                'data',
                'layout',
                'type',
                '__proto__',
                'bdata',
                'dtype',
                'values'
              ][random(9)],
              value(depth + 1)
            ])
          );
  const output = () =>
    [
      () => stream(text()),
      () => stream(value(0)),
      () => display({ [mimes[random(mimes.length)]]: text() }),
      () => display({ [mimes[random(mimes.length)]]: value(0) }),
      () => display(value(0)),
      () => ({ output_type: 'error', ename: value(1), evalue: text() }),
      () => value(0)
    ][random(7)]();
  let bad = 0;
  let longest = 0;
  for (let i = 0; i < rounds; i++) {
    const a = output();
    const b = output();
    const begin = performance.now();
    try {
      const same = compare(a, structuredClone(a)).verdict;
      if (!/^(?:identical|failed-as-before|uncomparable)$/.test(same)) {
        throw new Error(`${same} to itself`);
      }
      const there = compare(a, b).verdict;
      const back = compare(b, a).verdict;
      if (SAME.test(there) !== SAME.test(back)) {
        throw new Error(`${there} there, ${back} back`);
      }
    } catch (error) {
      if (++bad <= 10) {
        process.stdout.write(
          `${error.message}\n  ${JSON.stringify(a)}\n  ${JSON.stringify(b)}\n`
        );
      }
    }
    longest = Math.max(longest, performance.now() - begin);
  }
  process.stdout.write(
    `${rounds} damaged pairs, ${bad} wrong, slowest ${longest.toFixed(0)} ms\n`
  );
  return bad;
}
