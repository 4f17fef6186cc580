import { depthAfter, nextToken } from '../syntax/tokens';
import {
  cellMagic,
  effect,
  expansions,
  isAutomagic,
  lineMagic,
  optionsLength,
  PYTHON_CELLS,
  runsStatement,
  type IEffect
} from './effects';

/** A piece of IPython syntax that was blanked out. */
export interface IMagic {
  kind: 'line' | 'cell' | 'shell' | 'help';
  /** Without percent signs; empty for shell and help. */
  name: string;
  /** What follows the name. */
  rest: string;
  from: number;
  to: number;
  effect: IEffect;
  /** `%timeit`: what the statement behind it binds stays inside. */
  isolates: boolean;
  /** Automagic: the word is a variable when one of that name exists. */
  shadow: string | null;
}

/** A cell's source with IPython's own syntax replaced by Python of the same length. */
export interface INeutral {
  text: string;
  /** What was written, at the same offsets (prompts and common indent removed, as IPython does). */
  written: string;
  /** Offset in `text` to offset in the cell's source. */
  toSource: (offset: number) => number;
  /** By the offset where it stood. */
  magics: Map<number, IMagic>;
  /** The cell magic, if the first line has one. */
  cell: IMagic | null;
  /** The body is not Python. */
  opaque: boolean;
}

const SPECIAL = /[%!?]|^[ \t]*[,;/]/m;

/**
 * Replace IPython's syntax. Source of the rules: `IPython/core/inputtransformer2.py` and `prefilter.py`.
 */
export function neutralise(source: string): INeutral {
  const { written, toSource } = withoutPrompts(source);
  const neutral: INeutral = {
    text: written,
    written,
    toSource,
    magics: new Map(),
    cell: null,
    opaque: false
  };
  const bare = automagic(written);
  if (bare) {
    return { ...neutral, ...bare };
  }
  if (!SPECIAL.test(written)) {
    return neutral;
  }
  const first = /^\s*%%(!|\w+)([^\r\n]*)/.exec(written);
  const start = first ? first[0].length : 0;
  if (first) {
    const [, name, rest] = first;
    const body = written.slice(start);
    const from = first[0].indexOf('%%');
    neutral.cell = {
      kind: rest.startsWith('?') ? 'help' : 'cell',
      name,
      rest: rest.trim(),
      from,
      to: start,
      effect: cellMagic(name, rest, body),
      isolates: name === 'timeit',
      shadow: null
    };
    if (!PYTHON_CELLS.has(name)) {
      return { ...neutral, text: blank(written), opaque: true };
    }
  }
  const chars = written.split('');
  if (first) {
    put(chars, 0, blank(first[0]));
    if (runsStatement(first[1]) && first[2].trim() !== '') {
      const skipped = optionsLength(first[1], first[2]);
      put(chars, start - first[2].length + skipped, first[2].slice(skipped));
      dedent(chars, start);
    }
  }
  scan(written, start, chars, neutral.magics);
  return { ...neutral, text: chars.join('') };
}

/** The setup code of `%%timeit` must not look indented: move it to where the line starts is impossible, so lead with `0;`. */
function dedent(chars: string[], end: number): void {
  const line = chars.slice(0, end).join('');
  const code = line.search(/\S/);
  if (code >= 2) {
    put(chars, 0, '0;');
  }
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

function put(chars: string[], at: number, text: string): void {
  for (let i = 0; i < text.length; i++) {
    chars[at + i] = text[i];
  }
}

/** Walk the logical lines from `start` and blank what is IPython's. */
function scan(
  text: string,
  start: number,
  chars: string[],
  magics: Map<number, IMagic>
): void {
  let at = start;
  let depth = 0;
  let lineStart = true;
  let assigned = false;
  for (;;) {
    if (lineStart) {
      const special = lineMagicAt(text, at);
      if (special) {
        replace(special, text, chars, magics);
        at = special.to;
        continue;
      }
      lineStart = false;
      assigned = false;
    }
    const token = nextToken(text, at, depth);
    if (!token) {
      return;
    }
    depth = depthAfter(text, token);
    at = token.to;
    if (token.kind === 'newline') {
      lineStart = true;
    } else if (
      !assigned &&
      depth === 0 &&
      token.kind === 'op' &&
      text.slice(token.from, token.to) === '='
    ) {
      assigned = true;
      const value = assignedMagic(text, at);
      if (value) {
        replace(value, text, chars, magics, true);
        at = value.to;
      }
    }
  }
}

/** End of the logical line of a magic: a backslash at its end continues it. */
function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') {
    const joined = /^\\(?:\r\n|\n|\r)/.exec(text.slice(at, at + 3));
    at += joined ? joined[0].length : 1;
  }
  return at;
}

