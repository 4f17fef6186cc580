import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument
} from 'yaml';
import type { Document, Node } from 'yaml';
import { readBlockYaml } from './yaml-block';
import { checkText } from './text';
import type { IMappingEntry, YamlNode } from './yaml-node';
import type { IProblem } from './types';

export type { IMappingEntry, YamlNode } from './yaml-node';

/** A YAML text read, or the fatal problem that prevents it. */
export interface IYaml {
  /** Null for an empty or broken text. */
  root: YamlNode | null;
  /** Lines of the text, for what YAML drops (comments). */
  lines: string[];
  problem: IProblem | null;
}

/** Most nodes that a text may have once its aliases are written out. */
const MOST_NODES = 2_000_000;

/**
 * Read YAML 1.2 with the failsafe schema. Plain block text, which is what lock
 * files are, takes a line reader (tested to give the same); the rest takes the
 * `yaml` library.
 */
export function readYaml(text: string, path: string): IYaml {
  const checked = checkText(text, path);
  const lines = checked.text.split('\n');
  if (checked.problem) {
    return { root: null, lines, problem: checked.problem };
  }
  const block = readBlockYaml(lines);
  if (block) {
    return { root: block, lines, problem: null };
  }
  return { lines, ...readAnyYaml(checked.text, path) };
}

/** Longest text for the general reader, which takes about a second for a million characters. */
const LARGEST_GENERAL = 4_000_000;

/** Deepest nesting read: far from what a call stack takes, far above real files. */
const DEEPEST = 200;

/**
 * Line of a nesting too deep for the library, which recurses and may end the whole
 * process (a regular expression compiled at the end of the stack). Counts brackets and
 * indentation without regard to quotes, so it errs on the side of refusing.
 */
function tooDeep(text: string): number | null {
  let open = 0;
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (/^[ ?:-]*/.exec(line)![0].length > 2 * DEEPEST) {
      return i + 1;
    }
    if (line.trimStart()[0] === '#') {
      continue;
    }
    for (let k = 0; k < line.length; k++) {
      const c = line[k];
      if (c === '[' || c === '{') {
        open++;
      } else if ((c === ']' || c === '}') && open > 0) {
        open--;
      }
    }
    if (open > DEEPEST) {
      return i + 1;
    }
  }
  return null;
}

