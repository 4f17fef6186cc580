import type { IFix } from '../../../notebook/finding';
import { readCell, type ICellCode } from '../../cell';
import type { ICall, Stmt } from '../../syntax/ast';
import { walk } from '../walk';
import { SEED_CALLS, type Shared } from './table';
import { fits, type IDraw, type ISeeding } from './draws';

/** A code cell, as far as a seed goes into it. */
export interface ISeedCell {
  index: number;
  code: ICellCode;
  cell: { source: string };
}

/** Seeds that can be set after an import, by generator: the same for all draws below it. */
export type AfterImports = Map<Shared, IFix & { kind: 'replace-source' }>;

/** The seed that is written; any number would do. */
const SEED = '0';

/**
 * The edit that gives a seed to the first of the draws that can have one, or null. What is left over can be told again
 * after it.
 *
 * #### Notes
 * Edits go by the ranges of the parsed source. What would no longer parse, or cannot be placed, is not offered.
 */
export function seedFix(
  draws: IDraw[],
  seedings: ISeeding[],
  cells: ISeedCell[],
  after: AfterImports = new Map()
): IFix | null {
  for (const draw of draws) {
    const fix =
      draw.how === 'system'
        ? null
        : draw.argument === null
          ? seedShared(draw, seedings, cells, after)
          : seedCalls(
              draws.filter(({ argument, made }) =>
                draw.made ? made === draw.made : argument === draw.argument
              ),
              cells
            );
    if (fix) {
      return fix;
    }
  }
  return null;
}

/** Puts the seed into the calls themselves: all those of one cell. */
function seedCalls(draws: IDraw[], cells: ISeedCell[]): IFix | null {
  const home = homeOf(draws[0].call, cells);
  if (!home) {
    return null;
  }
  const calls = new Set(draws.map(({ call }) => call));
  const inside = callsOf(home.code.body).filter(call => calls.has(call));
  const argument = draws[0].argument ?? '';
  const edits = inside.map(call => argumentEdit(call, argument, home));
  const source = edit(home, edits);
  return source === null
    ? null
    : {
        kind: 'replace-source',
        label: `Add a seed in cell ${home.index + 1}`,
        cell: home.index,
        source
      };
}

/** Sets the seed of a shared generator: where its own seed is none, else after the import, else above the draw. */
function seedShared(
  { generator, cell }: IDraw,
  seedings: ISeeding[],
  cells: ISeedCell[],
  after: AfterImports
): IFix | null {
  const targets = SEED_CALLS[generator];
  const entropy = seedings.find(
    seeding =>
      seeding.isEntropy &&
      seeding.cell <= cell &&
      fits(seeding.generator, generator)
  );
  const home = entropy ? homeOf(entropy.call, cells) : null;
  if (entropy && home) {
    const source = edit(home, [argumentEdit(entropy.call, '', home)]);
    if (source !== null) {
      return replaced(home.index, source, generator);
    }
  }
  const known = after.get(generator);
  if (known && known.cell <= cell) {
    return known;
  }
  for (const each of cells) {
    const found = each.index <= cell ? importIn(each, targets) : null;
    if (found) {
      const at = lineEnd(each, found.after);
      const before = at === null ? [] : [{ at, text: statement(found.callee) }];
      const source = before.length === 0 ? null : edit(each, before);
      if (source !== null) {
        const fix = replaced(each.index, source, generator);
        after.set(generator, fix);
        return fix;
      }
    }
  }
  const [target] = targets;
  const module = target?.split('.')[0];
  // The others may be there under a name of their own, or not be what is used.
  const isPlain = generator === 'numpy' || generator === 'random';
  return isPlain && isFree(module, cells)
    ? {
        kind: 'insert-cell',
        label: `Add a seed above cell ${cell + 1}`,
        before: cell,
        source: `import ${module}${statement(target)}`
      }
    : null;
}

function statement(callee: string): string {
  return `\n${callee}(${SEED})`;
}

