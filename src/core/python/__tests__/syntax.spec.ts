import { readFileSync } from 'fs';
import { join } from 'path';
import { analyseCode, readCell, summariseCell } from '..';
import { notebookOf } from './cases';

interface ISnippet {
  title: string;
  source: string;
  binds: string[];
  needs: string[];
  isGap: boolean;
}

function snippets(): ISnippet[] {
  const file = join(__dirname, 'fixtures/syntax.txt');
  return readFileSync(file, 'utf8')
    .split(/^==== /m)
    .slice(1)
    .map(block => {
      const title = block.slice(0, block.indexOf('\n'));
      const lines = block.slice(title.length + 1).split('\n');
      const told = (sign: string): string[] =>
        lines
          .filter(line => line === sign || line.startsWith(`${sign} `))
          .flatMap(line => line.slice(1).split(' '))
          .filter(word => word !== '')
          .sort();
      return {
        title,
        source: lines
          .filter(line => !/^(?:[+-](?: .*)?|gap)$/.test(line))
          .join('\n'),
        binds: told('+'),
        needs: told('-'),
        isGap: lines.includes('gap')
      };
    });
}

const all = snippets().map(each => [each.title, each] as const);

describe('syntax of Python 3.8 to 3.14', () => {
  it.each(all.filter(([, { isGap }]) => !isGap))(
    '%s: binds and needs what CPython says',
    (_, { source, binds, needs }) => {
      const summary = summariseCell(source);
      expect(summary.parsed).toBe(true);
      expect([...readCell(source).names].sort()).toEqual(binds);
      expect(summary.needs.map(({ name }) => name).sort()).toEqual(needs);
    }
  );

  it.each(all)('%s: is no error', (_, { source, needs }) => {
    expect(readCell(source).problem).toBeNull();
    const above = needs.map(name => `${name} = 1`).join('\n');
    const { findings } = analyseCode(notebookOf(above, source));
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
