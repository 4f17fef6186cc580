/** Pairs with a judgement made by hand before the comparison was run on them. */
import { encode } from 'fast-png';

import { DEFAULT_RULES, compareCell } from '..';
import { readCases, runCase } from './fixtures';
import type { ICellRun, IOutput } from './helpers';
import { cell, display, error, stream } from './helpers';

/**
 * Whether a verdict agrees with a judgement: `same` leaves open how, `not-same`
 * whether it is known, and alternatives are separated by `|`.
 */
function agrees(verdict: string, judgement: string): boolean {
  const same = /^(?:identical|equivalent|close|failed-as-before)$/.test(
    verdict
  );
  return judgement
    .split('|')
    .some(
      word =>
        word === verdict ||
        (word === 'same' && same) ||
        (word === 'not-same' && !same) ||
        (word === 'different' && /^(?:missing|unexpected)$/.test(verdict))
    );
}

describe.each([
  'judged-text.txt',
  'judged-markup.txt',
  'judged-data.txt',
  'judged-more.txt'
])('%s', file => {
  it.each(
    readCases(file).map((one, i) => [`${i + 1} ${one.title}`, one] as const)
  )('%s', (_, one) => {
    for (const swapped of [false, true]) {
      // A time that goes back is not the present one.
      if (!swapped || !/time|logging|present/.test(one.title)) {
        const { verdict } = runCase(one, swapped);
        expect([
          one.old,
          one.now,
          verdict,
          agrees(verdict, one.verdict)
        ]).toEqual([one.old, one.now, verdict, true]);
      }
    }
  });
});

/** A picture of 60 × 40 white pixels on which `paint` sets grey levels. */
function picture(
  paint: (set: (x: number, y: number, level: number) => void) => void,
  width = 60
): string {
  const data = new Uint8Array(4 * width * 40).fill(255);
  paint((x, y, level) =>
    data.fill(level, 4 * (y * width + x), 4 * (y * width + x) + 3)
  );
  return Buffer.from(
    encode({ width, height: 40, data, channels: 4, depth: 8 })
  ).toString('base64');
}

/** A map of four coloured fields, as of a heat map. */
const fields = (...levels: number[]) =>
  picture(set => {
    levels.forEach((level, i) => {
      for (let x = 0; x < 12; x++) {
        for (let y = 0; y < 12; y++) {
          set(4 + 13 * i + x, 10 + y, level);
        }
      }
    });
  });

const dot = (x: number, y: number) => picture(set => set(x, y, 0));
const png = (value: string) => display({ 'image/png': value });
const text = (value: string) => display({ 'text/plain': value });
const html = (value: string) => display({ 'text/html': value });
const widget = (repr: string, id: string) =>
  display({
    'text/plain': repr,
    'application/vnd.jupyter.widget-view+json': {
      model_id: id,
      version_major: 2,
      version_minor: 0
    }
  });
const raising = (ename: string, evalue: string): Partial<ICellRun> => ({
  tags: ['raises-exception'],
  outcome: { status: 'error', ename, evalue }
});

