/** Where a walk stands in a pattern: the segments that may come next. */
export type Place = readonly number[];

/** Patterns that braces stand for are few; more are a slip of the hand. */
const MOST_PATTERNS = 1000;

/** Whether a path is a pattern, should no file have that very name. */
export function hasMagic(text: string): boolean {
  return /[*?[{]/.test(text);
}

/**
 * The patterns that a pattern with braces stands for: `a.{b,c}` for `a.b` and `a.c`. Braces without a comma, or without
 * their other half, are ordinary characters. Null when there are more than a thousand.
 */
export function expandBraces(pattern: string): string[] | null {
  const done: string[] = [];
  const open = [pattern];
  while (open.length > 0) {
    const next = open.shift()!;
    const parts = firstBraces(next);
    if (!parts) {
      done.push(next);
    } else {
      open.unshift(...parts);
    }
    if (open.length + done.length > MOST_PATTERNS) {
      return null;
    }
  }
  return done;
}

/** The pattern with its first braces replaced by each of their parts. */
function firstBraces(pattern: string): string[] | null {
  for (
    let from = pattern.indexOf('{');
    from >= 0;
    from = pattern.indexOf('{', from + 1)
  ) {
    const cuts = [from];
    let depth = 0;
    for (let at = from; at < pattern.length; at++) {
      const char = pattern[at];
      if (char === '{') {
        depth++;
      } else if (char === ',' && depth === 1) {
        cuts.push(at);
      } else if (char === '}' && --depth === 0) {
        if (cuts.length === 1) {
          break;
        }
        const after = pattern.slice(at + 1);
        return cuts.map((cut, k) => {
          const part = pattern.slice(cut + 1, cuts[k + 1] ?? at);
          return pattern.slice(0, from) + part + after;
        });
      }
    }
  }
  return null;
}

/**
 * A pattern of path segments without braces, matched one segment at a time so that a walk enters no folder in vain.
 * `**` stands for any number of folders; in a segment, `*` for any characters, `?` for one, `[a-z]` for one of them and
 * `[!a-z]` for one of the others.
 */
export class Pattern {
  /**
   * @param foldsCase - Whether upper and lower case are the same to the file system.
   */
  constructor(segments: readonly string[], foldsCase: boolean) {
    this._foldsCase = foldsCase;
    this._segments = segments.map(segment =>
      segment === '**' ? null : tokensOf(this._normal(segment))
    );
  }

  /** Where a walk begins. */
  start(): Place {
    return this._spread([0]);
  }

  /** Where it stands after a segment; nowhere when nothing below can match. */
  step(place: Place, name: string): Place {
    const chars = [...this._normal(name)];
    const next = new Set<number>();
    for (const at of place) {
      const tokens = this._segments[at];
      if (tokens === null) {
        next.add(at);
      } else if (tokens && matches(tokens, chars)) {
        next.add(at + 1);
      }
    }
    return this._spread([...next]);
  }

  /** Whether a file matches at which a walk stands so. */
  accepts(place: Place): boolean {
    return place.includes(this._segments.length);
  }

  /** `**` may stand for no folder at all. */
  private _spread(place: number[]): Place {
    const all = new Set(place);
    for (const at of all) {
      if (this._segments[at] === null) {
        all.add(at + 1);
      }
    }
    return [...all];
  }

  private _normal(text: string): string {
    const composed = text.normalize('NFC');
    return this._foldsCase ? composed.toLowerCase() : composed;
  }

  private _segments: (Token[] | null)[];
  private _foldsCase: boolean;
}

/** Any number of characters, or one that passes a test. */
type Token = '*' | ((char: string) => boolean);

function tokensOf(segment: string): Token[] {
  const tokens: Token[] = [];
  const rest = /\[([!^]?)(\][^\]]*|[^\]]+)\]|./gsu;
  for (const [text, negation, set] of segment.matchAll(rest)) {
    if (set !== undefined) {
      const isIn = setOf([...set]);
      tokens.push(char => isIn(char) === (negation === ''));
    } else if (text === '*') {
      tokens.push('*');
    } else {
      tokens.push(text === '?' ? () => true : char => char === text);
    }
  }
  return tokens;
}

function setOf(chars: string[]): (char: string) => boolean {
  const ranges: [string, string][] = [];
  for (let at = 0; at < chars.length; at++) {
    if (chars[at + 1] === '-' && at + 2 < chars.length) {
      ranges.push([chars[at], chars[at + 2]]);
      at += 2;
    } else {
      ranges.push([chars[at], chars[at]]);
    }
  }
  return char => ranges.some(([low, high]) => low <= char && char <= high);
}

/** In time of the product of both lengths at most: a later `*` makes an earlier one's choice final. */
function matches(tokens: Token[], chars: string[]): boolean {
  let at = 0;
  let token = 0;
  let star = -1;
  let retry = 0;
  while (at < chars.length) {
    const test = tokens[token];
    if (test === '*') {
      star = token++;
      retry = at;
    } else if (test?.(chars[at])) {
      at++;
      token++;
    } else if (star >= 0) {
      token = star + 1;
      at = ++retry;
    } else {
      return false;
    }
  }
  return tokens.slice(token).every(each => each === '*');
}
