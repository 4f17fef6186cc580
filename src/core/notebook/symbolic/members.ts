import { isLabels } from './library';
import type { IObject } from './objects';
import type { World } from './world';

/** An attribute of an object. */
export function attribute(w: World, base: IObject, name: string): IObject {
  if (base.path !== null) {
    const held = base.slots?.get(`a:${name}`);
    return held ?? w.external(`${base.path}.${name}`);
  }
  const held = base.slots?.get(`a:${name}`);
  if (held) {
    return held;
  }
  const member = findMember(base.bases ? base : base.cls, name);
  if (member) {
    if (!member.fn || base.bases) {
      return member;
    }
    const bound = { ...member, self: member.fn.isStatic ? null : base };
    return member.fn.isProperty ? w.call(bound, [], new Map()) : bound;
  }
  if (isLabels(name)) {
    return base;
  }
  const term = w.terms.of(`attribute ${name}`, w.stateOf(base));
  w.note(term);
  return w.make(term, { inside: base });
}

/** A member of a class or of those above it. */
export function findMember(
  cls: IObject | null,
  name: string,
  depth = 0
): IObject | null {
  if (!cls || depth > 8) {
    return null;
  }
  const own = cls.slots?.get(`a:${name}`);
  if (own) {
    return own;
  }
  for (const base of cls.bases ?? []) {
    const found = findMember(base, name, depth + 1);
    if (found) {
      return found;
    }
  }
  return null;
}
