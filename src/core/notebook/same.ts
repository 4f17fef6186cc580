import { TextCache } from '../cache';
import { normaliseSource } from '../digest';

/**
 * True if two sources of a Python cell run the same: comments, blank lines and white space within a line do not count.
 */
export function isSameCode(a: string, b: string): boolean {
  return a === b || codeOf(a) === codeOf(b);
}

const cache = new TextCache<string>(2_000_000);

/** Source without comments, blank lines, and white space that only looks. */
export function codeOf(source: string): string {
  let code = cache.get(source);
  if (code === undefined) {
    code = strip(normaliseSource(source));
    cache.set(source, code);
  }
  return code;
}

/** A string literal, a comment, a word, white space, the start of a line, or any other character. */
const PIECES =
  /[rbfut]{0,2}("""|''')(?:\\[^]|(?!\1)[^])*(?:\1|$)|[rbfut]{0,2}(?:"(?:\\[^]|[^"\\\n])*"?|'(?:\\[^]|[^'\\\n])*'?)|#[^\n]*|\\\n|\n[ \t]*|[ \t]+|[\w\u00a1-\uffff]+|[^]/giy;

function strip(source: string): string {
  // The lines of IPython's own syntax mean what they say to the letter.
  if (/^\s*%%/.test(source)) {
    return source;
  }
  let code = '';
  let line = '\n';
  let word = false;
  let spaced = false;
  let depth = 0;
  PIECES.lastIndex = 0;
  for (
    let found = PIECES.exec(`${source}`);
    found;
    found = PIECES.exec(source)
  ) {
    const [piece] = found;
    if (piece[0] === '\n') {
      if (depth === 0) {
        line = piece;
        word = false;
      } else {
        spaced = true;
      }
      continue;
    }
    if (piece[0] === '#' || /^(?:\\\n|[ \t]+)$/.test(piece)) {
      spaced = true;
      continue;
    }
    if (line !== '') {
      code += line;
      line = '';
    }
    const isWord = /^[\w\u00a1-\uffff"']/.test(piece);
    code += isWord && word && spaced ? ` ${piece}` : piece;
    word = isWord;
    spaced = false;
    depth += /[([{]/.test(piece) ? 1 : /[)\]}]/.test(piece) ? -1 : 0;
  }
  return code;
}
