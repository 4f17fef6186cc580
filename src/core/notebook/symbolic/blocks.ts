import { PythonError, Returned, type IObject } from './objects';
import type { Term } from './terms';
import type { World } from './world';

/**
 * Run code that may run any number of times, or not at all: what it leaves rests on all that it read.
 *
 * @param isSure - It runs at least once: names that it binds do not rest on what they were, and an error in it stops
 *   the cell.
 */
export function runBlock(
  w: World,
  shape: string,
  isSure: boolean,
  body: () => void
): Term {
  const marker = w.make(0).born;
  let error: PythonError | null = null;
  const point = w.log.length;
  const { cause, record } = w.step(shape, () => {
    try {
      body();
    } catch (caught) {
      if (caught instanceof PythonError) {
        error = caught;
      } else if (!(caught instanceof Returned)) {
        throw caught;
      }
    }
  });
  for (const object of record.changed) {
    if (object.born < marker) {
      settle(w, object, cause);
    }
  }
  for (const [scope, names] of record.bound) {
    const before =
      isSure || scope !== w.globals ? null : w.log.namesAt(point, scope.names);
    for (const name of names) {
      const binding = scope.names.get(name);
      if (binding) {
        const { object } = binding;
        const old = before?.get(name)?.object ?? null;
        if (before) {
          w.lookups.names.add(name);
        }
        if (old !== object && isPlain(object)) {
          binding.object = w.make(
            old
              ? w.terms.after(cause, name, w.stateOf(old))
              : w.terms.of(`bound ${name}`, cause),
            {
              isContainer: object.isContainer,
              isStream: object.isStream,
              writer: object.writer
            }
          );
        }
      }
    }
  }
  showAll(w, cause, record.shown);
  if (error && isSure) {
    throw error;
  }
  return cause;
}

/** An object that was there before and was changed inside. */
function settle(w: World, object: IObject, cause: Term): void {
  w.log.keep(object);
  if (object.slots) {
    object.slots.forEach((value, key) => {
      if (object.slots) {
        object.slots.set(
          key,
          isPlain(value)
            ? { ...value, term: w.terms.after(cause, key, value.term) }
            : value
        );
      }
    });
    object.isClosed = false;
  }
  object.term = w.terms.after(cause, 'changed', object.term);
}

/** Modules, functions and classes keep what they are. */
function isPlain(object: IObject): boolean {
  return !object.fn && !object.bases && object.path === null && !object.cls;
}

function showAll(
  w: World,
  cause: Term,
  shown: readonly { sure: boolean }[]
): void {
  if (shown.length > 0) {
    w.show(
      w.terms.of('block', cause),
      shown.some(({ sure }) => sure)
    );
  }
}
