import { readFileSync } from 'fs';
import { join } from 'path';

import * as fc from 'fast-check';

import type { ICell, IOutput } from '../facts';
import { orderFindings } from '../order';
import { outOfOrder } from '../sequence';

describe('orderFindings', () => {
  for (const { title, cells, expected } of readCases()) {
    it(title, () => {
      expect(describeFindings(cells)).toEqual(expected);
    });
  }

  it('says at most one thing for each cell and rule, whatever the counts', () => {
    fc.assert(
      fc.property(fc.array(anyCell()), cells => {
        const keys = findingsOf(cells).map(
          ({ rule, cell }) => `${rule} ${cell?.index}`
        );
        expect(new Set(keys).size).toBe(keys.length);
      })
    );
  });

  it('never calls anything worse than a warning, as a stored run proves nothing of the next', () => {
    fc.assert(
      fc.property(fc.array(anyCell()), cells => {
        for (const finding of findingsOf(cells)) {
          expect(finding.severity).not.toBe('error');
          expect(finding.tier).toBe('recorded');
        }
      })
    );
  });

  it('points at code cells that hold something, and never at the same cell twice in one sentence', () => {
    fc.assert(
      fc.property(fc.array(anyCell()), cells => {
        for (const { cell, related } of findingsOf(cells)) {
          for (const index of [cell?.index ?? null, related ?? null]) {
            if (index !== null) {
              expect(cells[index].type).toBe('code');
              expect(cells[index].source).not.toBe('');
            }
          }
          expect(related ?? -1).not.toBe(cell?.index);
        }
      })
    );
  });

  it('says in a true sentence which cell ran after which', () => {
    fc.assert(
      fc.property(fc.array(anyCell()), cells => {
        for (const { rule, cell, related, message } of findingsOf(cells)) {
          if (rule === 'out-of-order' && cell && related !== undefined) {
            const own = cells[cell.index].executionCount ?? 0;
            const other = cells[related].executionCount ?? 0;
            expect(message.startsWith('Ran after')).toBe(own > other);
            expect(cell.index < related).toBe(own > other);
          }
          expect(message).not.toBe('Ran out of order');
        }
      })
    );
  });
});

describe('outOfOrder', () => {
  it('leaves an ordered list whole', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), values => {
        expect(outOfOrder([...values].sort((a, b) => a - b))).toEqual([]);
      })
    );
  });

  it('leaves an ordered rest', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), values => {
        const odd = new Set(outOfOrder(values));
        const rest = values.filter((_, place) => !odd.has(place));
        expect(rest).toEqual([...rest].sort((a, b) => a - b));
      })
    );
  });

  it('takes out as few as can be', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(6), { maxLength: 8 }), values => {
        expect(values.length - outOfOrder(values).length).toBe(
          longestByTrial(values)
        );
      })
    );
  });
});

function longestByTrial(values: number[]): number {
  let longest = 0;
  for (let mask = 0; mask < 1 << values.length; mask++) {
    const chosen = values.filter((_, place) => mask & (1 << place));
    if (chosen.every((value, k) => k === 0 || chosen[k - 1] <= value)) {
      longest = Math.max(longest, chosen.length);
    }
  }
  return longest;
}

function anyCell(): fc.Arbitrary<ICell> {
  return fc
    .record({
      type: fc.constantFrom<ICell['type']>('code', 'code', 'code', 'markdown'),
      source: fc.constantFrom('', 'a', 'b'),
      count: fc.option(fc.integer({ min: 1, max: 12 })),
      fails: fc.boolean(),
      ranSource: fc.constantFrom(null, 'a')
    })
    .map(({ type, source, count, fails, ranSource }) => ({
      id: null,
      type,
      source,
      executionCount: type === 'code' ? count : null,
      tags: [],
      outputs: fails && type === 'code' ? [{ output_type: 'error' }] : [],
      ranSource
    }));
}

function findingsOf(cells: ICell[]) {
  return orderFindings({
    path: 'a.ipynb',
    language: 'python',
    kernelName: null,
    cells
  });
}

function describeFindings(cells: ICell[]): string[] {
  return findingsOf(cells).map(
    ({ severity, rule, cell, message }) =>
      `${severity} ${rule} ${cell ? cell.index + 1 : '-'} ${message}`
  );
}

function readCases() {
  const text = readFileSync(join(__dirname, 'fixtures/order.txt'), 'utf8');
  return text
    .split(/^# /m)
    .slice(1)
    .map(block => {
      const [head, tail] = block.split(/^==>\n?/m);
      const [title, ...cells] = head.trimEnd().split('\n');
      return {
        title,
        cells: cells.map(readCell),
        expected: tail.split('\n').filter(line => line !== '')
      };
    });
}

function readCell(line: string): ICell {
  const [head, ...flags] = line.split(' | ');
  const [, mark, source] = /^(md|\[[ \d]*\]) ?(.*)$/.exec(head) ?? [];
  const count = parseInt(mark.slice(1), 10);
  const outputs: IOutput[] = [];
  const tags: string[] = [];
  let ranSource: string | null = null;
  for (const flag of flags) {
    const [, word, rest] = /^(\w+) ?(.*)$/.exec(flag) ?? [];
    if (word === 'out') {
      outputs.push({ output_type: 'stream', name: 'stdout', text: 'x' });
    } else if (word === 'error') {
      const [ename, evalue] = rest.split(': ');
      outputs.push({ output_type: 'error', ename, evalue });
    } else if (word === 'tag') {
      tags.push(rest);
    } else if (word === 'ran') {
      ranSource = unescape(rest);
    } else {
      throw new Error(`Unknown flag ${flag}`);
    }
  }
  return {
    id: null,
    type: mark === 'md' ? 'markdown' : 'code',
    source: unescape(source),
    executionCount: Number.isNaN(count) ? null : count,
    tags,
    outputs,
    ranSource
  };
}

function unescape(text: string): string {
  return text.replace(/\\n/g, '\n').replace(/\\r/g, '\r');
}
