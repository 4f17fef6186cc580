import { readFileSync } from 'fs';
import { join } from 'path';
import type { IFinding } from '../../notebook/finding';
import { analyseCode } from '..';
import { notebookOf } from './cases';

const text = readFileSync(join(__dirname, 'fixtures/random.txt'), 'utf8');

function findingsOf(...sources: string[]): IFinding[] {
  return analyseCode(notebookOf(...sources)).findings.filter(
    ({ rule }) => rule === 'unseeded-random'
  );
}

describe('random numbers without a seed', () => {
  const cases = text
    .split(/^==== /m)
    .slice(1)
    .map(block => {
      const [title, ...lines] = block.trimEnd().split('\n');
      const expected = lines.filter(line => line.startsWith('-> '));
      const source = lines.filter(line => !line.startsWith('-> ')).join('\n');
      return [
        title,
        source.split('\n---\n'),
        expected.map(line => line.slice(3))
      ] as const;
    });

  it.each(cases)('%s', (_, sources, expected) => {
    expect(
      findingsOf(...sources).map(({ cell, severity, names }) =>
        [cell!.index + 1, severity, ...names].join(' ')
      )
    ).toEqual(expected);
  });
});

/** A notebook with the fix of its first finding that has one; null when there is none. */
function fixed(sources: readonly string[]): string[] | null {
  const fix = findingsOf(...sources).find(finding => finding.fix)?.fix;
  switch (fix?.kind) {
    case 'replace-source':
      return sources.map((source, i) => (i === fix.cell ? fix.source : source));
    case 'insert-cell':
      return [
        ...sources.slice(0, fix.before),
        fix.source,
        ...sources.slice(fix.before)
      ];
    default:
      return null;
  }
}

describe('the seed that is offered', () => {
  const file = join(__dirname, 'fixtures/random-fixes.txt');
  const cases = readFileSync(file, 'utf8')
    .split(/^==== /m)
    .slice(1)
    .map(block => {
      const [title, ...lines] = block.trimEnd().split('\n');
      const [before, after] = lines.join('\n').split('\n=>\n');
      return [title, before.split('\n---\n'), after] as const;
    });

  it.each(cases)('%s', (_, before, after) => {
    let sources: string[] = before;
    for (let next = fixed(sources), left = 9; next && left > 0; left--) {
      sources = next;
      next = fixed(sources);
    }
    expect(sources.join('\n---\n')).toBe(after);
  });

  it('keeps carriage returns and everything else as it was', () => {
    const [source] = fixed(['import random\r\nx = "é😀"\r\nrandom.random()'])!;
    expect(source).toBe(
      'import random\nrandom.seed(0)\r\nx = "é😀"\r\nrandom.random()'
    );
  });
});
