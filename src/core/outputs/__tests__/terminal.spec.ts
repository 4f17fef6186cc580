import fc from 'fast-check';

import { joinStreams } from '..';
import { renderTerminal, stripAnsi } from '../terminal';
import { plainText } from '../text/compare';
import { stream } from './helpers';

describe('renderTerminal', () => {
  it.each([
    ['long text\rab', 'abng text', 'overwrites from the start of the line'],
    ['10 %\r100 %\r', '100 %', 'keeps what a last return leaves'],
    ['one\ntwo\rx', 'one\nxwo', 'goes back in its own line only'],
    ['abc\b\bx', 'ax', 'deletes the characters before'],
    ['a\n\b\bx', 'a\nx', 'does not delete the line end'],
    ['ab\rx\n.', 'xb\n.', 'starts a new line at the end, wherever it stood'],
    ['abc\r\bx', 'xbc', 'deletes nothing at the start of a line'],
    ['abc\r\nd', 'abc\nd', 'takes a Windows line end for one']
  ])('%j becomes %j: %s', (text, shown) => {
    expect(renderTerminal(text)).toBe(shown);
  });

  it('changes nothing that has no control characters, and nothing twice', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const once = renderTerminal(text);
        expect(renderTerminal(once)).toBe(once);
        expect(/[\r\b]/.test(text) || once === text).toBe(true);
      })
    );
  });
});

describe('a line of returns and backspaces', () => {
  /** As JupyterLab does it, one sign after the other in a list. */
  function byList(line: string): string {
    const shown: string[] = [];
    let at = 0;
    for (const sign of line.split('')) {
      if (sign === '\r') {
        at = 0;
      } else if (sign === '\b') {
        if (at > 0) {
          shown.splice(--at, 2);
        }
      } else {
        shown[at++] = sign;
      }
    }
    return shown.join('');
  }

  it('is what a list of its signs would give', () => {
    const signs = fc.constantFrom('a', 'b', '\r', '\b', 'é', '😀');
    fc.assert(
      fc.property(fc.string({ unit: signs, maxLength: 30 }), line => {
        expect(renderTerminal(line)).toBe(byList(line));
      }),
      { numRuns: 500 }
    );
  });

  it('costs no more where much stands behind the cursor', () => {
    const line = `${'x'.repeat(1_000_000)}\r${'ab\b'.repeat(50_000)}`;
    const began = performance.now();
    expect(renderTerminal(line)).toHaveLength(950_000 - 50_000);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

describe('stripAnsi', () => {
  it('removes colours, links and cursor movements, and nothing else', () => {
    expect(stripAnsi('\u001b[1;31mred\u001b[0m [1m]')).toBe('red [1m]');
    expect(
      stripAnsi('\u001b]8;;x:y\u0007link\u001b]8;;\u0007 \u001b[2K\u001b[1A.')
    ).toBe('link .');
  });
});

describe('plainText', () => {
  it('drops blanks at line ends and empty lines at the end', () => {
    expect(plainText('a \n\n b\t\r\n\n')).toBe('a\n\n b');
  });
});

describe('joinStreams', () => {
  it('joins neighbours of one name only', () => {
    expect(
      joinStreams([
        stream('a'),
        stream('b'),
        stream('w', 'stderr'),
        stream('c')
      ]).map(output => output.text)
    ).toEqual(['ab', 'w', 'c']);
  });

  it('joins lists of lines, and leaves out what shows nothing', () => {
    const lines = { output_type: 'stream', name: 'stdout', text: ['a\n', 'b'] };
    expect(joinStreams([stream(''), lines]).map(output => output.text)).toEqual(
      ['a\nb']
    );
  });
});
