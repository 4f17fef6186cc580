/** What a cell says of itself. */
export interface IMarks {
  readonly tags: readonly string[];
  readonly source: string;
}

/**
 * Whether an error is what the author wants of this cell: the tag of nbclient,
 * or nbval's tag or comment.
 */
export function expectsError(cell: IMarks): boolean {
  return (
    cell.tags.includes('raises-exception') ||
    marker(cell, /raises-exception/) !== null
  );
}

/** Whether the author left the outputs out, by nbval's tag or comment. */
export function isIgnored(cell: IMarks): boolean {
  return marker(cell, /(?:ignore|check)-output/) === 'ignore-output';
}

/** Whether a cell has a mark, by a tag or a comment. */
export function isMarked(
  cell: IMarks,
  mark: 'nbval-ignore-output' | 'raises-exception'
): boolean {
  return mark === 'raises-exception' ? expectsError(cell) : isIgnored(cell);
}

/** The comment that decides about a mark, without its `#`; null when none does. */
export function tellComment(
  { source }: IMarks,
  mark: 'nbval-ignore-output' | 'raises-exception'
): string | null {
  const kind =
    mark === 'raises-exception'
      ? /_RAISES_EXCEPTION$/
      : /_(?:IGNORE|CHECK)_OUTPUT$/;
  const found = comments(source).filter(comment => kind.test(comment));
  return found[found.length - 1] ?? null;
}

/** nbval's marker of one kind: comments win over tags, the last one counts. */
function marker(cell: IMarks, kind: RegExp): string | null {
  const names = [
    ...cell.tags.filter(tag => TAGS.has(tag)),
    ...comments(cell.source).map(comment =>
      comment.toLowerCase().replace(/_/g, '-')
    )
  ].map(name => name.replace(/^(?:nbval|pytest-validate)-/, ''));
  const found = names.filter(name => new RegExp(`^${kind.source}$`).test(name));
  return found[found.length - 1] ?? null;
}

/** The markers that nbval 0.11 knows, without the one that skips a cell. */
const COMMENTS = [
  'NBVAL_IGNORE_OUTPUT',
  'NBVAL_CHECK_OUTPUT',
  'NBVAL_RAISES_EXCEPTION',
  'PYTEST_VALIDATE_IGNORE_OUTPUT'
];
const TAGS = new Set(
  COMMENTS.map(comment => comment.toLowerCase().replace(/_/g, '-'))
);

/** Markers that stand alone in a comment line, in order. */
function comments(source: string): string[] {
  return Array.from(
    source.matchAll(/^[^\S\n]*#+[^\S\n]*([A-Z_]+)[^\S\n]*$/gm),
    ([, name]) => name
  ).filter(name => COMMENTS.includes(name));
}
