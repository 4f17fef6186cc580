import { countUpTo } from './text';

/** One instruction of a Dockerfile. */
export interface IInstruction {
  /** Upper case. */
  name: string;
  /** Leading `--name=value` options. */
  flags: { [name: string]: string };
  /** The rest, continuations joined by a blank, comments inside left out. */
  text: string;
  /** 1-based line where it starts. */
  line: number;
  /** Where in `text` each physical line begins. */
  starts: { offset: number; line: number }[];
  /** Bodies of here-documents, in order. */
  heredocs: { body: string; line: number }[];
  /** The words of the JSON form (`["a", "b"]`), or null. */
  json: string[] | null;
}

/**
 * Split a Dockerfile into instructions by the rules of Docker's "Dockerfile
 * reference": directives (`escape`), continuations, comments and empty lines
 * within them, here-documents, options, JSON form.
 */
export function parseDockerfile(text: string): IInstruction[] {
  const lines = text.split('\n');
  const { escape, start } = directives(lines);
  const instructions: IInstruction[] = [];
  for (let i = start; i < lines.length; i++) {
    if (isSkipped(lines[i])) {
      continue;
    }
    const line = i + 1;
    const starts: IInstruction['starts'] = [];
    let whole = '';
    for (;;) {
      const trimmed = lines[i].trim();
      const continues = trimmed.endsWith(escape);
      const part = continues ? trimmed.slice(0, -1).trim() : trimmed;
      whole += whole === '' || part === '' ? '' : ' ';
      starts.push({ offset: whole.length, line: i + 1 });
      whole += part;
      if (!continues) {
        break;
      }
      do {
        i++;
      } while (i < lines.length && isSkipped(lines[i]));
      if (i >= lines.length) {
        break;
      }
    }
    const [, name, rest] = /^(\S+)\s*(.*)$/s.exec(whole) ?? ['', whole, ''];
    const instruction: IInstruction = {
      name: name.toUpperCase(),
      flags: {},
      text: rest,
      line,
      starts: moveStarts(starts, whole.length - rest.length),
      heredocs: [],
      json: null
    };
    i = readHeredocs(instruction, lines, i);
    readFlags(instruction);
    instruction.json = jsonForm(instruction.text);
    instructions.push(instruction);
  }
  return instructions;
}

function isSkipped(line: string): boolean {
  return /^\s*(?:#|$)/.test(line);
}

/** Directives stand before anything else, comments included. */
function directives(lines: string[]): { escape: string; start: number } {
  let escape = '\\';
  let start = 0;
  for (; start < lines.length; start++) {
    const found = /^\s*#\s*(\w+)\s*=\s*(.*?)\s*$/.exec(
      lines[start].slice(0, 500)
    );
    if (!found || !/^(?:escape|syntax|check)$/i.test(found[1])) {
      break;
    }
    if (found[1].toLowerCase() === 'escape' && found[2] === '`') {
      escape = '`';
    }
  }
  return { escape, start };
}

const HEREDOC = /<<(-?)(["']?)([A-Za-z_]\w*)\2/g;

/** Returns the index of the last line that the instruction takes. */
function readHeredocs(
  instruction: IInstruction,
  lines: string[],
  at: number
): number {
  if (!/^(?:RUN|COPY|ADD)$/.test(instruction.name)) {
    return at;
  }
  for (const [, dash, , word] of instruction.text.matchAll(HEREDOC)) {
    const body: string[] = [];
    const line = at + 2;
    for (at++; at < lines.length; at++) {
      const text = dash ? lines[at].replace(/^\t+/, '') : lines[at];
      if (text === word) {
        break;
      }
      body.push(text);
    }
    instruction.heredocs.push({ body: body.join('\n'), line });
  }
  return at;
}

function readFlags(instruction: IInstruction): void {
  const flag = /--([a-z][\w-]*)(?:=("[^"]*"|\S*))?(?:\s+|$)/y;
  let end = 0;
  for (
    let found = flag.exec(instruction.text);
    found;
    found = flag.exec(instruction.text)
  ) {
    const value = (found[2] ?? 'true').replace(/^"(.*)"$/, '$1');
    const before = instruction.flags[found[1]];
    instruction.flags[found[1]] = before ? `${before} ${value}` : value;
    end = flag.lastIndex;
  }
  instruction.text = instruction.text.slice(end);
  instruction.starts = moveStarts(instruction.starts, end);
}

function moveStarts(
  starts: IInstruction['starts'],
  cut: number
): IInstruction['starts'] {
  return starts.map(({ offset, line }) => ({ offset: offset - cut, line }));
}

/** 1-based lines of the file for offsets in an instruction's text. */
export function lineFinderOf(
  instruction: IInstruction
): (offset: number) => number {
  const { starts, line } = instruction;
  const offsets = starts.map(({ offset }) => offset);
  return offset => starts[countUpTo(offsets, offset) - 1]?.line ?? line;
}

function jsonForm(text: string): string[] | null {
  if (!text.startsWith('[')) {
    return null;
  }
  try {
    const data: unknown = JSON.parse(text);
    return Array.isArray(data) && data.every(item => typeof item === 'string')
      ? data
      : null;
  } catch {
    return null;
  }
}
