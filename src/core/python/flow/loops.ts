import type { Expr, IFor, IWhile, Stmt } from '../syntax/ast';
import { assign } from './assign';
import type { Level, Machine } from './machine';
import { scopeOfBlock, targetNames } from './scopes';
import type { Snapshot } from './store';
import { outcome } from './tests';
import { isCallable, sizeOf, type IFrame, type Value } from './values';

/** Most elements of a literal that a loop is followed through one by one. */
const MAX_UNROLLED = 8;

/** What a loop assigns is not the same on the next pass. */
function widen(m: Machine, body: Stmt[], frame: IFrame): void {
  for (const name of scopeOfBlock(body).locals) {
    const variable = m.variable(name, m.target(name, frame));
    const { slot } = variable;
    if (slot.bound > 0 && slot.value !== null) {
      m.leak(slot.value);
      m.store.set(variable, { ...slot, value: null });
    }
  }
}

/** Run a loop's body; `starts` are what the target is bound to, pass by pass. */
function passes(
  m: Machine,
  starts: (() => void)[],
  body: Stmt[],
  level: Level,
  frame: IFrame
): { ends: Snapshot[]; breaks: Snapshot[]; mark: number } {
  const saved = m.level;
  const mark = m.store.mark();
  const loop = { mark, breaks: [] as Snapshot[], continues: [] as Snapshot[] };
  m.loops.push(loop);
  m.level = Math.max(saved, level) as Level;
  let ends: Snapshot[] = [];
  for (const start of starts) {
    start();
    m.execute(body, frame);
    ends = [...loop.continues];
    if (m.live) {
      ends.push(m.store.changes(mark));
    }
    loop.continues.length = 0;
    if (ends.length === 0 || !m.spend()) {
      break;
    }
    m.store.join(mark, ends);
    m.live = true;
    ends = [m.store.changes(mark)];
  }
  m.loops.pop();
  m.level = saved;
  return { ends, breaks: loop.breaks, mark };
}

/** `for`. */
export function runFor(m: Machine, stmt: IFor, frame: IFrame): void {
  const over = m.evaluate(stmt.iter, frame);
  if (!m.live) {
    return;
  }
  const size = sizeOf(over);
  m.consume(over, 'some');
  m.mayRaise();
  if (!m.live) {
    return;
  }
  if (size === 0) {
    m.execute(stmt.orelse, frame);
    return;
  }
  const elts = over?.kind === 'sequence' ? over.elts : null;
  const each = elts && isWorthUnrolling(elts) ? elts : [null];
  if (each[0] === null) {
    m.leak(over?.kind === 'namespace' ? null : over);
  }
  const { jumps } = m;
  const saved = m.level;
  const outer = m.store.mark();
  if (each.length === 1) {
    widen(m, stmt.body, frame);
  }
  const starts = each.map(elt => () => target(m, stmt.target, elt, frame));
  const again =
    each.length === 1 && size !== 1 && scopeOfBlock(stmt.body).deletes;
  if (again) {
    const { level } = m;
    starts.push(() => {
      m.level = size === null ? (Math.max(level, 1) as Level) : m.level;
      starts[0]();
    });
  }
  const none = m.store.changes(outer);
  const { ends, breaks, mark } = passes(
    m,
    starts,
    stmt.body,
    size === null ? 1 : 0,
    frame
  );
  if (size === null) {
    ends.push(new Map());
  }
  void none;
  finish(m, stmt.orelse, { ends, breaks, mark, outer }, frame);
  m.level = m.jumps > jumps && !m.live ? saved : saved;
}

function target(m: Machine, expr: Expr, elt: Value, frame: IFrame): void {
  assign(m, expr, elt, frame);
}

function isWorthUnrolling(elts: Value[]): boolean {
  return (
    elts.length <= MAX_UNROLLED &&
    elts.some(
      elt =>
        isCallable(elt) ||
        elt?.kind === 'instance' ||
        elt?.kind === 'const' ||
        elt?.kind === 'sequence'
    )
  );
}

/** `else` after what did not break, then join. */
function finish(
  m: Machine,
  orelse: Stmt[],
  run: { ends: Snapshot[]; breaks: Snapshot[]; mark: number; outer: number },
  frame: IFrame
): void {
  const { ends, breaks, mark } = run;
  const out = [...breaks];
  m.store.join(mark, ends);
  m.live = ends.length > 0;
  if (m.live) {
    const saved = m.level;
    if (breaks.length > 0) {
      m.level = Math.max(saved, 1) as Level;
    }
    m.execute(orelse, frame);
    m.level = saved;
    if (m.live) {
      out.push(m.store.changes(mark));
    }
  }
  m.store.join(mark, out);
  m.live = out.length > 0;
  m.store.close();
  m.store.close();
}

/** `while`. */
export function runWhile(m: Machine, stmt: IWhile, frame: IFrame): void {
  const first = outcome(m, stmt.test, frame);
  if (!m.live) {
    return;
  }
  if (first.value === false) {
    m.execute(stmt.orelse, frame);
    return;
  }
  const outer = m.store.mark();
  widen(m, stmt.body, frame);
  const endless = isTrue(stmt.test);
  const { ends, breaks, mark } = passes(
    m,
    [() => first.assume(true)],
    stmt.body,
    first.value === true ? 0 : 1,
    frame
  );
  if (first.value !== true) {
    ends.push(new Map());
  }
  finish(
    m,
    endless ? [] : stmt.orelse,
    { ends: endless ? [] : ends, breaks, mark, outer },
    frame
  );
}

function isTrue(test: Expr): boolean {
  return test.type === 'Constant' && Boolean(test.value);
}

/** Names that a loop's target binds. */
export function loopNames(stmt: IFor): string[] {
  return targetNames(stmt.target);
}
