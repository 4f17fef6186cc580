import fc from 'fast-check';

import { wordDiff } from '..';

const shown = (parts: { text: string; kind: string }[]) =>
  parts
    .map(({ text, kind }) => (kind === 'same' ? text : `<${text}>`))
    .join('');

describe('wordDiff', () => {
  it('marks whole numbers and words', () => {
    const { old, new: now } = wordDiff(
      'auc 0.91342, f1 0.87',
      'auc 0.9136, f1 0.87'
    );
    expect(shown(old)).toBe('auc <0.91342>, f1 0.87');
    expect(shown(now)).toBe('auc <0.9136>, f1 0.87');
  });

  it('marks an added line on the new side only', () => {
    const { old, new: now } = wordDiff('a\nc\n', 'a\nb\nc\n');
    expect(shown(old)).toBe('a\nc\n');
    expect(shown(now)).toMatch(/^a\n?<.*b.*>\n?c\n$/s);
  });

  it('gives both sides back when its parts are joined', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const parts = wordDiff(a, b);
        expect(parts.old.map(part => part.text).join('')).toBe(a);
        expect(parts.new.map(part => part.text).join('')).toBe(b);
      })
    );
  });

  it('marks nothing in equal texts', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), a => {
        expect(wordDiff(a, a).old).toEqual([{ text: a, kind: 'same' }]);
      })
    );
  });
});
