import { nullTranslator } from '@jupyterlab/translation';
import { outputAt, pictureOf, textOf } from '../pair';
import { plain } from '../prose';
import { ago, duration } from '../time';

const trans = nullTranslator.load('jupyterlab_reproducibility');
const NOW = Date.UTC(2026, 0, 31, 12);

describe('ago', () => {
  const cases: [number, string][] = [
    [-5, 'just now'],
    [20, 'just now'],
    [60, '1 minute ago'],
    [240, '4 minutes ago'],
    [3600, '1 hour ago'],
    [7300, '2 hours ago'],
    [26 * 3600, '1 day ago'],
    [3 * 86400, '3 days ago']
  ];
  it.each(cases)('%i seconds', (seconds, words) => {
    expect(ago(NOW - seconds * 1000, NOW, trans)).toBe(words);
  });

  it('names the date after a month', () => {
    const then = NOW - 60 * 86_400_000;
    expect(ago(then, NOW, trans)).toBe(
      `on ${new Date(then).toLocaleDateString()}`
    );
  });

  it('is empty for what is no date', () => {
    expect(ago('yesterday', NOW, trans)).toBe('');
  });
});

describe('duration', () => {
  const cases: [number, string][] = [
    [-1, '0 s'],
    [41.4, '41 s'],
    [59.6, '1 min 0 s'],
    [185, '3 min 5 s'],
    [7800, '2 h 10 min']
  ];
  it.each(cases)('%d seconds', (seconds, words) => {
    expect(duration(seconds, trans)).toBe(words);
  });
});

describe('plain', () => {
  it('drops the backticks around code alone', () => {
    expect(plain('`a` and `b`, not this `')).toBe('a and b, not this `');
  });
});

describe('outputAt', () => {
  const stream = (name: string, text: string) => ({
    output_type: 'stream',
    name,
    text
  });

  it('goes on with a stream over what the other one printed in between', () => {
    const outputs = [
      stream('stdout', 'a'),
      stream('stderr', '!'),
      stream('stdout', 'b'),
      { output_type: 'display_data', data: {} },
      stream('stdout', 'c')
    ];
    expect(outputAt(outputs, 0)).toEqual(stream('stdout', 'ab'));
    expect(outputAt(outputs, 1)).toEqual(stream('stderr', '!'));
    expect(outputAt(outputs, 4)).toEqual(stream('stdout', 'c'));
  });

  it('is null where a side has no output', () => {
    expect(outputAt([], null)).toBeNull();
    expect(outputAt([], 3)).toBeNull();
  });
});

describe('textOf', () => {
  it('is the text of streams, errors and plain results, without colours', () => {
    expect(
      textOf({ output_type: 'stream', text: '\u001b[31mred\u001b[0m' })
    ).toBe('red');
    expect(
      textOf({ output_type: 'error', ename: 'KeyError', evalue: "'x'" })
    ).toBe("KeyError: 'x'");
    expect(
      textOf({ output_type: 'execute_result', data: { 'text/plain': '1' } })
    ).toBe('1');
  });

  it('is null for what needs a renderer', () => {
    const data = { 'text/plain': 'x', 'text/html': '<b>x</b>' };
    expect(textOf({ output_type: 'display_data', data })).toBeNull();
  });
});

describe('pictureOf', () => {
  it('gives an address that a picture element can show, SVG as well', () => {
    const picture = (mime: string, value: unknown) =>
      pictureOf({ output_type: 'display_data', data: { [mime]: value } });
    expect(picture('image/png', 'iVBO\nRw==')).toBe(
      'data:image/png;base64,iVBORw=='
    );
    expect(picture('image/svg+xml', '<svg/>')).toBe(
      'data:image/svg+xml;utf8,%3Csvg%2F%3E'
    );
    expect(picture('text/html', '<img>')).toBeNull();
  });
});
