import { YNotebook } from '@jupyter/ydoc';
import { setCellTag, tagsOfCell } from '..';

let made: YNotebook;

afterEach(() => made.dispose());

function notebook(...tags: string[]): YNotebook {
  made = new YNotebook();
  made.fromJSON({
    cells: [
      {
        cell_type: 'code',
        id: 'a',
        source: 'x',
        metadata: tags.length > 0 ? { tags } : {},
        outputs: [],
        execution_count: null
      }
    ],
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5
  });
  made.clearUndoHistory();
  return made;
}

it('adds a tag beside those that are there, and undo takes it away', () => {
  notebook('slow');
  const [cell] = made.cells;
  setCellTag(made, cell, 'nbval-ignore-output', true);
  expect(tagsOfCell(cell)).toEqual(['slow', 'nbval-ignore-output']);
  made.undo();
  expect(tagsOfCell(cell)).toEqual(['slow']);
  made.redo();
  expect(tagsOfCell(cell)).toEqual(['slow', 'nbval-ignore-output']);
});

it('is an undo step of its own', () => {
  notebook();
  const [cell] = made.cells;
  made.transact(() => cell.setSource('y'));
  setCellTag(made, cell, 'raises-exception', true);
  made.undo();
  expect(tagsOfCell(cell)).toEqual([]);
  expect(cell.getSource()).toBe('y');
});

it('takes a tag away with its other names and leaves no empty list', () => {
  notebook('raises-exception', 'nbval-raises-exception');
  setCellTag(made, made.cells[0], 'raises-exception', false);
  expect(made.cells[0].getMetadata()).not.toHaveProperty('tags');
});

it('replaces the tag that says the opposite', () => {
  notebook('nbval-check-output');
  setCellTag(made, made.cells[0], 'nbval-ignore-output', true);
  expect(tagsOfCell(made.cells[0])).toEqual(['nbval-ignore-output']);
});

it('makes do with tags that are no list', () => {
  notebook();
  made.cells[0].setMetadata('tags', 'slow');
  expect(tagsOfCell(made.cells[0])).toEqual([]);
  setCellTag(made, made.cells[0], 'raises-exception', true);
  expect(tagsOfCell(made.cells[0])).toEqual(['raises-exception']);
});
