import { item, keyOf } from './keys';
import { isLabels } from './library';
import type { IObject, IScope } from './objects';
import { operatorOf, type Expr, type StmtOf } from './syntax';
import type { World } from './world';

/** Bind a target to an object. */
export function assign(
  w: World,
  target: Expr,
  value: IObject,
  scope: IScope
): void {
  switch (target.type) {
    case 'Name':
      w.use(value);
      w.bind(target.id, scope, value);
      break;
    case 'Tuple':
    case 'List':
      target.elts.forEach((elt, place) =>
        assign(
          w,
          elt,
          w.make(w.terms.of(`unpacked ${place}`, w.use(value)), {
            inside: value.inside
          }),
          scope
        )
      );
      break;
    case 'Starred':
      assign(w, target.value, value, scope);
      break;
    case 'Subscript': {
      const base = w.evaluate(target.value, scope);
      const { key, isSure } = keyOf(w, target.slice, scope);
      const isLabel =
        target.value.type === 'Attribute' && isLabels(target.value.attr);
      w.use(value);
      if (base.isNamespace && isSure) {
        w.bind(key.slice(2), w.globals, value);
      } else {
        store(w, base, isLabel ? `L${key}` : key, value);
      }
      break;
    }
    case 'Attribute':
      w.use(value);
      store(w, w.evaluate(target.value, scope), `a:${target.attr}`, value);
      break;
    default:
      w.evaluate(target, scope);
  }
}

/** Set a key or attribute; of something that lies within another object, that object changes too. */
function store(w: World, base: IObject, key: string, value: IObject): void {
  w.put(base, key, value);
  if (base.path !== null && /rcParams|options/.test(base.path)) {
    w.put(w.display, `${base.path} ${key}`, value);
  }
}

/** `x += y`. */
export function augment(
  w: World,
  stmt: StmtOf<'AugAssign'>,
  scope: IScope
): void {
  const { target } = stmt;
  const shape = operatorOf(stmt, w.text);
  const old = w.evaluate(target, scope);
  const term = w.use(old);
  const value = w.use(w.evaluate(stmt.value, scope));
  if (old.isContainer) {
    w.change(old, shape, value);
    if (target.type === 'Name') {
      w.bind(target.id, scope, old);
    }
    return;
  }
  const made = w.make(w.terms.of(shape, term, value));
  if (target.type === 'Name' && made.writer) {
    made.writer = { run: w.run, change: true, before: old.writer };
  }
  assign(w, target, made, scope);
}

/** `del x`. */
export function remove(w: World, target: Expr, scope: IScope): void {
  switch (target.type) {
    case 'Name':
      w.read(target.id, scope);
      w.unbind(target.id, scope);
      break;
    case 'Subscript': {
      const base = w.evaluate(target.value, scope);
      const { key, isSure } = keyOf(w, target.slice, scope);
      if (isSure && base.slots?.has(key)) {
        w.log.keep(base);
        base.slots.delete(key);
        w.touched(base);
      } else {
        item(w, base, key, isSure);
        w.change(base, 'del', w.terms.of(key));
      }
      break;
    }
    case 'Attribute':
      w.change(w.evaluate(target.value, scope), `del ${target.attr}`);
      break;
    case 'Tuple':
    case 'List':
      target.elts.forEach(elt => remove(w, elt, scope));
      break;
    default:
      break;
  }
}
