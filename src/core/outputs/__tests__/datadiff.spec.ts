import { gzipSync } from 'zlib';

import { dataDiff } from '../datadiff';
import { display } from './helpers';

const MIME = 'application/vnd.plotly.v1+json';
const diff = (old: unknown, now: unknown) =>
  dataDiff(MIME, display({ [MIME]: old }), display({ [MIME]: now }));

it('names each value that differs by its path', () => {
  expect(
    diff(
      { data: [{ y: [1, 2, 3], name: 'a' }], layout: { title: 'x' } },
      { data: [{ y: [1, 2.5, 3], name: 'b' }], layout: {} }
    )
  ).toEqual({
    differences: [
      { path: 'data[0].y[1]', old: '2', now: '2.5' },
      { path: 'data[0].name', old: '"a"', now: '"b"' },
      { path: 'layout.title', old: '"x"', now: null }
    ],
    more: 0,
    cut: false
  });
});

it('shows what stands in place of another kind, and what is added', () => {
  expect(diff([1, { a: 1 }], [1, [2, 3], 4])?.differences).toEqual([
    { path: '[1]', old: '{… 1}', now: '[… 2]' },
    { path: '[2]', old: null, now: '4' }
  ]);
});

it('lists a hundred and says how many more there are', () => {
  const list = (from: number) =>
    Array.from({ length: 500 }, (_, i) => i + from);
  const found = diff(list(0), list(1));
  expect(found?.differences).toHaveLength(100);
  expect(found?.more).toBe(400);
});

it('reads JSON that is stored as text', () => {
  expect(diff('{"a": 1}', '{"a": 2}')?.differences).toHaveLength(1);
});

it('is nothing for what is no data', () => {
  expect(diff('{', '{}')).toBeNull();
  const text = display({ 'text/plain': 'a' });
  expect(dataDiff('text/plain', text, text)).toBeNull();
  expect(dataDiff(MIME, text, text)).toBeNull();
});

it('survives deep data', () => {
  let deep: unknown = 1;
  let other: unknown = 2;
  for (let i = 0; i < 10_000; i++) {
    deep = [deep];
    other = [other];
  }
  expect(diff(deep, other)?.differences).toHaveLength(1);
});

describe('packed arrays', () => {
  const base64 = (numbers: number[]) =>
    Buffer.from(new Float64Array(numbers).buffer).toString('base64');
  const y = (numbers: number[], shape?: string) => ({
    data: [{ y: { dtype: 'f8', bdata: base64(numbers), shape } }]
  });

  it('of plotly are listed by their numbers', () => {
    expect(diff(y([1, 2.5, 3]), y([1, 2.25, 4]))).toEqual({
      differences: [
        { path: 'data[0].y[1]', old: '2.5', now: '2.25' },
        { path: 'data[0].y[2]', old: '3', now: '4' }
      ],
      more: 0,
      cut: false
    });
  });

  it('of plotly are listed by row and column', () => {
    expect(
      diff(y([1, 2, 3, 4], '2, 2'), y([1, 2, 3, 5], '2, 2'))?.differences
    ).toEqual([{ path: 'data[0].y[1][1]', old: '4', now: '5' }]);
  });

  it('are the same as a list of the numbers', () => {
    expect(diff(y([1, 2]), { data: [{ y: [1, 2] }] })?.differences).toEqual([]);
    expect(diff({ data: [{ y: [1, 3] }] }, y([1, 2]))?.differences).toEqual([
      { path: 'data[0].y[1]', old: '3', now: '2' }
    ]);
  });

  it('tell what is no number', () => {
    expect(diff(y([1, NaN]), y([Infinity, NaN]))?.differences).toEqual([
      { path: 'data[0].y[0]', old: '1', now: 'Infinity' }
    ]);
  });

  it('stay as stored when they cannot be read', () => {
    const odd = (bdata: string) => ({ y: { dtype: 'f8', bdata } });
    expect(diff(odd('AAA='), odd('AAE='))?.differences).toEqual([
      { path: 'y.bdata', old: '"AAA="', now: '"AAE="' }
    ]);
  });

  const JSON_MIME = 'application/json';
  const column = (numbers: number[], packed = true) => {
    const bytes = Buffer.from(new Float64Array(numbers).buffer);
    return display({
      [JSON_MIME]: {
        type: 'ndarray',
        array: {
          type: 'bytes',
          data: (packed ? gzipSync(bytes) : bytes).toString('base64')
        },
        shape: [numbers.length],
        dtype: 'float64',
        order: 'little'
      }
    });
  };

  it('of bokeh are listed by their numbers, also when they are zipped', () => {
    for (const packed of [true, false]) {
      expect(
        dataDiff(JSON_MIME, column([1, 2]), column([1, 3], packed))?.differences
      ).toEqual([{ path: 'array[1]', old: '2', now: '3' }]);
    }
  });

  it('of bokeh are found in its script, whatever the ids', () => {
    const SCRIPT = 'application/javascript';
    const drawn = (id: string, numbers: number[]) => {
      const { data } = column(numbers) as unknown as {
        data: { [mime: string]: unknown };
      };
      const attributes = { y: data[JSON_MIME] };
      const docs = { [id]: { version: '3.4', roots: [{ id, attributes }] } };
      return display({
        [SCRIPT]: `(function(root) { const docs_json = ${JSON.stringify(docs)}; })(window);`
      });
    };
    expect(
      dataDiff(SCRIPT, drawn('p1', [1, 2]), drawn('p2', [1, 3]))?.differences
    ).toEqual([
      { path: '[0].roots[0].attributes.y.array[1]', old: '2', now: '3' }
    ]);
    expect(
      dataDiff(SCRIPT, drawn('p1', [1]), drawn('p2', [1]))?.differences
    ).toEqual([]);
    const plain = display({ [SCRIPT]: 'alert(1)' });
    expect(dataDiff(SCRIPT, plain, plain)).toBeNull();
  });

  it('tell how many there are beside those that are listed', () => {
    const many = (from: number) =>
      y(Array.from({ length: 1000 }, (_, i) => i + from));
    expect(diff(many(0), many(1))).toMatchObject({ more: 900, cut: false });
    const huge = (from: number) =>
      y(Array.from({ length: 450_000 }, (_, i) => i + from));
    const found = diff(huge(0), huge(1));
    expect(found).toMatchObject({ cut: true });
    expect(found?.differences).toHaveLength(100);
  });

  it('of more than 4 MB are told as stored', () => {
    const huge = (last: number) => {
      const numbers = new Array<number>(600_000).fill(0);
      numbers[599_999] = last;
      return y(numbers);
    };
    const [only, ...rest] = diff(huge(1), huge(2))?.differences ?? [];
    expect(rest).toEqual([]);
    expect(only.path).toBe('data[0].y');
    expect(only.old).toBe(
      'packed array (f8) of 6,400,000 characters, too large to list'
    );
  });
});
