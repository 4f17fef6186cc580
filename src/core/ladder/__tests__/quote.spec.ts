import { execFileSync } from 'child_process';

import * as fc from 'fast-check';
import { parse } from 'yaml';

import { makeWord, plainText, shellWord, yamlText } from '../steps/quote';

const names = fc
  .string({ unit: fc.constantFrom(...'ab -\'"$`\\#!*?;&|<>(){}[]~=%:,é\t') })
  .filter(name => name !== '');

describe('shellWord', () => {
  it('is read by a shell as that one word', () => {
    fc.assert(
      fc.property(names, name => {
        const said = execFileSync('sh', ['-c', `printf %s ${shellWord(name)}`]);
        expect(said.toString().replace(/^\.\//, '')).toBe(
          name.replace(/^\.\//, '')
        );
      }),
      { numRuns: 40 }
    );
  });

  it('leaves plain paths as they are', () => {
    expect(shellWord('sub/report-2.ipynb')).toBe('sub/report-2.ipynb');
  });

  it('keeps a name from being read as an option', () => {
    expect(shellWord('-rf')).toBe('./-rf');
    expect(shellWord('-r f')).toBe("'./-r f'");
  });
});

describe('makeWord', () => {
  it('doubles the dollar signs, which are make’s own', () => {
    expect(makeWord('$(shell x)')).toBe("'$$(shell x)'");
  });
});

describe('yamlText', () => {
  it('is read by YAML as that very text', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(parse(`a: ${yamlText(text)}`)).toEqual({ a: text });
      })
    );
  });
});

describe('plainText', () => {
  it('has no line ends and no backticks', () => {
    expect(plainText('a\r\nb `c`')).toBe("a b 'c'");
  });
});
