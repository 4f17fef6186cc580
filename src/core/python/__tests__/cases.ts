import { readFileSync } from 'fs';
import { join } from 'path';
import type { ICell, INotebook } from '../../notebook/facts';

/** A case of a fixture file: cells, and what IPython did with them. */
export interface ICase {
  title: string;
  notebook: INotebook;
  /** Without the arrow: `runs`, `cell 2 NameError x`. */
  truth: string;
}

/** A notebook of code cells. */
export function notebookOf(
  ...sources: (string | [tags: string[], source: string])[]
): INotebook {
  const cells = sources.map((each, index): ICell => {
    const [tags, source] = typeof each === 'string' ? [[], each] : each;
    return {
      id: `cell-${index}`,
      type: tags.includes('[markdown]')
        ? 'markdown'
        : tags.includes('[raw]')
          ? 'raw'
          : 'code',
      source,
      executionCount: null,
      tags,
      outputs: [],
      ranSource: null
    };
  });
  return { path: 'a.ipynb', language: 'python', kernelName: null, cells };
}

/** Cases of a file in `fixtures`. */
export function casesOf(file: string): ICase[] {
  const text = readFileSync(join(__dirname, 'fixtures', file), 'utf8');
  return text
    .split(/^==== /m)
    .slice(1)
    .map(block => {
      const title = block.slice(0, block.indexOf('\n'));
      const truth = /^=> (.*)$/m.exec(block)?.[1] ?? '';
      const parts = block.replace(/^=> .*\n?/m, '').split(/^# %%(.*)\n/m);
      const cells: [string[], string][] = [];
      for (let i = 1; i < parts.length; i += 2) {
        const tags = parts[i].split(/\s+/).filter(tag => tag !== '');
        cells.push([tags, parts[i + 1].replace(/\n+$/, '')]);
      }
      return {
        title,
        notebook: notebookOf(...cells),
        truth
      };
    });
}
