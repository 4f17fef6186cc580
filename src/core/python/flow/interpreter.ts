import { call } from './functions';
import { evaluate } from './evaluate';
import { evaluateCall } from './calls';
import { consume } from './generators';
import type { IHost } from './host';
import { Machine } from './machine';
import { callMethod } from './objects';
import { execute } from './statements';

/** A machine with all its parts. */
export function createMachine(host: IHost): Machine {
  const m = new Machine(host);
  // Bound, not wrapped: what is nested deeply takes less of the stack.
  m.evaluate = evaluate.bind(null, m);
  m.execute = (body, frame) => execute(m, body, frame);
  m.call = (callee, args, at) => call(m, callee, args, at);
  m.evaluateCall = (expr, frame) => evaluateCall(m, expr, frame);
  m.method = (instance, name, args, at) =>
    callMethod(m, instance, name, args, at);
  m.consume = (value, how) => consume(m, value, how);
  return m;
}
