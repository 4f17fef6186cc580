import { runBlock } from './blocks';
import { innerScope } from './expressions';
import type { IScope } from './objects';
import { shapeOf, type StmtOf } from './syntax';
import type { World } from './world';

/** Magics whose output is a message, not a result. */
const QUIET =
  /^%(?:matplotlib|load_ext|reload_ext|autoreload|config|pip|conda|time|timeit)\b/;

/** Run a line of IPython's own syntax. */
export function magic(w: World, stmt: StmtOf<'Magic'>, scope: IScope): void {
  const { effect } = stmt;
  const shape = shapeOf(stmt, w.text);
  const written = w.text.slice(stmt.from, stmt.to);
  const operands = effect.reads.map(name => w.use(w.read(name, scope)));
  for (const name of effect.softReads) {
    const found = w.find(name, scope);
    operands.push(found ? w.use(w.read(name, scope)) : 0);
  }
  const term = w.terms.of(`magic ${shape}`, ...operands);
  if (effect.clears) {
    w.clear();
  }
  effect.deletes.forEach(name => w.unbind(name, w.globals));
  [...effect.binds, ...effect.mayBind].forEach(name =>
    w.bind(name, w.globals, w.make(w.terms.of(`magic ${name}`, term)))
  );
  if (effect.unknown !== null) {
    w.unseen.push(term);
  }
  if (!QUIET.test(written) && !written.startsWith('%%time')) {
    w.show(term, /^(?:!|%%(?!capture))/.test(written));
  }
  const inner = stmt.isolates ? innerScope(scope, new Set()) : scope;
  if (stmt.body.length > 0) {
    if (stmt.isolates) {
      runBlock(w, shape, false, () => w.execute(stmt.body, inner));
    } else {
      w.execute(stmt.body, inner);
    }
  }
}
