import type { ICellRun } from './types';

/**
 * Whether an error is what the author wants of this cell: the tag of nbclient,
 * or nbval's tag or comment.
 */
export function expectsError(cell: ICellRun): boolean {
  return (
    cell.tags.includes('raises-exception') ||
    marker(cell, /raises-exception/) !== null
  );
}

/** Whether the author left the outputs out, by nbval's tag or comment. */
export function isIgnored(cell: ICellRun): boolean {
  return marker(cell, /(?:ignore|check)-output/) === 'ignore-output';
}

/** nbval's marker of one kind: comments win over tags, the last one counts. */
function marker(cell: ICellRun, kind: RegExp): string | null {
  const tags = cell.tags.map(tag => /^nbval-(.+)$/.exec(tag)?.[1] ?? '');
  const comments = Array.from(
    cell.source.matchAll(/^\s*#\s*(?:NBVAL|PYTEST_VALIDATE)_([A-Z_]+)\s*$/gm),
    ([, name]) => name.toLowerCase().replace(/_/g, '-')
  );
  const found = [...tags, ...comments].filter(name =>
    new RegExp(`^${kind.source}$`).test(name)
  );
  return found[found.length - 1] ?? null;
}
