import type { ISharedCell, ISharedNotebook } from '@jupyter/ydoc';

/** The tags in a cell's metadata. */
export function tagsOfCell(cell: ISharedCell): string[] {
  const tags: unknown = cell.getMetadata('tags');
  return Array.isArray(tags) ? tags.map(String) : [];
}

/** Tags that say the opposite of one another: the last of them would count. */
const OPPOSITE: { [tag: string]: string } = {
  'nbval-ignore-output': 'nbval-check-output'
};

/** Other names of a tag. */
const ALIASES: { [tag: string]: string[] } = {
  'nbval-ignore-output': ['pytest-validate-ignore-output'],
  'raises-exception': ['nbval-raises-exception']
};

/** Adds a tag to a cell's metadata or takes it away (also by its other names), as one undo step of the notebook. */
export function setCellTag(
  notebook: ISharedNotebook,
  cell: ISharedCell,
  tag: string,
  on: boolean
): void {
  const without = [tag, OPPOSITE[tag], ...(ALIASES[tag] ?? [])];
  const rest = tagsOfCell(cell).filter(each => !without.includes(each));
  const tags = on ? [...rest, tag] : rest;
  // Changes within half a second of each other would else be undone together.
  const history = (notebook as { undoManager?: { stopCapturing(): void } })
    .undoManager;
  history?.stopCapturing();
  // In a transaction of the notebook: a cell's own cannot be undone.
  notebook.transact(() => {
    if (tags.length > 0) {
      cell.setMetadata('tags', tags);
    } else {
      cell.deleteMetadata('tags');
    }
  });
  history?.stopCapturing();
}
