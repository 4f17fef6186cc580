import { YNotebook } from '@jupyter/ydoc';
import type { Notebook } from '@jupyterlab/notebook';
import type { IFix } from '../../core/notebook/finding';
import { applyEdit, stillFits } from '../fixes';

const cells = (...sources: string[]) =>
  sources.map((source, index) => ({ id: `c${index}`, source }));

describe('stillFits', () => {
  const move: IFix = { kind: 'move-cell', label: '', from: 2, before: 0 };
  const seen = cells('a', 'b', 'c');

  it('holds for the notebook that the fix was thought of for', () => {
    expect(stillFits(move, seen, cells('a', 'b', 'c'))).toBe(true);
  });

  it('holds when a cell was edited that the fix does not touch', () => {
    expect(stillFits(move, seen, cells('a', 'edited', 'c'))).toBe(true);
  });

  it.each([
    ['a cell that it touches was edited', cells('a', 'b', 'edited')],
    ['a cell was added', cells('a', 'b', 'c', 'd')],
    ['a cell was deleted', cells('a', 'b')],
    ['cells were moved', [seen[1], seen[0], seen[2]]]
  ])('does not hold when %s', (_, now) => {
    expect(stillFits(move, seen, now)).toBe(false);
  });

  it('holds for a cell that goes below the last one, not further', () => {
    const insert = (before: number): IFix => ({
      kind: 'insert-cell',
      label: '',
      source: 'x',
      before
    });
    expect(stillFits(insert(3), seen, seen)).toBe(true);
    expect(stillFits(insert(4), seen, seen)).toBe(false);
  });

  it('does not hold for a cell to run that is not there', () => {
    const run: IFix = { kind: 'run-cells', label: '', cells: [1, 7] };
    expect(stillFits(run, seen, seen)).toBe(false);
  });
});

describe('applyEdit', () => {
  let shared: YNotebook;
  let notebook: Notebook;
  const sources = () => shared.cells.map(cell => cell.getSource());
  const ids = () => shared.cells.map(cell => cell.getId());

  beforeEach(() => {
    // Of making a cell: "Add Yjs type to a document before reading data".
    jest.spyOn(console, 'warn').mockImplementation();
    shared = new YNotebook({ disableDocumentWideUndoRedo: true });
    shared.addCell({ cell_type: 'code', id: 'a', source: 'a' });
    shared.addCell({
      cell_type: 'code',
      id: 'b',
      source: 'b',
      outputs: [{ output_type: 'stream', name: 'stdout', text: 'kept' }]
    });
    shared.addCell({ cell_type: 'code', id: 'c', source: 'c' });
    notebook = {
      model: { sharedModel: shared },
      moveCell: (from: number, to: number) => shared.moveCell(from, to)
    } as unknown as Notebook;
  });

  afterEach(() => {
    shared.dispose();
    jest.restoreAllMocks();
  });

  it.each([
    [1, 0, ['b', 'a', 'c'], 0],
    [0, 2, ['b', 'a', 'c'], 1],
    [0, 3, ['b', 'c', 'a'], 2]
  ])('moves cell %d above cell %d', (from, before, order, at) => {
    const fix = { kind: 'move-cell', label: '', from, before } as const;
    expect(applyEdit(notebook, fix)).toBe(at);
    expect(sources()).toEqual(order);
    expect(ids()).toEqual(order);
  });

  it('keeps the outputs of a cell that it moves', () => {
    applyEdit(notebook, { kind: 'move-cell', label: '', from: 1, before: 0 });
    expect(shared.cells[0].toJSON()).toMatchObject({
      outputs: [{ text: 'kept' }]
    });
  });

  it.each<[string, Parameters<typeof applyEdit>[1]]>([
    ['a moved cell', { kind: 'move-cell', label: '', from: 2, before: 0 }],
    [
      'an inserted cell',
      { kind: 'insert-cell', label: '', before: 1, source: 'new' }
    ],
    [
      'a changed cell',
      { kind: 'replace-source', label: '', cell: 1, source: 'new' }
    ]
  ])('is one undo step: %s, just after other edits', (_, fix) => {
    shared.addCell({ cell_type: 'code', id: 'd', source: 'd' });
    const before = sources();
    applyEdit(notebook, fix);
    shared.addCell({ cell_type: 'code', id: 'e', source: 'e' });
    expect(sources()).not.toEqual(before);
    shared.undo();
    shared.undo();
    expect(sources()).toEqual(before);
  });
});
