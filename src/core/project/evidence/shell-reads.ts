import type { IEvidence } from '../../ladder/report';
import { shellCommands } from '../formats';
import {
  folderOf,
  fromCode,
  isGlob,
  isOnOneComputer,
  resolvePath
} from '../paths';
import type { IProject } from '../project';

/** Programs that read the files named to them, and do nothing else. */
const READERS =
  /^(?:cat|head|tail|wc|less|more|sort|uniq|cut|nl|zcat|file|md5sum|sha\d+sum)$/;

const LINES = /^[ \t]*!(.*)$/gm;
const SCRIPT = /^\s*%%(?:bash|sh|script\b.*)\s*\n/;

/** Files that shell lines of the cells read and that are not there: a notebook goes on when a shell line fails. */
export function missingShellReads(project: IProject): IEvidence[] {
  const folder = folderOf(project.facts.notebook);
  const seen = new Set<string>();
  return project.notebook.cells.flatMap(({ type, source }, cell) =>
    (type === 'code' ? readsOf(source) : []).flatMap(
      ({ program, written }): IEvidence[] => {
        const named = fromCode(written);
        const path =
          named === null || isOnOneComputer(named)
            ? null
            : resolvePath(folder, named);
        const there =
          path === null || project.tree.presence(path) !== 'missing';
        const made = project.code.files.some(
          each =>
            each.mode === 'write' && each.cell <= cell && each.path === written
        );
        if (there || made || seen.has(written)) {
          return [];
        }
        seen.add(written);
        return [
          {
            cell,
            holds: 'unknown',
            message: `Cell ${cell + 1} reads \`${written.slice(0, 80)}\` by \`${program}\`, and it is not there; could not tell what makes it`
          }
        ];
      }
    )
  );
}

function readsOf(source: string): { program: string; written: string }[] {
  if (!source.includes('!') && !source.includes('%%')) {
    return [];
  }
  const script = SCRIPT.exec(source);
  const text = script
    ? source.slice(script[0].length)
    : [...source.matchAll(LINES)].map(([, line]) => line).join('\n');
  return shellCommands(text).flatMap(({ words, folder }) => {
    const [program, ...rest] = words;
    const output = rest.findIndex(word => /^\d?>/.test(word));
    const named = output < 0 ? rest : rest.slice(0, output);
    return READERS.test(program) && folder === ''
      ? named
          .filter(word => /^(?!-).*[./]/.test(word) && !/[<>{}$`]/.test(word))
          .filter(word => !isGlob(word))
          .map(written => ({ program, written }))
      : [];
  });
}
