import type { Expr, ITry, IWith, Stmt } from '../syntax/ast';
import { assign } from './assign';
import { leaves, letsPass, some, suppressedBy } from './contexts';
import type { ITryContext } from './enclosing';
import type { Level } from './host';
import type { Machine } from './machine';
import type { Snapshot } from './store';
import type { IFrame, Value } from './values';

/** Exceptions of which NameError is one. */
const CATCHING =
  /^builtins\.(?:NameError|UnboundLocalError|Exception|BaseException)$/;

/** True if a handler for this catches a NameError, or if that cannot be told. */
function catchesNameError(
  m: Machine,
  test: Expr | null,
  frame: IFrame
): boolean {
  if (test === null) {
    return true;
  }
  if (test.type === 'Tuple') {
    return test.elts.some(elt => catchesNameError(m, elt, frame));
  }
  if (test.type === 'Name') {
    const variable = m.variable(test.id, m.home(test.id, frame));
    const value: Value =
      variable.slot.bound > 0
        ? variable.slot.value
        : (m.host.known(test.id) ?? null);
    return value?.kind === 'external'
      ? CATCHING.test(value.path)
      : value?.kind !== 'class';
  }
  return test.type === 'Attribute'
    ? CATCHING.test(`builtins.${test.attr}`)
    : true;
}

/** A handler that ends by raising what it caught once more. */
function raisesAgain(body: Stmt[]): boolean {
  const last = body[body.length - 1];
  return last?.type === 'Raise' && last.exc === null && !some(body, leaves);
}

/** `try`. */
export function runTry(m: Machine, stmt: ITry, frame: IFrame): void {
  if (some(stmt.finalbody, leaves)) {
    runSwallowing(m, stmt, frame);
    return;
  }
  const { level: saved, jumps } = m;
  const mark = m.store.mark();
  const guards = stmt.handlers.some(
    ({ test, body }) => catchesNameError(m, test, frame) && !raisesAgain(body)
  );
  const caught = attempt(m, mark, guards, stmt.handlers.length > 0, () =>
    m.execute(stmt.body, frame)
  );
  const { left, history, context } = caught;
  const { raised } = context;
  const mayFail = context.mayRaise || raised.length > 0;
  const outs: Snapshot[] = [];
  const certain = !m.live && left === 0 && raised.length > 0 && saved === 0;
  if (m.live) {
    m.level = saved;
    m.execute(stmt.orelse, frame);
    if (m.live) {
      outs.push(m.store.changes(mark));
    }
  }
  for (const handler of mayFail ? stmt.handlers : []) {
    m.store.join(
      mark,
      certain && !context.mayRaise ? raised : [history, ...raised]
    );
    m.live = true;
    const only = certain && stmt.handlers.length === 1;
    const first = certain && handler === stmt.handlers[0];
    m.level = Math.max(saved, first ? 0 : 2) as Level;
    if (handler.test) {
      m.evaluate(handler.test, frame);
    }
    m.level = Math.max(saved, only ? 0 : 2) as Level;
    if (handler.name) {
      m.bind(handler.name, frame, null);
    }
    m.execute(handler.body, frame);
    if (m.live && handler.name) {
      m.unbind(handler.name, frame, 'except');
    }
    if (m.live) {
      outs.push(m.store.changes(mark));
    }
  }
  const conditional = m.jumps > jumps && outs.length > 0;
  m.level = (conditional ? Math.max(saved, 1) : saved) as Level;
  m.store.join(mark, outs.length > 0 ? outs : [history, ...raised]);
  m.live = true;
  m.execute(stmt.finalbody, frame);
  m.live = m.live && outs.length > 0;
  m.store.close();
}

