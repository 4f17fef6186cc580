import * as fc from 'fast-check';

import type { INotebook } from '../../notebook/facts';
import { digestOutputs } from '../../outputs/digest';
import type { IOutputComparison } from '../../outputs/types';
import { standingOfRun, whyNotVerified, whyStale } from '../standing';
import { makeCell, makeNotebook, makeRun, text } from './make';

const environment = { 'work/requirements.txt': 'e1' };

describe('a run in which an output could not be compared', () => {
  const runWith = (kind: string) => {
    const output: IOutputComparison = {
      verdict: 'uncomparable',
      cause: 'appearance',
      message: 'Pictures differ in size',
      detail: null,
      kind,
      old: 0,
      new: 0
    };
    return makeRun(makeNotebook(), {
      verdict: 'remarks',
      reason: null,
      counts: { identical: 1, uncomparable: 1 },
      cells: [
        { index: 2, verdict: 'uncomparable', cause: null, outputs: [output] }
      ]
    });
  };

  it('verifies nothing, and names the cell: it may hold another result', () => {
    const run = runWith('image/png');
    expect(standingOfRun(run)).toBe('unverified');
    expect(whyNotVerified(run)).toBe(
      'an output of cell 3 could not be compared: pictures differ in size'
    );
  });

  it('verifies when that output is a widget, whose state is stored on neither side', () => {
    const run = runWith('application/vnd.jupyter.widget-view+json');
    expect(standingOfRun(run)).toBe('verified');
    expect(whyNotVerified(run)).toBeNull();
  });
});

describe('a run still counts', () => {
  it('while nothing changed', () => {
    expect(staleAfter(() => undefined)).toBeNull();
  });

  it('after Markdown was edited, added or removed', () => {
    expect(
      staleAfter(notebook => {
        notebook.cells[1].source = '# Other';
        notebook.cells.unshift(makeCell('T', { id: 't', type: 'markdown' }));
      })
    ).toBeNull();
    expect(staleAfter(notebook => notebook.cells.splice(1, 1))).toBeNull();
  });

  it('after blank cells were added', () => {
    expect(
      staleAfter(notebook => notebook.cells.push(makeCell('', { id: 'x' })))
    ).toBeNull();
  });

  it('after only white space at the end of a cell or its line ends changed', () => {
    expect(
      staleAfter(notebook => {
        notebook.cells[0].source += '  \r\n';
      })
    ).toBeNull();
  });

  it('when the notebook holds the outputs that it gave instead of those before', () => {
    const notebook = makeNotebook();
    const run = makeRun(notebook);
    run.cells[1].new = digestOutputs([text('2')]);
    expect(whyStale(run, notebook, environment)).toBeNull();
    notebook.cells[2].outputs = [text('2')];
    expect(whyStale(run, notebook, environment)).toBeNull();
  });

  it('whatever the environment files are, when they could not be looked at', () => {
    const notebook = makeNotebook();
    const run = makeRun(notebook, undefined, { environment: null });
    expect(whyStale(run, notebook, { a: 'b' })).toBeNull();
  });

  it('not once a data file that it read is another one', () => {
    const notebook = makeNotebook();
    const run = makeRun(notebook, undefined, {
      data: { 'work/a.csv': '9 t1' }
    });
    const after = (data: { [path: string]: string }) =>
      whyStale(run, notebook, run.environment ?? {}, data);
    expect(after({ 'work/a.csv': '9 t1', 'work/b.csv': '1 t' })).toBeNull();
    expect(after({ 'work/a.csv': '9 t2' })).toBe(
      'work/a.csv changed after the run'
    );
  });

  it('when one of the two kernels has no name', () => {
    expect(
      staleAfter(notebook => {
        notebook.kernelName = null;
      })
    ).toBeNull();
  });
});

