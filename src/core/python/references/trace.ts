import type { ISourceHint } from '../types';
import type { Stmt } from '../syntax/ast';
import { readCell } from '../cell';
import { targetNames } from '../syntax/parts';
import { summariseCell } from '../summary';

/** Why an output may differ from run to run: what its cell does itself, or what a cell above does that it rests on. */
export interface ICellHint extends Pick<ISourceHint, 'what'> {
  /** In half a sentence that goes on from "the cell": "draws random numbers without a seed (`rand`)". */
  message: string;
  /** What the cell itself does. */
  own: boolean;
}

/**
 * Follows what differs from run to run from cell to cell, by the names that they share.
 *
 * #### Notes
 * Of what cells take from the clock only the cells themselves are told: it is read to measure more often than to be used.
 */
export function traceHints(
  sources: string[],
  hints: ISourceHint[]
): ICellHint[][] {
  const tainted = new Map<string, ISourceHint>();
  return sources.map((source, index) => {
    const { needs, needsLater, defines, mutates } = summariseCell(source);
    const own = hints.filter(({ cell }) => cell === index);
    const found: ICellHint[] = own.map(({ what, message }) => ({
      what,
      message,
      own: true
    }));
    let carried = own.find(({ what }) => what !== 'time');
    for (const name of [...needs.map(need => need.name), ...needsLater]) {
      const hint = tainted.get(name);
      if (hint) {
        carried ??= hint;
        found.push({
          what: hint.what,
          message: `rests on \`${name}\`, and cell ${hint.cell + 1} ${hint.message}`,
          own: false
        });
      }
    }
    const fixed = fixedNames(source);
    for (const { name, always } of defines) {
      if (carried && !fixed.has(name)) {
        tainted.set(name, carried);
      } else if (always) {
        tainted.delete(name);
      }
    }
    mutates.forEach(({ name, strong }) => {
      if (carried && strong) {
        tainted.set(name, carried);
      }
    });
    return found;
  });
}

/** Names that a cell binds to modules, functions, classes and constants alone. */
function fixedNames(source: string): ReadonlySet<string> {
  const fixed = new Set<string>();
  const others = new Set<string>();
  const collect = (stmt: Stmt): void => {
    switch (stmt.type) {
      case 'Import':
      case 'ImportFrom':
        stmt.names.forEach(({ name, asname }) =>
          fixed.add(asname ?? name.split('.')[0])
        );
        break;
      case 'FunctionDef':
      case 'ClassDef':
        fixed.add(stmt.name);
        break;
      case 'Assign': {
        const names = stmt.value.type === 'Constant' ? fixed : others;
        stmt.targets.flatMap(targetNames).forEach(name => names.add(name));
        break;
      }
      default:
        break;
    }
  };
  readCell(source).body.forEach(collect);
  others.forEach(name => fixed.delete(name));
  return fixed;
}
