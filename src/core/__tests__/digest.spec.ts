import { createHash } from 'crypto';

import * as fc from 'fast-check';

import { digestSource, sha256Hex } from '../digest';

describe('sha256Hex', () => {
  it('is the SHA-256 of the UTF-8 bytes, as another implementation computes it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        const expected = createHash('sha256')
          .update(text, 'utf8')
          .digest('hex');
        expect(sha256Hex(text)).toBe(expected);
      })
    );
  });

  it('takes text with half of a surrogate pair', () => {
    expect(sha256Hex('\ud800')).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('digestSource', () => {
  it('does not see line ends or white space at the end', () => {
    expect(digestSource('a\r\nb\rc \n\n')).toBe(digestSource('a\nb\nc'));
  });

  it('sees every other change', () => {
    expect(digestSource(' a')).not.toBe(digestSource('a'));
    expect(digestSource('a \nb')).not.toBe(digestSource('a\nb'));
  });
});
