import type { IMatch, Pattern } from '../syntax/ast';
import { isIrrefutable } from '../syntax/patterns';
import { patternNames, patternReads } from '../syntax/parts';
import type { Machine } from './machine';
import { scopeOfBlock } from './scopes';
import { compare, outcome } from './tests';
import { truth, type IFrame, type Value } from './values';

/** `match`: cases are tried in order; those that cannot match a known subject are left out. */
export function runMatch(m: Machine, stmt: IMatch, frame: IFrame): void {
  const subject = m.evaluate(stmt.subject, frame);
  const branches: (() => void)[] = [];
  let total = false;
  for (const { pattern, guard, body } of stmt.cases) {
    const matches = isIrrefutable(pattern) ? true : decide(pattern, subject);
    if (matches === false && patternReads(pattern).every(isLiteral)) {
      scopeOfBlock(body).locals.forEach(name => m.doubted.add(name));
      continue;
    }
    const run = (): void => {
      patternReads(pattern).forEach(expr => m.evaluate(expr, frame));
      patternNames(pattern).forEach(name => m.bind(name, frame, null));
      if (guard) {
        outcome(m, guard, frame).assume(true);
      }
      m.execute(body, frame);
    };
    branches.push(run);
    total = matches === true && !guard;
    if (total) {
      break;
    }
  }
  m.leak(subject);
  // The class of the first pattern is looked up in every run.
  const [head] = stmt.cases;
  if (head?.pattern.type === 'MatchClass') {
    m.evaluate(head.pattern.cls, frame);
  } else if (
    head?.pattern.type === 'MatchValue' &&
    head.pattern.value.type !== 'Constant'
  ) {
    m.evaluate(head.pattern.value, frame);
  }
  if (branches.length === 1 && total) {
    branches[0]();
  } else if (branches.length > 0) {
    m.fork(total ? branches : [...branches, () => undefined]);
  }
}

function isLiteral({ type }: { type: string }): boolean {
  return type === 'Constant';
}

/** Whether a pattern matches a value, or null. */
function decide(pattern: Pattern, value: Value): boolean | null {
  switch (pattern.type) {
    case 'MatchValue':
      return pattern.value.type === 'Constant' &&
        pattern.value.value !== undefined
        ? truth(
            compare('==', { kind: 'const', value: pattern.value.value }, value)
          )
        : null;
    case 'MatchOr': {
      const all = pattern.patterns.map(each => decide(each, value));
      return all.includes(true) ? true : all.includes(null) ? null : false;
    }
    case 'MatchAs':
      return pattern.pattern ? decide(pattern.pattern, value) : true;
    case 'MatchSequence':
      return value?.kind === 'const' ? false : null;
    default:
      return null;
  }
}
