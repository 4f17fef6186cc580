import * as fc from 'fast-check';

import { describeError } from '../error';

describe('describeError', () => {
  it('gives the name in backticks and the first line of the value', () => {
    expect(describeError('KeyError', "'a'\nmore")).toBe("`KeyError`: 'a'");
  });

  it('leaves out colours and backticks', () => {
    expect(describeError('E', '\x1b[0;31mred\x1b[0m `x`')).toBe("`E`: red 'x'");
  });

  it('says "an error" when the kernel gave no name', () => {
    expect(describeError(undefined, null)).toBe('an error');
    expect(describeError('', 'value')).toBe('an error: value');
  });

  it('clips long values between characters, not inside one', () => {
    const shown = describeError('E', '😀'.repeat(500));
    expect(shown).toBe(`\`E\`: ${'😀'.repeat(119)}…`);
  });

  it('is one short line, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.string({ maxLength: 400 }),
        (ename, evalue) => {
          const shown = describeError(ename, evalue);
          expect(Array.from(shown).length).toBeLessThanOrEqual(186);
          expect(shown).not.toMatch(/[\r\n]/);
        }
      )
    );
  });
});
