import type { Expr, IFor, IWhile, Stmt } from '../syntax/ast';
import { assign } from './assign';
import { glance } from './glance';
import type { Level } from './host';
import type { Machine } from './machine';
import { scopeOfBlock } from './scopes';
import type { Snapshot } from './store';
import { outcome } from './tests';
import { isCallable, sizeOf, type IFrame, type Value } from './values';

/** Most elements of a literal that a loop is followed through one by one. */
const MAX_UNROLLED = 8;

/** `for`. */
export function runFor(m: Machine, stmt: IFor, frame: IFrame): void {
  const over = glance(m, stmt.iter, frame);
  if (!m.live) {
    return;
  }
  const size = sizeOf(over);
  m.consume(over, mayLeave(stmt.body) ? 'some' : 'all');
  if (!m.live) {
    return;
  }
  if (size === 0) {
    m.execute(stmt.orelse, frame);
    return;
  }
  m.mayRaise();
  const elts = over?.kind === 'sequence' ? over.elts : null;
  if (elts && isWorthUnrolling(elts)) {
    const starts = elts.map(elt => () => assign(m, stmt.target, elt, frame));
    loop(m, { starts, level: 0, mayEnd: true }, stmt, frame);
    return;
  }
  if (over?.kind !== 'namespace') {
    m.leak(over);
  }
  widen(m, stmt.body, frame);
  const start = (): void => assign(m, stmt.target, null, frame);
  const starts = [start];
  if (size !== 1 && scopeOfBlock(stmt.body).deletes) {
    starts.push(() => {
      m.level = size === null ? (Math.max(m.level, 1) as Level) : m.level;
      start();
    });
  }
  const level = size === null ? 1 : 0;
  loop(m, { starts, level, mayEnd: true }, stmt, frame);
}

/** True if a statement somewhere in a loop may end it early. */
function mayLeave(body: Stmt[]): boolean {
  return body.some(stmt => {
    switch (stmt.type) {
      case 'Break':
      case 'Return':
      case 'Raise':
        return true;
      case 'If':
      case 'For':
      case 'While':
        return mayLeave(stmt.body) || mayLeave(stmt.orelse);
      case 'With':
        return mayLeave(stmt.body);
      case 'Try':
        return [
          stmt.body,
          stmt.orelse,
          stmt.finalbody,
          ...stmt.handlers.map(handler => handler.body)
        ].some(mayLeave);
      case 'Match':
        return stmt.cases.some(each => mayLeave(each.body));
      default:
        return false;
    }
  });
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
  widen(m, stmt.body, frame);
  const starts = [() => first.assume(true)];
  if (scopeOfBlock(stmt.body).deletes) {
    starts.push(() => {
      m.level = Math.max(m.level, 1) as Level;
      m.evaluate(stmt.test, frame);
    });
  }
  const level = first.value === true ? 0 : 1;
  loop(m, { starts, level, mayEnd: !isTrue(stmt.test) }, stmt, frame);
}

interface IPasses {
  /** What starts each pass that is followed. */
  starts: (() => void)[];
  /** 1 if the body may not run at all. */
  level: Level;
  /** False for `while True`: only `break` leaves it. */
  mayEnd: boolean;
}

function loop(
  m: Machine,
  { starts, level, mayEnd }: IPasses,
  stmt: { body: Stmt[]; orelse: Stmt[] },
  frame: IFrame
): void {
  const { level: saved, jumps, returns } = m;
  const mark = m.store.mark();
  const context = {
    mark,
    binds: scopeOfBlock(stmt.body).locals,
    depth: m.depth,
    jumps: m.jumps,
    breaks: [] as Snapshot[],
    continues: [] as Snapshot[]
  };
  m.loops.push(context);
  m.level = Math.max(saved, level) as Level;
  let ends: Snapshot[] = [];
  for (const start of starts) {
    start();
    m.execute(stmt.body, frame);
    ends = [...context.continues];
    context.continues.length = 0;
    if (m.live) {
      ends.push(m.store.changes(mark));
    }
    if (ends.length === 0) {
      break;
    }
    m.store.join(mark, ends);
    m.live = true;
    ends = [m.store.changes(mark)];
    if (!m.spend()) {
      break;
    }
  }
  m.loops.pop();
  m.jumps = jumps + (m.returns - returns);
  m.level = m.returns > returns ? (Math.max(saved, 1) as Level) : saved;
  if (level > 0) {
    ends.push(new Map());
  }
  const out = [...context.breaks];
  if (mayEnd && ends.length > 0) {
    m.store.join(mark, ends);
    m.live = true;
    orelse(m, stmt.orelse, out.length > 0, frame);
    if (m.live) {
      out.push(m.store.changes(mark));
    }
  }
  m.store.join(mark, out);
  m.store.close();
  m.live = out.length > 0;
}

function orelse(
  m: Machine,
  body: Stmt[],
  mayBreak: boolean,
  frame: IFrame
): void {
  const saved = m.level;
  if (mayBreak) {
    m.level = Math.max(saved, 1) as Level;
  }
  m.execute(body, frame);
  m.level = saved;
}

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

function isWorthUnrolling(elts: Value[]): boolean {
  return (
    elts.length <= MAX_UNROLLED &&
    elts.some(
      elt =>
        isCallable(elt) ||
        elt?.kind === 'instance' ||
        elt?.kind === 'made' ||
        elt?.kind === 'const' ||
        elt?.kind === 'sequence'
    )
  );
}

function isTrue(test: Expr): boolean {
  return test.type === 'Constant' && Boolean(test.value);
}
