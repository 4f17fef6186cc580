import type { IMissing } from '../flow/host';

/** By name: the cells whose code binds it, in document order. */
export type IDefiners = Map<string, { index: number; skipped: boolean }[]>;

/** What is said about a missing name. */
export interface IDescription {
  message: string;
  detail: string | null;
  /** Index of the cell that the message names. */
  related: number | null;
  /** True if a front end may run the notebook so that the name is there. */
  doubtful: boolean;
}

/** Say why a name is missing in a cell, and where it is defined instead. */
export function describe(
  missing: IMissing,
  cell: number,
  definers: IDefiners
): IDescription {
  const { name, slot, local, via, level } = missing;
  const stops =
    level === 0
      ? 'a restart would stop here (NameError)'
      : 'a restart may stop here (NameError)';
  const through = via.length > 0 ? `reached through ${path(via)}` : null;
  const told = (
    message: string,
    related: number | null = null,
    doubtful = false
  ): IDescription => ({ message, detail: through, related, doubtful });

  if (local !== null) {
    return told(
      `\`${name}\` is used before it is assigned${local ? ` in \`${local}\`` : ''}: ${stops}`
    );
  }
  const { gone } = slot;
  if (gone) {
    const where = gone.cell === cell ? null : gone.cell;
    const by = where === null ? 'this cell' : `cell ${where + 1}`;
    const how =
      gone.how === 'except'
        ? `when the \`except\` block in ${by} ended, Python removed it`
        : `${by} deleted it`;
    return told(`\`${name}\` is not there any more: ${how}; ${stops}`, where);
  }
  const all = definers.get(name) ?? [];
  const skipped = all.find(each => each.skipped);
  const later = all.find(each => each.index > cell && !each.skipped);
  const earlier = all.find(each => each.index < cell && !each.skipped);
  if (skipped && !earlier) {
    return told(
      `\`${name}\` is defined only in cell ${skipped.index + 1}, which is tagged \`skip-execution\``,
      skipped.index,
      true
    );
  }
  if (all.some(each => each.index === cell) && !earlier) {
    return told(`\`${name}\` is used before this cell defines it: ${stops}`);
  }
  if (earlier) {
    return told(
      `\`${name}\` is not bound here: the code of cell ${earlier.index + 1} that defines it does not run; ${stops}`,
      earlier.index
    );
  }
  if (later) {
    return told(
      `\`${name}\` is used before the cell that defines it: ${stops}; it is defined in cell ${later.index + 1}`,
      later.index
    );
  }
  return told(
    `\`${name}\` is not defined in any cell: ${stops}; it may be left over from a cell that was deleted or renamed`
  );
}

function path(via: string[]): string {
  const names = via.slice(0, 4).map(name => `\`${name}\``);
  return via.length > 4 ? `${names.join(', ')}, ...` : names.join(', ');
}
