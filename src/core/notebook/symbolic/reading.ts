import {
  PythonError,
  type IBinding,
  type IObject,
  type IScope
} from './objects';
import type { World } from './world';

/** What a name stands for; notes what was found. */
export function read(w: World, name: string, scope: IScope): IObject {
  const found = w.find(name, scope);
  if (found) {
    if (w.globals.names.get(name) === found) {
      noteRead(w, name, found);
    }
    return found.object;
  }
  if (w.isKnown(name)) {
    return w.external(`builtins.${name}`);
  }
  const { terms } = w;
  if (w.unseen.length > 0 || w.isTolerant) {
    const object = w.make(terms.of(`unseen ${name}`, ...w.unseen), {
      writer: null
    });
    w.log.keepName(w.globals.names, name);
    w.globals.names.set(name, { object, run: -1 });
    return object;
  }
  const term = terms.of(`NameError ${name}`);
  w.note(term);
  throw new PythonError('NameError', name, term);
}

function noteRead(w: World, name: string, { object, run }: IBinding): void {
  if (run !== w.run && !w.names.has(name)) {
    w.noteName(name, object, run);
  }
}
