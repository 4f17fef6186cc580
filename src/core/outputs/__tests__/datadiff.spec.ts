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
    more: false
  });
});

it('shows what stands in place of another kind, and what is added', () => {
  expect(diff([1, { a: 1 }], [1, [2, 3], 4])?.differences).toEqual([
    { path: '[1]', old: '{… 1}', now: '[… 2]' },
    { path: '[2]', old: null, now: '4' }
  ]);
});

it('lists a hundred and says that there are more', () => {
  const list = (from: number) =>
    Array.from({ length: 500 }, (_, i) => i + from);
  const found = diff(list(0), list(1));
  expect(found?.differences).toHaveLength(100);
  expect(found?.more).toBe(true);
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