/** The general reader behind `readYaml`; `text` ends its lines with `\n`. */
export function readAnyYaml(
  text: string,
  path: string
): Pick<IYaml, 'root' | 'problem'> {
  const fatal = (message: string, line: number | null): IProblem => ({
    path,
    line,
    message,
    fatal: true
  });
  if (text.length > LARGEST_GENERAL) {
    const size = `${Math.round(text.length / 1e6)} million characters`;
    return { root: null, problem: fatal(`Too large to read: ${size}`, null) };
  }
  const deep = tooDeep(text);
  if (deep !== null) {
    return { root: null, problem: fatal('Too deeply nested to read', deep) };
  }
  const { stackTraceLimit } = Error;
  try {
    // Errors are data here; without their stacks a text full of them reads ten times as fast.
    Error.stackTraceLimit = 0;
    const counter = new LineCounter();
    const document = parseDocument(text, {
      schema: 'failsafe',
      lineCounter: counter,
      prettyErrors: false,
      uniqueKeys: false,
      logLevel: 'silent'
    });
    const error = document.errors[0];
    if (error) {
      const line = counter.linePos(error.pos[0]).line;
      return {
        root: null,
        problem: fatal(`Not valid YAML: ${error.message}`, line || null)
      };
    }
    const { root, failure } = convertDocument(document, counter);
    const problem = failure && fatal(failure.message, failure.line);
    return { root, problem };
  } catch {
    return { root: null, problem: fatal('Too deeply nested to read', null) };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Nodes reached through several aliases are shared, and counted each time. */
function convertDocument(
  document: Document,
  counter: LineCounter
): {
  root: YamlNode | null;
  failure: { message: string; line: number } | null;
} {
  const sizes = new Map<Node, number>();
  const done = new Map<Node, YamlNode>();
  const open = new Set<Node>();
  const anchors = new Map<string, Node>();
  let failure: { message: string; line: number } | null = null;
  const fail = (message: string, line: number): void => {
    failure = failure ?? { message, line };
  };
  const lineOf = (node: Node): number =>
    node.range ? counter.linePos(node.range[0]).line : 1;

  const convert = (source: unknown, fallbackLine: number): YamlNode => {
    let node = source as Node | null | undefined;
    if (isAlias(node)) {
      node = anchors.get(node.source);
      if (!node) {
        fail('An alias without its anchor', lineOf(source as Node));
      }
    }
    if (!node || open.has(node)) {
      if (node) {
        fail('An alias that contains itself', lineOf(source as Node));
      }
      return { kind: 'scalar', value: '', plain: true, line: fallbackLine };
    }
    const known = done.get(node);
    if (known) {
      return known;
    }
    if ('anchor' in node && node.anchor) {
      anchors.set(node.anchor, node);
    }
    open.add(node);
    const result = build(node, lineOf(node));
    open.delete(node);
    done.set(node, result);
    return result;
  };

  const sizeOf = (source: unknown): number => {
    const node = isAlias(source) ? anchors.get(source.source) : source;
    return sizes.get(node as Node) ?? 1;
  };

  const build = (node: Node, line: number): YamlNode => {
    let size = 1;
    let result: YamlNode;
    if (isMap(node)) {
      const entries: IMappingEntry[] = [];
      for (const pair of node.items) {
        const key = convert(pair.key, line);
        const name = key.kind === 'scalar' ? key.value : '';
        const value = convert(pair.value, key.line);
        size += 1 + sizeOf(pair.value);
        if (name === '<<') {
          merge(entries, value);
        } else {
          entries.push({ key: name, line: key.line, value });
        }
      }
      result = { kind: 'mapping', entries, line };
    } else if (isSeq(node)) {
      const items = node.items.map(item => {
        const value = convert(item, line);
        size += sizeOf(item);
        return value;
      });
      result = { kind: 'sequence', items, line };
    } else {
      const value = isScalar(node) ? String(node.value ?? '') : '';
      const plain = !isScalar(node) || (node.type ?? 'PLAIN') === 'PLAIN';
      result = { kind: 'scalar', value, plain, line };
    }
    sizes.set(node, size);
    if (size > MOST_NODES) {
      fail('Its aliases stand for more than can be read', line);
    }
    return result;
  };

  const root = document.contents ? convert(document.contents, 1) : null;
  return { root: failure ? null : root, failure };
}

/** `<<` takes over the entries of another mapping, which own entries override. */
function merge(entries: IMappingEntry[], value: YamlNode): void {
  const sources = value.kind === 'sequence' ? value.items : [value];
  for (const source of sources) {
    if (source.kind === 'mapping') {
      const known = new Set(entries.map(entry => entry.key));
      entries.unshift(...source.entries.filter(({ key }) => !known.has(key)));
    }
  }
}

/** The value under a key; of repeated keys the last. */
export function child(
  node: YamlNode | null | undefined,
  key: string
): YamlNode | null {
  return childEntry(node, key)?.value ?? null;
}

/** The entry under a key; of repeated keys the last. */
export function childEntry(
  node: YamlNode | null | undefined,
  key: string
): IMappingEntry | null {
  if (node?.kind !== 'mapping') {
    return null;
  }
  for (let i = node.entries.length - 1; i >= 0; i--) {
    if (node.entries[i].key === key) {
      return node.entries[i];
    }
  }
  return null;
}

/** Text of a scalar that says something, else null. */
export function textOf(node: YamlNode | null | undefined): string | null {
  return node?.kind === 'scalar' && !isNothing(node) ? node.value : null;
}

/** Absent, empty or `null`. */
export function isNothing(node: YamlNode | null | undefined): boolean {
  return (
    !node ||
    (node.kind === 'scalar' &&
      node.plain &&
      /^(?:~|null|Null|NULL)?$/.test(node.value))
  );
}

/** Items of a sequence; none for anything else. */
export function itemsOf(node: YamlNode | null | undefined): YamlNode[] {
  return node?.kind === 'sequence' ? node.items : [];
}

/** Entries of a mapping; none for anything else. */
export function entriesOf(node: YamlNode | null | undefined): IMappingEntry[] {
  return node?.kind === 'mapping' ? node.entries : [];
}

/** Scalars of a sequence, or the one scalar that stands for a list of one. */
export function textsOf(node: YamlNode | null | undefined): string[] {
  const one = textOf(node);
  if (one !== null) {
    return [one];
  }
  return itemsOf(node).flatMap(item => textOf(item) ?? []);
}
