/**
 * Whether a token stands in another column although something behind it in the
 * line did not move. Where only the widths changed, all that follows moves too.
 * Both texts have the same tokens.
 */
export function movedColumns(old: string, now: string): boolean {
  const a = old.split('\n');
  const b = now.split('\n');
  return (
    a.length === b.length &&
    a.some((line, i) => line !== b[i] && movedInLine(line, b[i]))
  );
}

function movedInLine(old: string, now: string): boolean {
  const a = columns(old);
  const b = columns(now);
  if (a.length !== b.length || a.some((word, i) => word.text !== b[i].text)) {
    return false;
  }
  let moved = false;
  for (let i = 0; i < a.length; i++) {
    if (a[i].start !== b[i].start) {
      moved = true;
    } else if (moved && gap(old, a[i].start) > 1 && gap(now, b[i].start) > 1) {
      return true;
    }
  }
  return false;
}

function columns(line: string): { text: string; start: number }[] {
  return Array.from(line.matchAll(/\S+/g), found => ({
    text: found[0],
    start: found.index
  }));
}

/** Blanks before a column. */
function gap(line: string, start: number): number {
  let blanks = 0;
  while (start - blanks > 0 && line[start - blanks - 1] === ' ') {
    blanks++;
  }
  return blanks;
}