const CELLS: [string, string, IOutput[], IOutput[], Partial<ICellRun>?][] = [
  // Outputs that changed places.
  [
    'a plot and a table swapped',
    'different',
    [png(dot(5, 5)), html('<table><tr><td>1</td></tr></table>')],
    [html('<table><tr><td>1</td></tr></table>'), png(dot(5, 5))]
  ],
  [
    'a plot and a table swapped, the table changed',
    'different',
    [png(dot(5, 5)), html('<table><tr><td>1</td></tr></table>')],
    [html('<table><tr><td>2</td></tr></table>'), png(dot(5, 5))]
  ],
  [
    'two texts swapped',
    'reordered|different',
    [text('a'), text('b')],
    [text('b'), text('a')]
  ],
  [
    'two plots swapped',
    'reordered|different',
    [png(dot(5, 5)), png(dot(30, 5))],
    [png(dot(30, 5)), png(dot(5, 5))]
  ],
  [
    'text before and after a plot',
    'reordered',
    [stream('a\n'), png(dot(5, 5))],
    [png(dot(5, 5)), stream('a\n')]
  ],
  [
    'text before and after a plot, and another text',
    'different',
    [stream('a\n'), png(dot(5, 5))],
    [png(dot(5, 5)), stream('b\n')]
  ],
  [
    'one of two equal texts is gone',
    'different',
    [text('a'), text('a')],
    [text('a')]
  ],
  [
    'a plot more',
    'different',
    [png(dot(5, 5))],
    [png(dot(5, 5)), png(dot(5, 5))]
  ],
  ['a text instead of a plot', 'different', [png(dot(5, 5))], [text('a')]],
  [
    'stdout that became stderr',
    'not-same',
    [stream('a\n')],
    [stream('a\n', 'stderr')]
  ],
  [
    'a value shown as a result and as a display',
    'same',
    [text('5')],
    [{ ...text('5'), output_type: 'execute_result', execution_count: 3 }]
  ],
  [
    'a stream in other pieces around nothing',
    'same',
    [stream('a'), stream(''), stream('b\n')],
    [stream('ab\n')]
  ],
  ['a stream that became a result', 'not-same', [stream('5\n')], [text('6')]],
  [
    'three outputs of which the middle one is gone',
    'different',
    [text('a'), png(dot(5, 5)), text('c')],
    [text('a'), text('c')]
  ],
  // Pictures.
  ['one pixel', 'different', [png(dot(5, 5))], [png(dot(25, 20))]],
  ['one pixel, one further', 'different', [png(dot(5, 5))], [png(dot(6, 5))]],
  ['one pixel gone', 'different', [png(dot(5, 5))], [png(picture(() => {}))]],
  [
    'another size',
    'uncomparable|different',
    [png(dot(5, 5))],
    [png(picture(set => set(5, 5, 0), 61))]
  ],
  [
    'a field of a heat map, somewhat darker',
    'different',
    [png(fields(40, 90, 140, 190))],
    [png(fields(40, 90, 150, 190))]
  ],
  [
    'a field of a heat map, slightly darker',
    'different',
    [png(fields(40, 90, 140, 190))],
    [png(fields(40, 90, 143, 190))]
  ],
  [
    'all fields one level apart, as by rounding',
    'same',
    [png(fields(40, 90, 140, 190))],
    [png(fields(41, 91, 141, 191))]
  ],
  [
    'two fields swapped',
    'different',
    [png(fields(40, 90, 140, 190))],
    [png(fields(90, 40, 140, 190))]
  ],
  ['no picture at all', 'uncomparable', [png(dot(5, 5))], [png('aGVsbG8=')]],
  [
    'half a picture',
    'uncomparable',
    [png(dot(5, 5))],
    [png(dot(5, 5).slice(0, 80))]
  ],
  [
    'the same picture in lines',
    'same',
    [png(dot(5, 5))],
    [png(dot(5, 5).replace(/.{76}/g, '$&\n') + '\n')]
  ],
  [
    'a picture and its changed description',
    'same',
    [display({ 'image/png': dot(5, 5), 'text/plain': '<Figure size 1x1>' })],
    [display({ 'image/png': dot(5, 5), 'text/plain': '<Figure size 2x2>' })]
  ],
  [
    'a table and its text, of which only the text changed',
    'same',
    [
      display({
        'text/html': '<table><tr><td>1</td></tr></table>',
        'text/plain': '   a\n0  1'
      })
    ],
    [
      display({
        'text/html': '<table><tr><td>1</td></tr></table>',
        'text/plain': '  a\n0 1'
      })
    ]
  ],
  [
    'a table whose page changed and whose text did not',
    'different',
    [
      display({
        'text/html': '<table><tr><td>1</td></tr></table>',
        'text/plain': 'x'
      })
    ],
    [
      display({
        'text/html': '<table><tr><td>2</td></tr></table>',
        'text/plain': 'x'
      })
    ]
  ],
  // JPEG.
  [
    'other bytes of a JPEG',
    'uncomparable|different',
    [display({ 'image/jpeg': '/9j/4AAQSkZJRgABAQ==' })],
    [display({ 'image/jpeg': '/9j/4AAQSkZJRgABAg==' })]
  ],
  [
    'the same JPEG',
    'same',
    [display({ 'image/jpeg': '/9j/4AAQSkZJRgABAQ==\n' })],
    [display({ 'image/jpeg': '/9j/4AAQSkZJRgABAQ==' })]
  ],
  // Widgets.
  [
    'a widget with another id',
    'uncomparable',
    [widget('IntSlider(value=5)', 'a1')],
    [widget('IntSlider(value=5)', 'b2')]
  ],
  [
    'a widget with another value',
    'different',
    [widget('IntSlider(value=5)', 'a1')],
    [widget('IntSlider(value=6)', 'b2')]
  ],
  // Errors.
  [
    'the same error',
    'same',
    [error('ValueError', 'bad <A at 0x7f3c2d5e8f10>')],
    [error('ValueError', 'bad <A at 0x7fa1b2c3d4e0>')],
    raising('ValueError', 'bad <A at 0x7fa1b2c3d4e0>')
  ],
  [
    'an error with another number',
    'different',
    [error('ValueError', 'row 5')],
    [error('ValueError', 'row 6')],
    raising('ValueError', 'row 6')
  ],
  [
    'an error of another class',
    'different',
    [error('KeyError', "'a'")],
    [error('IndexError', "'a'")],
    raising('IndexError', "'a'")
  ],
  [
    'an error in another folder',
    'same',
    [error('FileNotFoundError', "No such file: '/home/ann/p/a.csv'")],
    [error('FileNotFoundError', "No such file: '/home/bob/p/a.csv'")],
    raising('FileNotFoundError', "No such file: '/home/bob/p/a.csv'")
  ],
  [
    'an error about another file',
    'different',
    [error('FileNotFoundError', "No such file: '/home/ann/p/a.csv'")],
    [error('FileNotFoundError', "No such file: '/home/bob/p/b.csv'")],
    raising('FileNotFoundError', "No such file: '/home/bob/p/b.csv'")
  ],
  [
    'the same error after another text',
    'different',
    [stream('step 1\n'), error('ValueError', 'x')],
    [stream('step 2\n'), error('ValueError', 'x')],
    raising('ValueError', 'x')
  ],
  // Streams.
  [
    'a progress line overwritten in other steps',
    'same',
    [stream('\r10%'), stream('\r60%'), stream('\r100%\n')],
    [stream('\r30%\r100%\n')]
  ],
  [
    'a progress line that ends elsewhere',
    'different',
    [stream('\r10%'), stream('\r100%\n')],
    [stream('\r30%\r90%\n')]
  ],
  [
    'stdout that was interrupted by stderr elsewhere',
    'same',
    [stream('a\n'), stream('w\n', 'stderr'), stream('b\n')],
    [stream('a\nb\n'), stream('w\n', 'stderr')]
  ],
  [
    'stdout that changed around stderr',
    'different',
    [stream('a\n'), stream('w\n', 'stderr'), stream('b\n')],
    [stream('b\na\n1'), stream('w\n', 'stderr')]
  ],
  [
    'what the server cut off',
    'uncomparable',
    [stream('a\n')],
    [
      stream(
        'IOPub data rate exceeded.\nThe Jupyter server will temporarily stop sending output\n',
        'stderr'
      ),
      stream('a\n')
    ]
  ],
  // Malformed.
  [
    'names that every object has',
    'different',
    [display({ constructor: '1', 'text/plain': 'a' })],
    [display({ constructor: '1', 'text/plain': 'b' })]
  ],
  [
    'an unknown type',
    'not-same',
    [display({ 'application/x-secret': 'a 1' })],
    [display({ 'application/x-secret': 'a 2' })]
  ],
  ['no data', 'same', [display({})], [display({})]],
  [
    'data that came',
    'different',
    [display({})],
    [display({ 'text/plain': 'a' })]
  ]
];

describe('cells', () => {
  it.each(CELLS)('%s: %s', (_, judgement, old, now, more = {}) => {
    const found = compareCell(cell({ old, new: now, ...more }), DEFAULT_RULES);
    expect([found.verdict, agrees(found.verdict, judgement)]).toEqual([
      found.verdict,
      true
    ]);
  });
});
