/** Ways to stand out; each leaves the text as it is where there is no colour. */
export interface IPaint {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  fair(text: string): string;
  bad(text: string): string;
  code(text: string): string;
}

/** SGR parameters, ECMA-48 8.3.117: on and off. */
export function painter(colour: boolean): IPaint {
  const with_ = (on: number, off: number) => (text: string) =>
    colour && text !== '' ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  return {
    bold: with_(1, 22),
    dim: with_(2, 22),
    good: with_(32, 39),
    fair: with_(33, 39),
    bad: with_(31, 39),
    code: with_(36, 39)
  };
}

/**
 * Text out of a file, made harmless for a terminal: control characters could move the cursor or change what is shown,
 * and directional ones its order.
 */
export function plain(text: string): string {
  return text
    .replace(/[\t\r\n]+/g, ' ')
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}

/** As `plain`, but lines stay lines. */
export function plainLines(text: string): string[] {
  return text
    .replace(/\n+$/, '')
    .split('\n')
    .map(
      line => /^\s*/.exec(line)![0].replace(/\t/g, '    ') + plain(line.trim())
    );
}

/**
 * Breaks text at spaces into lines of at most `width` characters; a longer word keeps a line of its own. What stands in
 * backticks stays together.
 */
export function wrap(text: string, width: number): string[] {
  const words = text.match(/(?:`[^`]*`|[^\s`])+|`/g) ?? [''];
  const lines: string[] = [];
  let line = words[0];
  for (const word of words.slice(1)) {
    if (length(line) + 1 + length(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line += ` ${word}`;
    }
  }
  return [...lines, line];
}

/** Columns that a text takes, near enough: one for each character. */
export function length(text: string): number {
  return [...text].length;
}

/** Shows what stands in backticks as code, without them where colour tells. */
export function showCode(text: string, paint: IPaint, colour: boolean): string {
  return colour
    ? text.replace(/`([^`]*)`/g, (_, code: string) => paint.code(code))
    : text;
}
