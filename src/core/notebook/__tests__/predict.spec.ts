import * as fc from 'fast-check';

import { summariseCell } from '../../python';
import type { ICell, INotebook } from '../facts';
import type { IExecution } from '../log';
import { predictChanges } from '../predict';
import { readSessions } from './sessions';

describe('predictChanges', () => {
  for (const { title, notebook, expected } of readSessions('predict.txt')) {
    it(title, () => {
      expect(
        predictChanges(notebook, summariseCell).map(
          ({ cell, cause, names, message }) =>
            `${cell + 1} ${cause} ${names.join()}: ${message}`
        )
      ).toEqual(expected);
    });
  }

  it('predicts nothing for a session that ran once in order and knows no chance', () => {
    fc.assert(
      fc.property(fc.array(anySource()), all => {
        const defined = ['a = [1]', 'b = [2]', 'c = [3]'];
        const kept = all.filter(each => !each.startsWith('del '));
        const sources = [...defined, ...kept];
        const notebook = notebookOf(
          sources,
          sources.map((_, k) => k)
        );
        expect(predictChanges(notebook, summariseCell)).toEqual([]);
      })
    );
  });

  it('does not depend on cell ids', () => {
    fc.assert(
      fc.property(anySession(), ({ sources, runs }) => {
        const plain = notebookOf(sources, runs);
        const other = notebookOf(sources, runs, 'z');
        expect(predictChanges(other, summariseCell)).toEqual(
          predictChanges(plain, summariseCell)
        );
      })
    );
  });

  it('never throws, whatever the cells hold, and speaks of code cells with a count alone', () => {
    const anyText = fc.oneof(
      anySource(),
      fc.string(),
      fc.array(anySource(), { maxLength: 3 }).map(all => all.join(' '))
    );
    fc.assert(
      fc.property(
        fc.array(anyText, { maxLength: 8 }),
        fc.array(fc.nat(7), { maxLength: 12 }),
        (sources, runs) => {
          const places = runs.filter(place => place < sources.length);
          const notebook = notebookOf(sources, places);
          for (const { cell, message } of predictChanges(
            notebook,
            summariseCell
          )) {
            expect(places).toContain(cell);
            expect(message).not.toBe('');
          }
        }
      )
    );
  });

  it('follows calls that never end only so far', () => {
    const source =
      'def f(n):\n    return g(n) + g(n)\ndef g(n):\n    return f(n - 1) + f(n - 2)\nprint(f(3))';
    const notebook = notebookOf([source, source], [0, 1, 0]);
    expect(predictChanges(notebook, summariseCell)).toEqual([]);
  });

  it('looks into objects that hold themselves', () => {
    const notebook = notebookOf(
      ['a = []', 'a.append(a)', 'd = {}', "d['d'] = d", 'print(a, d)'],
      [0, 1, 2, 3, 4]
    );
    expect(predictChanges(notebook, summariseCell)).toEqual([]);
  });

  it('looks at each function once where many call many', () => {
    const names = Array.from({ length: 30 }, (_, k) => `f${k}`);
    const body = names.map(name => `    ${name}`).join('\n');
    const sources = [
      ...names.map(name => `def ${name}():\n${body}`),
      'print(f0)'
    ];
    expect(
      predictChanges(
        notebookOf(
          sources,
          sources.map((_, k) => k)
        ),
        summariseCell
      )
    ).toEqual([]);
  });
});

function anySource(): fc.Arbitrary<string> {
  const name = fc.constantFrom('a', 'b', 'c');
  return fc
    .tuple(
      fc.constantFrom(
        '@ = 1',
        '@ = [1]',
        '@ = {}',
        '@ += 1',
        '@.append(#)',
        "@['k'] = #",
        'print(@)',
        '@',
        '@ = #',
        'def @(v):\n    return v + #',
        'def @(v):\n    global #\n    # = v',
        '@(#)',
        'del @',
        'for i in @:\n    # = i',
        'if @:\n    # = 2\nelse:\n    print(#)',
        'try:\n    @\nexcept NameError:\n    @ = 0',
        'class @:\n    n = #',
        '@ = iter(#)',
        'next(@)',
        '@ = [v for v in #]',
        'import os as @',
        'with @ as #:\n    pass'
      ),
      name,
      name
    )
    .map(([text, one, two]) => text.replace(/@/g, one).replace(/#/g, two));
}

function anySession(): fc.Arbitrary<{ sources: string[]; runs: number[] }> {
  return fc
    .array(anySource(), { minLength: 1, maxLength: 8 })
    .chain(sources =>
      fc
        .array(fc.nat(sources.length - 1), { maxLength: 12 })
        .map(runs => ({ sources, runs }))
    );
}

function notebookOf(
  sources: string[],
  runs: number[],
  prefix = 'c'
): INotebook {
  const cells = sources.map((source, place): ICell => {
    const last = runs.lastIndexOf(place);
    return {
      id: `${prefix}${place}`,
      type: 'code',
      source,
      executionCount: last < 0 ? null : last + 1,
      tags: [],
      outputs:
        last < 0
          ? []
          : [{ output_type: 'stream', name: 'stdout', text: 'shown' }],
      ranSource: null
    };
  });
  const executions = runs.map((place, count): IExecution => ({
    cell: `${prefix}${place}`,
    source: sources[place],
    count: count + 1,
    outcome: 'unknown',
    by: 'here'
  }));
  return {
    path: 'a.ipynb',
    language: 'python',
    kernelName: null,
    cells,
    log: { session: 's', executions, complete: true }
  };
}
