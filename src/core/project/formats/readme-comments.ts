/**
 * Markdown lines without HTML comments, which nobody sees; as many lines as before. Comments inside fences and code
 * spans are text (CommonMark); one that never closes goes on to the end.
 */
export function withoutComments(lines: string[]): string[] {
  let open = false;
  let fence: string | null = null;
  return lines.map(line => {
    if (fence !== null) {
      const mark = /^\s*(?:>\s?)*(`{3,}|~{3,})\s*$/.exec(line)?.[1];
      fence = mark?.startsWith(fence) ? null : fence;
      return line;
    }
    let kept = '';
    let at = 0;
    let inSpan = false;
    while (at < line.length) {
      if (open) {
        const end = line.indexOf('-->', at);
        open = end < 0;
        at = open ? line.length : end + 3;
      } else {
        const start = line.indexOf('<!--', at);
        const stop = start < 0 ? line.length : start;
        const text = line.slice(at, stop);
        inSpan = inSpan !== hasOdd(text);
        kept += text;
        at = stop;
        if (start >= 0 && inSpan) {
          kept += '<!--';
          at += 4;
        } else if (start >= 0) {
          open = true;
          // `<!-->` and `<!--->` are whole comments.
          at += 2;
        }
      }
    }
    fence = /^\s*(?:>\s?)*(`{3,}(?=[^`]*$)|~{3,})/.exec(kept)?.[1] ?? null;
    return kept;
  });
}

/** An odd number of backticks: a code span begins or ends. */
function hasOdd(text: string): boolean {
  return text.split('`').length % 2 === 0;
}
