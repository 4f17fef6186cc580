import type { IEvidence } from '../../ladder/report';
import {
  type IEnvironmentFile,
  type IRequirement,
  neverHolds,
  normaliseName
} from '../formats';
import { folderOf, isOnOneComputer, isWithin, resolvePath } from '../paths';
import { count, type IProject, show } from '../project';
import { refusedByPip } from './refused';

/** Installers: they do not change what a notebook computes, and conda asks for a bare `pip`. */
const INSTALLERS = new Set(['pip', 'setuptools', 'wheel']);

const WORDS: { [pin in IRequirement['pin']]: string } = {
  build: 'is pinned to a build',
  exact: 'is pinned',
  series: 'is pinned to a minor series only',
  range: 'allows a range of versions',
  none: 'allows any version',
  floating: 'points at something that may change'
};

/** How many of a file's direct dependencies are fixed, and which are not. */
export interface IPins {
  total: number;
  fixed: number;
  evidence: IEvidence[];
}

/**
 * Counts the requirements that are fixed to one version, by themselves or by a constraints file. Python itself, the
 * project's own code and unimported installers are left out of the count.
 */
export function judgePins(project: IProject, file: IEnvironmentFile): IPins {
  const constrained = new Set(
    file.constraints.filter(isFixed).map(each => normaliseName(each.name))
  );
  const imported = new Set(
    project.code.imports.map(({ module }) => normaliseName(module))
  );
  const refused = refusedByPip(project, file);
  const evidence: IEvidence[] = [];
  let total = 0;
  let fixed = 0;
  for (const each of file.requirements) {
    const { path, line, text, pin } = each;
    const name = normaliseName(each.name);
    const say = (holds: IEvidence['holds'], message: string): void => {
      evidence.push({ path, line, holds, message: `\`${text}\` ${message}` });
    };
    if (name === 'python' && each.manager === 'conda') {
      continue;
    }
    const refusal = refused.get(each);
    if (neverHolds(each.marker)) {
      say('note', 'is never installed: its marker does not hold');
    } else if (refusal !== undefined) {
      total++;
      say('no', refusal);
    } else if (isOwnCode(project, each)) {
      say('note', "is the project's own code");
    } else if (
      isFixed(each) ||
      (each.pin !== 'floating' && constrained.has(name))
    ) {
      total++;
      fixed++;
    } else if (INSTALLERS.has(name) && !imported.has(name)) {
      say('note', 'is not pinned; it only installs the others');
    } else {
      total++;
      say('no', WORDS[pin]);
    }
  }
  if (fixed > 0) {
    evidence.unshift({
      path: file.path,
      holds: fixed === total ? 'yes' : 'note',
      message: `${fixed} of ${count(total, 'package')} pinned in ${show(project, file.path)}`
    });
  }
  return { total, fixed, evidence };
}

function isFixed({ pin }: IRequirement): boolean {
  return pin === 'exact' || pin === 'build';
}

/** A local requirement inside the project's folder (`-e .`) is the project itself. */
function isOwnCode(project: IProject, { local, path }: IRequirement): boolean {
  if (local === null || isOnOneComputer(local)) {
    return false;
  }
  const place = resolvePath(folderOf(path), local);
  return place !== null && isWithin(project.facts.root, place);
}
