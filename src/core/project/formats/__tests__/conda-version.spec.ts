import fc from 'fast-check';
import { compareCondaVersions, condaVersionFits } from '../conda-version';

/** In order, as the documentation of conda's version order lists them; equal ones together. */
const ORDERED = [
  ['0.4', '0.4.0'],
  ['0.4.1.rc', '0.4.1.RC'],
  ['0.4.1'],
  ['0.5a1'],
  ['0.5b3'],
  ['0.5C1'],
  ['0.5'],
  ['0.9.6'],
  ['0.960923'],
  ['1.0'],
  ['1.1dev1'],
  ['1.1_'],
  ['1.1a1'],
  ['1.1.0dev1', '1.1.dev1'],
  ['1.1.a1'],
  ['1.1.0rc1'],
  ['1.1.0', '1.1'],
  ['1.1.0post1', '1.1.post1'],
  ['1.1post1'],
  ['1996.07.12'],
  ['1!0.4.1'],
  ['1!3.1.1.6'],
  ['2!0.4.1']
];

describe('compareCondaVersions', () => {
  it('keeps the documented order', () => {
    const all = ORDERED.flatMap((group, rank) =>
      group.map(version => ({ version, rank }))
    );
    for (const a of all) {
      for (const b of all) {
        const order = Math.sign(compareCondaVersions(a.version, b.version));
        expect([a.version, b.version, order]).toEqual([
          a.version,
          b.version,
          Math.sign(a.rank - b.rank)
        ]);
      }
    }
  });

  it('takes missing parts for zero, and case for nothing', () => {
    expect(compareCondaVersions('1.1', '1.1.0')).toBe(0);
    expect(compareCondaVersions('1.1RC1', '1.1rc1')).toBe(0);
    expect(compareCondaVersions('1-2_3', '1.2.3')).toBe(0);
  });

  it('is a total order', () => {
    const version = fc
      .array(
        fc.constantFrom(
          '1',
          '0',
          '10',
          '.',
          'a',
          'rc',
          'dev',
          'post',
          '_',
          '+',
          '!'
        ),
        { maxLength: 8 }
      )
      .map(parts => parts.join(''));
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        const sign = (x: string, y: string): number =>
          Math.sign(compareCondaVersions(x, y));
        expect(sign(a, b)).toBe(-sign(b, a) + 0);
        if (sign(a, b) <= 0 && sign(b, c) <= 0) {
          expect(sign(a, c)).toBeLessThanOrEqual(0);
        }
      })
    );
  });
});

describe('condaVersionFits', () => {
  const cases: [string, string, boolean | null][] = [
    ['1.8.3', '', true],
    ['1.8.3', '*', true],
    ['1.8.3', '=1.8', true],
    ['1.80', '=1.8', false],
    ['1.8', '=1.8.0', true],
    ['1.8.3', '==1.8', false],
    ['1.8.0', '==1.8', true],
    ['1.8.3', '1.8.*', true],
    ['1.9', '!=1.8.*', true],
    ['1.8.3', '!=1.8.*', false],
    ['1.8.3', '>=1.8,<1.9', true],
    ['1.9', '>=1.8,<1.9', false],
    ['1.9', '1.8|1.9', true],
    ['1.8.3', '~=1.8.1', true],
    ['1.9', '~=1.8.1', false],
    ['1.9', '~=1.8', true],
    ['2.0', '~=1.8', false],
    ['1.8.3', '>1.8.3', false],
    ['1.8.3', '<=1.8.3', true],
    ['1.8rc1', '<1.8', true],
    ['1.8', '^1.*$', null]
  ];
  it.each(cases)('%s against %s is %s', (version, expression, fits) => {
    expect(condaVersionFits(version, expression)).toBe(fits);
  });
});
