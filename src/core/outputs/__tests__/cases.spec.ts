import { readCases, runCase } from './fixtures';

describe.each([
  'masks.txt',
  'numbers.txt',
  'order.txt',
  'html.txt',
  'data.txt',
  'drawings.txt',
  'libraries.txt'
])('%s', file => {
  it.each(readCases(file).map(one => [one.title, one] as const))(
    '%s',
    (_, one) => {
      const { verdict, message } = runCase(one);
      expect([one.old, one.now, verdict]).toEqual([
        one.old,
        one.now,
        one.verdict
      ]);
      if (one.message !== '') {
        expect(message).toBe(one.message);
      }
    }
  );
});