function replaced(
  cell: number,
  source: string,
  generator: Shared
): IFix & { kind: 'replace-source' } {
  const label = `Add a seed for \`${generator}\` in cell ${cell + 1}`;
  return {
    kind: 'replace-source',
    label: label.replace(/`/g, ''),
    cell,
    source
  };
}

/** Where a top-level import ends from which one of `targets` can be called, and how it is then written. */
function importIn(
  { code }: ISeedCell,
  targets: string[]
): { after: Stmt; callee: string } | null {
  const { body } = code;
  for (const [i, stmt] of body.entries()) {
    const [callee] = targets.flatMap(target => calleeFrom(stmt, target) ?? []);
    if (callee !== undefined) {
      let last = i;
      while (isQuiet(body[last + 1])) {
        last++;
      }
      while (last > i && !isImport(body[last])) {
        last--;
      }
      return { after: body[last], callee };
    }
  }
  return null;
}

function isImport(stmt: Stmt): boolean {
  return stmt.type === 'Import' || stmt.type === 'ImportFrom';
}

/** A statement that draws nothing. */
function isQuiet(stmt: Stmt | undefined): boolean {
  return (
    stmt !== undefined &&
    (isImport(stmt) || (stmt.type === 'Magic' && stmt.body.length === 0))
  );
}

function calleeFrom(stmt: Stmt, target: string): string | null {
  if (stmt.type !== 'Import' && stmt.type !== 'ImportFrom') {
    return null;
  }
  if (stmt.type === 'ImportFrom' && stmt.level > 0) {
    return null;
  }
  for (const { name, asname } of stmt.names) {
    const isWhole = stmt.type === 'Import' && asname === null;
    const path =
      stmt.type === 'ImportFrom'
        ? `${stmt.module}.${name}`
        : isWhole
          ? name.split('.')[0]
          : name;
    const bound = asname ?? (isWhole ? path : name);
    if (target === path) {
      return bound;
    }
    if (target.startsWith(`${path}.`)) {
      return bound + target.slice(path.length);
    }
  }
  return null;
}

/**
 * Offset in the source at the end of a statement's last line; null where more than a comment follows on it, or where the
 * statement stands behind a prompt.
 */
function lineEnd({ code, cell }: ISeedCell, { from, to }: Stmt): number | null {
  const { source } = cell;
  const start = code.toSource(from);
  const end = code.toSource(to);
  const [rest] = source.slice(end).split(/\r?\n/, 1);
  const isFirst = start === 0 || source[start - 1] === '\n';
  return isFirst && /^\s*(?:#.*)?$/.test(rest) ? end + rest.length : null;
}

interface IEdit {
  /** Offset in the source; `to` where something is replaced. */
  at: number;
  to?: number;
  text: string;
}

/** Gives a call a seed: as its first argument (`keyword` empty), or by keyword. */
function argumentEdit(
  { args, keywords, to }: ICall,
  keyword: string,
  { code, cell }: ISeedCell
): IEdit | null {
  const { source } = cell;
  const close = code.toSource(to) - 1;
  if (source[close] !== ')') {
    return null;
  }
  const known = keywords.find(
    ({ arg }) => arg === keyword || (keyword === '' && arg === 'seed')
  );
  const given = known?.value ?? (keyword === '' ? args[0] : undefined);
  if (given) {
    const at = code.toSource(given.from);
    return { at, to: code.toSource(given.to), text: SEED };
  }
  const text = keyword === '' ? SEED : `${keyword}=${SEED}`;
  const all = [...args, ...keywords.map(({ value }) => value)];
  if (all.length === 0) {
    return { at: close, text };
  }
  const end = code.toSource(Math.max(...all.map(arg => arg.to)));
  const between = source.slice(end, close);
  if (/^\s*$/.test(between)) {
    return { at: end, text: `, ${text}` };
  }
  const comma = /^(\s*,)\s*$/.exec(between);
  if (comma) {
    const trails = between.includes('\n') ? ',' : '';
    return { at: end + comma[1].length, text: ` ${text}${trails}` };
  }
  const plain = between.replace(/#.*/g, '');
  return { at: close, text: plain.includes(',') ? text : `, ${text}` };
}

/** The source with all edits made; null when one cannot be, or when it would no longer be Python. */
function edit({ cell }: ISeedCell, edits: (IEdit | null)[]): string | null {
  let { source } = cell;
  for (const each of [...edits].sort((a, b) => (b?.at ?? 0) - (a?.at ?? 0))) {
    if (!each) {
      return null;
    }
    const { at, to = at, text } = each;
    source = source.slice(0, at) + text + source.slice(to);
  }
  return edits.length > 0 && readCell(source).words === null ? source : null;
}

/** The cell in whose text a call stands. */
function homeOf(call: ICall, cells: ISeedCell[]): ISeedCell | null {
  return cells.find(({ code }) => callsOf(code.body).includes(call)) ?? null;
}

const calls = new WeakMap<Stmt[], ICall[]>();

function callsOf(body: Stmt[]): ICall[] {
  let found = calls.get(body);
  if (!found) {
    found = [];
    const list = found;
    walk(body, { expr: expr => expr.type === 'Call' && list.push(expr) });
    calls.set(body, found);
  }
  return found;
}

/** True if no cell means something else by the name of a module. */
function isFree(module: string, cells: ISeedCell[]): boolean {
  return cells.every(
    ({ code }) =>
      !code.names.has(module) ||
      code.body.some(
        stmt =>
          stmt.type === 'Import' &&
          stmt.names.some(({ name }) => name.split('.')[0] === module)
      )
  );
}
