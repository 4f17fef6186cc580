/** One logical line of a requirements file: comments cut, continuations joined. */
export interface ILogicalLine {
  text: string;
  /** 1-based number of its first physical line. */
  line: number;
}

const COMMENT_LINE = /^\s*#/;

/**
 * Split a requirements file into lines as pip does: a trailing backslash joins
 * the next line, a comment line ends a continuation, and `#` starts a comment
 * only at the start of a line or after white space.
 */
export function logicalLines(text: string): ILogicalLine[] {
  const lines: ILogicalLine[] = [];
  let parts: string[] = [];
  let first = 0;
  const flush = (joined: string, line: number): void => {
    const bare = cutComment(joined).trim();
    if (bare !== '') {
      lines.push({ text: bare, line });
    }
  };
  text.split('\n').forEach((physical, index) => {
    const isComment = COMMENT_LINE.test(physical);
    if (physical.endsWith('\\') && !isComment) {
      first = parts.length === 0 ? index + 1 : first;
      parts.push(physical.replace(/^\\+|\\+$/g, ''));
    } else if (parts.length > 0) {
      parts.push(isComment ? ` ${physical}` : physical);
      flush(parts.join(''), first);
      parts = [];
    } else {
      flush(physical, index + 1);
    }
  });
  if (parts.length > 0) {
    flush(parts.join(''), first);
  }
  return lines;
}

function cutComment(line: string): string {
  if (!line.includes('#')) {
    return line;
  }
  for (let at = line.indexOf('#'); at >= 0; at = line.indexOf('#', at + 1)) {
    if (at === 0 || /\s/.test(line[at - 1])) {
      return line.slice(0, at);
    }
  }
  return line;
}

/**
 * Part a logical line at the first word that begins with `-`: left of it the
 * requirement, right of it the options (pip's `break_args_options`).
 */
export function splitOptions(line: string): { spec: string; options: string } {
  const start = /(?:^| )-/.exec(line);
  if (!start) {
    return { spec: line, options: '' };
  }
  return {
    spec: line.slice(0, start.index).trim(),
    options: line.slice(start.index).trim()
  };
}

/** Options that take a value, with their short forms. */
const SHORT: { [letter: string]: string } = {
  r: '--requirement',
  c: '--constraint',
  e: '--editable',
  i: '--index-url',
  f: '--find-links'
};
const FLAGS = new Set([
  '--no-index',
  '--pre',
  '--prefer-binary',
  '--require-hashes',
  '--no-require-hashes'
]);

/** Options of a line, in order; `null` stands for the value of a flag. */
export function readOptions(
  words: string[]
): { name: string; value: string | null }[] {
  const found: { name: string; value: string | null }[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    const long = /^(--[A-Za-z][\w-]*)(?:=(.*))?$/s.exec(word);
    const name = long ? long[1] : SHORT[word[1]];
    const glued = long ? long[2] : word.slice(2);
    if (!word.startsWith('-') || name === undefined) {
      continue;
    }
    if (glued !== undefined && glued !== '') {
      found.push({ name, value: glued });
    } else if (FLAGS.has(name) || words[i + 1] === undefined) {
      found.push({ name, value: null });
    } else {
      found.push({ name, value: words[++i] });
    }
  }
  return found;
}