/** The magic, shell or help line that starts at the logical line `at`, if any. */
function lineMagicAt(text: string, at: number): IMagic | null {
  let from = at;
  while (text[from] === ' ' || text[from] === '\t') {
    from++;
  }
  const char = text[from];
  if (char === undefined || char === '#' || char === '\n' || char === '\r') {
    return null;
  }
  const to = lineEnd(text, from);
  const line = text.slice(from, to);
  if (/^%{0,2}(?!\d)[\w*]+(?:\.\w+|\[\d+\])*\?{1,2}[\s;]*$|^\?/.test(line)) {
    return magic('help', '', line, from, to);
  }
  const percent = /^%{1,2}\s*([A-Za-z_][\w.]*)/.exec(line);
  if (percent) {
    const rest = line.slice(percent[0].length);
    return magic('line', percent[1], rest, from, to);
  }
  if (char === '!') {
    return magic('shell', '', line.replace(/^!+/, ''), from, to);
  }
  const call = /^[,;/]\s*([A-Za-z_]\w*)/.exec(line);
  if (call) {
    return {
      ...magic('help', '', line, from, to),
      effect: effect({ reads: [call[1]] })
    };
  }
  return null;
}

/** `%magic` or `!command` after an equals sign. */
function assignedMagic(text: string, at: number): IMagic | null {
  const lead = /^[ \t]*/.exec(text.slice(at, at + 200))?.[0].length ?? 0;
  const from = at + lead;
  if (text[from] === '!' && text[from + 1] !== '=') {
    const to = lineEnd(text, from);
    return magic('shell', '', text.slice(from + 1, to), from, to);
  }
  const percent = /^%([A-Za-z_]\w*)/.exec(text.slice(from, from + 80));
  if (percent) {
    const to = lineEnd(text, from);
    const rest = text.slice(from + percent[0].length, to);
    return magic('line', percent[1], rest, from, to);
  }
  return null;
}

function magic(
  kind: IMagic['kind'],
  name: string,
  rest: string,
  from: number,
  to: number
): IMagic {
  return {
    kind,
    name,
    rest: rest.trim(),
    from,
    to,
    effect:
      kind === 'line'
        ? lineMagic(name, rest.trim())
        : effect(kind === 'shell' ? { softReads: expansions(rest) } : {}),
    isolates: name === 'timeit',
    shadow: null
  };
}

/** Stand `0` in for a magic; keep the statement that `%time` and its kin run. */
function replace(
  found: IMagic,
  text: string,
  chars: string[],
  magics: Map<number, IMagic>,
  isValue = false
): void {
  put(chars, found.from, blank(text.slice(found.from, found.to)));
  if (isJoined(text, found)) {
    for (let i = found.from; i < found.to; i++) {
      chars[i] = ' ';
    }
  }
  magics.set(found.from, found);
  const head = found.from + text.slice(found.from).indexOf(found.name);
  const body = head + found.name.length;
  if (found.kind === 'line' && runsStatement(found.name)) {
    const rest = text.slice(body, found.to);
    const skipped = optionsLength(found.name, rest);
    if (rest.slice(skipped).trim() !== '') {
      put(chars, body + skipped, rest.slice(skipped));
      if (isValue) {
        return;
      }
      put(chars, found.from, '0;');
      return;
    }
  }
  chars[found.from] = '0';
}

/** A magic that a backslash continues on the next line. */
function isJoined(text: string, found: IMagic): boolean {
  return /[\r\n]/.test(text.slice(found.from, found.to));
}

/** A cell of one line whose first word is a magic without its percent sign. */
function automagic(written: string): Pick<INeutral, 'text' | 'magics'> | null {
  const line = /^\s*([A-Za-z_]\w*)(?:([ \t]+|(?=\/))([^\r\n]*))?\s*$/.exec(
    written
  );
  if (!line || !isAutomagic(line[1]) || /[\r\n]/.test(written.trim())) {
    return null;
  }
  const rest = (line[3] ?? '').trim();
  if (/^[=,]/.test(rest)) {
    return null;
  }
  const from = written.indexOf(line[1]);
  const to = written.trimEnd().length;
  const found = { ...magic('line', line[1], rest, from, to), shadow: line[1] };
  const chars = written.split('');
  const magics = new Map<number, IMagic>();
  replace(found, written, chars, magics);
  return { text: chars.join(''), magics };
}

const PROMPT = /^(?:>>> ?|\.\.\. ?|In \[\d+\]: ?|\s*\.\.\.+: ?)/;

/** Remove the prompts and the common indent that IPython removes; offsets shift line by line. */
function withoutPrompts(source: string): {
  written: string;
  toSource: (offset: number) => number;
} {
  const firstLine = /^\s*\n?([ \t]+)\S/.exec(source);
  const indent = /^(?:[ \t]*\r?\n)*([ \t]+)\S/.exec(source);
  const prompted = /^\s*(?:>>>|In \[\d+\]:)/.test(source);
  if (!prompted && !(firstLine && indent)) {
    return { written: source, toSource: offset => offset };
  }
  const starts: number[] = [];
  const removed: number[] = [];
  let written = '';
  let total = 0;
  for (const line of source.split(/(?<=\n)/)) {
    let cut = 0;
    if (indent && line.startsWith(indent[1])) {
      cut = indent[1].length;
    }
    if (prompted) {
      cut += PROMPT.exec(line.slice(cut))?.[0].length ?? 0;
    }
    starts.push(written.length);
    total += cut;
    removed.push(total);
    written += line.slice(cut);
  }
  return {
    written,
    toSource: offset => {
      let line = starts.length - 1;
      while (line > 0 && starts[line] > offset) {
        line--;
      }
      return offset + (removed[line] ?? 0);
    }
  };
}