describe.each([
  ['with cell ids', (notebook: INotebook) => notebook],
  ['without cell ids', withoutIds]
])('a run no longer counts (%s)', (_, prepare) => {
  const after = (change: (notebook: INotebook) => void) =>
    staleAfter(change, prepare);

  it('after a cell was edited', () => {
    expect(
      after(notebook => {
        notebook.cells[2].source += ' + 1';
      })
    ).toBe('cell 3 was edited after the run');
  });

  it('after two cells were edited', () => {
    expect(
      after(notebook => {
        notebook.cells[0].source += ' + 1';
        notebook.cells[2].source += ' + 1';
      })
    ).toBe('cells 1 and 3 were edited after the run');
  });

  it('after a cell was added', () => {
    expect(
      after(({ cells }) =>
        cells.push(makeCell('b', { id: cells[0].id && 'new' }))
      )
    ).toBe('a cell was added');
  });

  it('after cells were added', () => {
    expect(
      after(({ cells }) => {
        cells.push(makeCell('b', { id: cells[0].id && 'new' }));
        cells.push(makeCell('c', { id: cells[0].id && 'newer' }));
      })
    ).toBe('2 cells were added');
  });

  it('after a cell was removed', () => {
    expect(after(({ cells }) => cells.pop())).toBe('a cell was removed');
  });

  it('after a code cell became Markdown', () => {
    expect(
      after(({ cells }) => {
        cells[2].type = 'markdown';
      })
    ).toBe('a cell was removed');
  });

  it('after cells were moved', () => {
    expect(after(({ cells }) => cells.reverse())).toBe('cells were moved');
  });

  it('after the outputs became others than both before and after the run', () => {
    expect(
      after(({ cells }) => {
        cells[2].outputs = [text('other')];
      })
    ).toBe('the outputs of cell 3 changed after the run');
  });

  it('after outputs were cleared', () => {
    expect(
      after(({ cells }) => {
        cells[2].outputs = [];
      })
    ).toBe('the outputs of cell 3 changed after the run');
  });

  it('after the kernel was switched', () => {
    expect(
      after(notebook => {
        notebook.kernelName = 'r';
      })
    ).toBe('the kernel is now `r`, the run used `python3`');
  });
});

describe('a run no longer counts', () => {
  it('after a cell was replaced by another', () => {
    expect(
      staleAfter(({ cells }) => {
        cells[2] = makeCell('b', { id: 'new' });
      })
    ).toBe('cells were added and removed');
  });

  it('after a cell was emptied, or a blank one filled', () => {
    expect(
      staleAfter(({ cells }) => {
        cells[0].source = ' ';
      })
    ).toBe('cell 1 was edited after the run');
    expect(
      staleAfter(
        ({ cells }) => {
          cells[3].source = 'b';
        },
        notebook => {
          notebook.cells.push(makeCell('', { id: 'blank' }));
          return notebook;
        }
      )
    ).toBe('cell 4 was edited after the run');
  });

  it('after two cells with one id changed places', () => {
    expect(
      staleAfter(
        ({ cells }) => cells.reverse(),
        notebook => {
          notebook.cells.forEach(cell => (cell.id = 'same'));
          return notebook;
        }
      )
    ).toBe('cells were moved');
  });

  it('after an environment file changed, went, or came', () => {
    const stale = (digests: { [path: string]: string }) =>
      whyStale(makeRun(makeNotebook()), makeNotebook(), digests);
    const path = 'work/requirements.txt';
    expect(stale({ [path]: 'e2' })).toBe(`${path} changed after the run`);
    expect(stale({})).toBe(
      `${path} was there at the run, and can no longer be read`
    );
    expect(stale({ ...environment, 'work/environment.yml': 'e3' })).toBe(
      'work/environment.yml was added after the run'
    );
  });

  it("uses the host's digest of the outputs where the host has one", () => {
    const run = makeRun(makeNotebook());
    const [, , cell] = makeNotebook().cells;
    const light = (outputsDigest: string) =>
      makeNotebook({
        cells: [
          makeNotebook().cells[0],
          { ...cell, outputs: [{ output_type: 'stream' }], outputsDigest }
        ]
      });
    expect(whyStale(run, light(run.cells[1].new), environment)).toBeNull();
    expect(whyStale(run, light('other'), environment)).toBe(
      'the outputs of cell 2 changed after the run'
    );
  });
});

describe('laws', () => {
  const sources = fc.array(fc.constantFrom('', 'a', 'b', 'c'));
  const notebooks = fc.tuple(sources, fc.boolean()).map(([list, ids]) =>
    makeNotebook({
      cells: list.map((source, k) =>
        makeCell(source, { id: ids ? `id${k}` : null })
      )
    })
  );

  it('a run of a notebook counts for that notebook', () => {
    fc.assert(
      fc.property(notebooks, notebook => {
        expect(whyStale(makeRun(notebook), notebook, environment)).toBeNull();
      })
    );
  });

  it('a run counts for no notebook that would send other sources, or in another order', () => {
    fc.assert(
      fc.property(notebooks, notebooks, (then, now) => {
        const sent = ({ cells }: INotebook) =>
          cells.map(({ source }) => source).filter(source => source !== '');
        const same = JSON.stringify(sent(then)) === JSON.stringify(sent(now));
        const stale = whyStale(makeRun(then), now, environment);
        if (!same) {
          expect(stale).not.toBeNull();
        }
      })
    );
  });
});

function staleAfter(
  change: (notebook: INotebook) => unknown,
  prepare: (notebook: INotebook) => INotebook = notebook => notebook
): string | null {
  const notebook = prepare(makeNotebook());
  const run = makeRun(notebook);
  change(notebook);
  return whyStale(run, notebook, environment);
}

function withoutIds(notebook: INotebook): INotebook {
  notebook.cells.forEach(cell => (cell.id = null));
  return notebook;
}
