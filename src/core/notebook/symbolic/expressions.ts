import { runBlock } from './blocks';
import { keyOf, subscript } from './keys';
import { attribute } from './members';
import type { IObject, IScope } from './objects';
import {
  namesIn,
  scopeNames,
  shapeOf,
  targetNames,
  type Callable,
  type Expr,
  type ExprOf,
  type Stmt
} from './syntax';
import type { Term } from './terms';
import type { World } from './world';

/** The object that an expression gives. */
export function evaluate(w: World, expr: Expr, scope: IScope): IObject {
  const { terms } = w;
  switch (expr.type) {
    case 'Name':
      return w.read(expr.id, scope);
    case 'Constant':
      return w.make(terms.of(shapeOf(expr, w.text)), {
        isNone: expr.value === null
      });
    case 'Call':
      return w.evaluateCall(expr, scope);
    case 'Attribute':
      return attribute(w, w.evaluate(expr.value, scope), expr.attr);
    case 'Subscript':
      return subscript(w, expr, scope);
    case 'Lambda':
      return makeFunction(w, expr, scope);
    case 'NamedExpr': {
      const value = w.evaluate(expr.value, scope);
      w.bind(expr.target.id, scope, value);
      return value;
    }
    case 'List':
    case 'Tuple':
    case 'Set':
      return container(w, expr, scope);
    case 'Dict':
      return dictionary(w, expr, scope);
    case 'ListComp':
    case 'SetComp':
    case 'DictComp':
    case 'GeneratorExp':
      return comprehension(w, expr, scope);
    case 'IfExp':
    case 'BoolOp':
      return conditional(w, expr, scope);
    default:
      return plain(w, expr, scope);
  }
}

/** What has no rule of its own: its shape, and its operands in order. */
function plain(w: World, expr: Expr, scope: IScope): IObject {
  const operands: Term[] = [];
  let shape: string = expr.type;
  for (const [key, value] of Object.entries(expr)) {
    if (Array.isArray(value)) {
      for (const each of value as (Expr | string | null)[]) {
        if (typeof each === 'string') {
          shape += ` ${each}`;
        } else if (each) {
          operands.push(w.use(w.evaluate(each, scope)));
        }
      }
    } else if (typeof value === 'object' && value !== null) {
      operands.push(w.use(w.evaluate(value as Expr, scope)));
    } else if (key === 'op') {
      shape += ` ${value}`;
    }
  }
  if (expr.type === 'Opaque') {
    shape += shapeOf(expr, w.text);
  }
  return w.make(w.terms.of(shape, ...operands));
}

/** Parts after the first need not be evaluated, but their names count. */
function conditional(
  w: World,
  expr: ExprOf<'IfExp'> | ExprOf<'BoolOp'>,
  scope: IScope
): IObject {
  const [first, ...rest] =
    expr.type === 'IfExp' ? [expr.test, expr.body, expr.orelse] : expr.values;
  const operands = [w.use(w.evaluate(first, scope))];
  for (const each of rest) {
    operands.push(
      runBlock(w, each.type, false, () => {
        w.use(w.evaluate(each, scope));
      })
    );
  }
  return w.make(w.terms.of(expr.type, ...operands));
}

function container(
  w: World,
  expr: ExprOf<'List' | 'Tuple' | 'Set'>,
  scope: IScope
): IObject {
  const made = w.make(0, { isContainer: expr.type !== 'Tuple' });
  let shape: string = expr.type;
  const operands: Term[] = [];
  for (const elt of expr.elts) {
    const value = w.evaluate(elt, scope);
    if (canChange(value)) {
      made.parts ??= new Set();
      made.parts.add(value);
      w.use(value);
      shape += ' part';
    } else {
      shape += ' value';
      operands.push(w.use(value));
    }
  }
  made.term = w.terms.of(shape, ...operands);
  return made;
}

function dictionary(w: World, expr: ExprOf<'Dict'>, scope: IScope): IObject {
  const made = w.make(w.terms.of('Dict'), {
    isContainer: true,
    isClosed: true
  });
  expr.keys.forEach((key, place) => {
    const value = w.evaluate(expr.values[place], scope);
    w.use(value);
    if (key === null) {
      made.term = w.terms.of('merge', made.term, w.stateOf(value));
      made.isClosed = false;
    } else {
      made.slots ??= new Map();
      made.slots.set(keyOf(w, key, scope).key, value);
    }
  });
  return made;
}

/** True for an object that another name may change. */
export function canChange(object: IObject): boolean {
  return (
    object.isContainer ||
    object.slots !== null ||
    object.cls !== null ||
    object.isStream
  );
}

/** What one pass over an object gives. */
export function iterate(w: World, over: IObject): IObject {
  const made = w.make(w.terms.of('each', w.use(over)), {
    inside: over.isContainer ? over : null
  });
  if (over.isStream) {
    w.change(over, 'gone through');
  }
  return made;
}

function comprehension(
  w: World,
  expr: ExprOf<'ListComp' | 'SetComp' | 'DictComp' | 'GeneratorExp'>,
  scope: IScope
): IObject {
  const inner = innerScope(
    scope,
    new Set(expr.generators.flatMap(({ target }) => targetNames(target)))
  );
  const cause = runBlock(w, shapeOf(expr, w.text), true, () => {
    for (const { target, iter, ifs } of expr.generators) {
      const each = iterate(w, w.evaluate(iter, inner));
      targetNames(target).forEach(name =>
        inner.names.set(name, {
          object: w.make(w.terms.of(`of ${name}`, each.term), {
            inside: each.inside
          }),
          run: w.run
        })
      );
      ifs.forEach(test => w.use(w.evaluate(test, inner)));
    }
    expr.elts.forEach(elt => w.use(w.evaluate(elt, inner)));
  });
  return w.make(w.terms.of(expr.type, cause), {
    isContainer: expr.type !== 'GeneratorExp',
    isStream: expr.type === 'GeneratorExp'
  });
}

/** A scope inside another. */
export function innerScope(
  parent: IScope,
  own: ReadonlySet<string>,
  more: Partial<IScope> = {}
): IScope {
  return {
    names: new Map(),
    parent,
    shared: new Set(),
    own,
    isClass: false,
    ...more
  };
}

/** A function as an object: its text, and what it finds outside itself when it runs. */
export function makeFunction(w: World, node: Callable, scope: IScope): IObject {
  const { text } = w;
  const defaults = new Map<string, IObject>();
  for (const { name, default: value } of node.args) {
    if (value) {
      defaults.set(name, w.evaluate(value, scope));
    }
  }
  const operands = [...defaults.values()].map(value => w.stateOf(value));
  const shape = node.type === 'Lambda' ? node : (node.body as Stmt[]);
  return w.make(
    w.terms.of(
      `${shapeOf(node.args, text)} => ${shapeOf(shape, text)}`,
      ...operands
    ),
    {
      fn: {
        node,
        scope,
        text,
        defaults,
        isProperty: false,
        isStatic: false
      }
    }
  );
}

const free = new WeakMap<object, string[]>();

/** Names that a function finds outside itself. */
export function freeNames(node: Callable): string[] {
  let names = free.get(node);
  if (!names) {
    const { own } = scopeNames(node);
    names = namesIn(node).filter(name => !own.has(name));
    free.set(node, names);
  }
  return names;
}