/** `try` whose `finally` returns, breaks or continues: what was raised before ends there. */
function runSwallowing(m: Machine, stmt: ITry, frame: IFrame): void {
  const { level: saved, jumps } = m;
  const mark = m.store.mark();
  const { history, context } = attempt(m, mark, true, true, () =>
    runTry(m, { ...stmt, finalbody: [] }, frame)
  );
  const ends = m.live ? [m.store.changes(mark)] : [];
  const failed = context.mayRaise || context.raised.length > 0;
  const doubt = failed || m.jumps > jumps;
  m.level = (doubt ? Math.max(saved, 1) : saved) as Level;
  m.store.join(mark, [...ends, history, ...context.raised]);
  m.live = true;
  m.execute(stmt.finalbody, frame);
  m.live = m.live && ends.length > 0;
  m.store.close();
}

/** Run something and note how it may fail. */
function attempt(
  m: Machine,
  mark: number,
  guards: boolean,
  handles: boolean,
  body: () => void
): { left: number; history: Snapshot; context: ITryContext } {
  const { jumps } = m;
  const context: ITryContext = { mark, guards, raised: [], mayRaise: false };
  if (handles) {
    m.tries.push(context);
  }
  body();
  if (handles) {
    m.tries.pop();
  }
  return {
    left: m.jumps - jumps,
    history: m.store.history(mark),
    context
  };
}

/** Run statements whose exceptions do not stop the run: what they bind is there or not. */
export function attempted(m: Machine, body: Stmt[], frame: IFrame): void {
  const { level } = m;
  const mark = m.store.mark();
  const { context, history } = attempt(m, mark, true, true, () =>
    m.execute(body, frame)
  );
  const ends = m.live ? [m.store.changes(mark)] : [];
  const others = context.mayRaise ? [history] : [];
  m.store.join(mark, [...ends, ...others, ...context.raised]);
  m.store.close();
  m.live = true;
  m.level = level;
}

/** `with`. */
export function runWith(m: Machine, stmt: IWith, frame: IFrame): void {
  let suppressed: Expr[] | null = null;
  let passes = true;
  for (const { context, target } of stmt.items) {
    const value = m.evaluate(context, frame);
    m.mayRaise();
    const caught = suppressedBy(m, value, context, frame);
    if (caught) {
      suppressed = [...(suppressed ?? []), ...caught];
    } else {
      passes = passes && letsPass(m, value, context, frame);
    }
    const entered = enter(m, value, context);
    if (target) {
      assign(m, target, entered, frame);
    }
  }
  if (!m.live) {
    return;
  }
  if (suppressed || !passes) {
    swallow(m, suppressed ?? [], passes, stmt, frame);
  } else {
    m.execute(stmt.body, frame);
  }
}

function enter(m: Machine, value: Value, at: Expr): Value {
  if (value?.kind === 'generator') {
    m.consume(value, 'all');
    return null;
  }
  if (value?.kind === 'instance') {
    const none = { args: [], exact: true, keywords: new Map(), nodes: [] };
    const result = m.method(value, '__enter__', none, at);
    m.method(value, '__exit__', { ...none, args: [null, null, null] }, at);
    return result;
  }
  return null;
}

/** Run a body whose exceptions may end where it ends; `passes` is false when it cannot be told which. */
function swallow(
  m: Machine,
  suppressed: Expr[],
  passes: boolean,
  stmt: IWith,
  frame: IFrame
): void {
  const { level: saved } = m;
  const guards = suppressed.some(test => catchesNameError(m, test, frame));
  const mark = m.store.mark();
  if (!passes) {
    m.level = Math.max(saved, 1) as Level;
  }
  const { left, history, context } = attempt(m, mark, guards, true, () =>
    m.execute(stmt.body, frame)
  );
  const { raised, mayRaise } = context;
  const ends = m.live ? [m.store.changes(mark)] : [];
  const outs = [...ends, ...raised, ...(mayRaise ? [history] : [])];
  const conditional = left > 0 || (!passes && raised.length > 0);
  m.store.join(mark, outs);
  m.store.close();
  m.live = outs.length > 0;
  m.level = (conditional ? Math.max(saved, 1) : saved) as Level;
  if (mayRaise || raised.length > 0) {
    m.mayRaise();
  }
}
