import type { IObject } from './objects';
import type { Term } from './terms';
import type { World } from './world';

/** How many objects are looked into to tell one's state. */
const REACH = 200;

/** True for an object whose own term is its whole state. */
function isSimple({ fn, slots, parts }: IObject): boolean {
  return !fn && !slots && !parts;
}

/**
 * The whole state of an object, as of now: its own, and that of all it holds and finds, each told once.
 */
export function stateOf(w: World, object: IObject): Term {
  if (isSimple(object)) {
    return object.term;
  }
  const places = new Map<object, number>();
  const chances: Term[] = [];
  let text = '';
  const visit = (each: IObject) => {
    const key = each.fn ?? each;
    const place = places.get(key);
    if (w.terms.isChance(each.term)) {
      chances.push(each.term);
    }
    if (place !== undefined || places.size >= REACH) {
      text += `^${place}`;
      return;
    }
    text += `(${each.term}`;
    if (!isSimple(each)) {
      places.set(key, places.size);
      freeOf(w, each).forEach(([name, found]) => {
        text += ` ${name}=`;
        if (found) {
          visit(found);
        }
      });
      each.slots?.forEach((value, slot) => {
        text += ` ${slot}:`;
        visit(value);
      });
      each.parts?.forEach(visit);
    }
    text += ')';
  };
  visit(object);
  return w.terms.of(text, ...chances);
}

/** What a function finds outside itself. */
function freeOf(w: World, { fn }: IObject): [string, IObject | null][] {
  return fn
    ? w
        .freeNames(fn)
        .map(name => [name, w.find(name, fn.scope)?.object ?? null])
    : [];
}
