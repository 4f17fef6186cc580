/** Outputs with several forms, of which one is shown. */
import { encode } from 'fast-png';

import { DEFAULT_RULES, compareCell } from '..';
import { cell, display } from './helpers';

type Bundle = { [mime: string]: unknown };

const compare = (old: Bundle, now: Bundle) =>
  compareCell(cell({ old: [display(old)], new: [display(now)] }), DEFAULT_RULES)
    .verdict;

const picture = (level: number) =>
  Buffer.from(
    encode({
      width: 20,
      height: 20,
      data: new Uint8Array(1600).fill(level),
      channels: 4,
      depth: 8
    })
  ).toString('base64');
const png = picture(255);
const plotly = 'application/vnd.plotly.v1+json';
const figure = { data: [{ y: [1, 2] }], layout: {} };

describe('a form that is not shown', () => {
  it.each<[string, Bundle, Bundle]>([
    [
      'a number beside a picture',
      { 'image/png': png, 'text/plain': 'accuracy 0.91' },
      { 'image/png': png, 'text/plain': 'accuracy 0.97' }
    ],
    [
      'a number beside a page',
      { 'text/html': '<b>result</b>', 'text/plain': 'Result(4)' },
      { 'text/html': '<b>result</b>', 'text/plain': 'Result(5)' }
    ],
    [
      'a picture beside a page',
      { 'text/html': '<b>result</b>', 'image/png': png },
      { 'text/html': '<b>result</b>', 'image/png': picture(0) }
    ]
  ])('takes away certainty by %s', (_, old, now) => {
    expect(compare(old, now)).toBe('uncomparable');
    expect(compare(now, old)).toBe('uncomparable');
    expect(compare(old, old)).toBe('identical');
  });

  it.each<[string, Bundle, Bundle]>([
    [
      'an address',
      { 'image/png': png, 'text/plain': '[<Line2D at 0x7f3c2d5e8f10>]' },
      { 'image/png': png, 'text/plain': '[<Line2D at 0x7fa1b2c3d4e0>]' }
    ],
    [
      'the description of a figure',
      { 'image/png': png, 'text/plain': '<Figure size 640x480 with 1 Axes>' },
      { 'image/png': png, 'text/plain': '<Figure size 800x600 with 1 Axes>' }
    ],
    [
      'blanks',
      { 'text/html': '<td>1</td>', 'text/plain': '   a\n0  1' },
      { 'text/html': '<td>1</td>', 'text/plain': '  a\n0 1' }
    ],
    [
      'a picture drawn of the same data',
      { [plotly]: figure, 'image/png': png },
      { [plotly]: figure, 'image/png': picture(0) }
    ]
  ])('changes nothing by %s', (_, old, now) => {
    expect(compare(old, now)).toBe('equivalent');
  });
});

describe('a form that one side lacks', () => {
  it.each<[string, Bundle, Bundle]>([
    [
      'a picture',
      { 'image/png': png, 'text/plain': 'a' },
      { 'text/plain': 'a' }
    ],
    ['a plot', { [plotly]: figure, 'text/plain': 'a' }, { 'text/plain': 'a' }],
    [
      'a picture of another kind',
      { 'image/png': png, 'text/plain': 'a' },
      { 'image/svg+xml': '<svg/>', 'text/plain': 'a' }
    ]
  ])('is not told by the text: %s', (_, old, now) => {
    expect(compare(old, now)).toBe('uncomparable');
    expect(compare(now, old)).toBe('uncomparable');
  });

  it('may be told by the text: a page', () => {
    expect(
      compare({ 'text/plain': '3' }, { 'text/plain': '3', 'text/html': '3' })
    ).toBe('equivalent');
  });
});

describe('a page whose text is equal', () => {
  const named = { 'text/plain': '<IPython.core.display.HTML object>' };
  const bar = (width: number) => `<div style="width:${width}%"></div>`;
  const drawn = (value: number) =>
    `<div id="x1"></div><script>document.all.x1.innerText = ${value}</script>`;

  it.each([
    ['a bar', bar(30), bar(60)],
    ['what a script draws', drawn(4), drawn(5)]
  ])('is not the same for that: %s', (_, old, now) => {
    expect(
      compare({ ...named, 'text/html': old }, { ...named, 'text/html': now })
    ).toBe('uncomparable');
    const text = { 'text/plain': 'Result(4)' };
    expect(
      compare({ ...text, 'text/html': old }, { ...text, 'text/html': now })
    ).toBe('uncomparable');
  });

  it('is the same where the text says all of it', () => {
    const text = { 'text/plain': 'Ridge(alpha=2)' };
    const page = (colour: string) =>
      `<div style="color:${colour}">Ridge(alpha=2)</div>`;
    expect(
      compare(
        { ...text, 'text/html': page('red') },
        { ...text, 'text/html': page('blue') }
      )
    ).toBe('equivalent');
  });
});
