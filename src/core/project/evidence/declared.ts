import type { IEvidence } from '../../ladder/report';
import { type IEnvironmentFile, neverHolds, normaliseName } from '../formats';
import { nameOf } from '../paths';
import { type IProject, list, show } from '../project';
import {
  importedModules,
  type IModuleSource,
  isDeclared,
  KERNEL_MODULE
} from './imports';
import { localCode } from './local-code';

/** Which imported modules a file declares. */
export interface IDeclared {
  /** Modules that have to come from a distribution. */
  imported: number;
  undeclared: number;
  /** The project's own code takes part, and not all of its imports could be told. */
  unseen: boolean;
  evidence: IEvidence[];
}

/** Compares the notebook's imports with what a file, and pinned install lines in cells, declare. */
export function judgeImports(
  project: IProject,
  file: IEnvironmentFile
): IDeclared {
  const declared = declaredNames(project, file);
  const modules = importedModules(project, declared);
  const local = modules.filter(({ from }) => from === 'local');
  const outside = modules.filter(({ from }) => from === 'distribution');
  const found = outside.filter(({ import: { module } }) =>
    isDeclared(module, declared)
  );
  const evidence = outside
    .filter(module => !found.includes(module))
    .map(module => {
      const said = undeclaredEvidence(module, show(project, file.path));
      return isDynamic(project, module)
        ? { ...said, holds: 'no' as const }
        : said;
    });
  const undeclared = evidence.filter(({ holds }) => holds === 'no').length;
  if (undeclared === 0 && found.length > 0) {
    evidence.push({
      path: file.path,
      holds: 'yes',
      message: `Every imported package is declared (${moduleList(found)})`
    });
  }
  if (local.length > 0) {
    evidence.push({
      holds: 'note',
      message: `Taken from the project's own files: ${moduleList(local)}`
    });
  }
  const own = localCode(project, modules);
  evidence.push(...own);
  return {
    imported: outside.length,
    undeclared,
    unseen: own.length > 0,
    evidence
  };
}

/** Imported by a call with its name: unlike an import that a `try` guards, nothing says that it may be absent. */
function isDynamic(
  project: IProject,
  { import: { module, cell }, via }: IModuleSource
): boolean {
  const source = via ? '' : (project.notebook.cells.at(cell)?.source ?? '');
  const called = source.matchAll(
    /\b(?:import_module|__import__)\s*\(\s*(?:name\s*=\s*)?['"]([\w.]+)['"]/g
  );
  return [...called].some(([, name]) => name.split('.')[0] === module);
}

/** Says that a module is not declared in a file, or in any (`where` null), and what would declare it. */
export function undeclaredEvidence(
  { import: { module, cell, conditional }, names, via }: IModuleSource,
  where: string | null
): IEvidence {
  const missing = where
    ? `${where} does not declare it`
    : 'no file declares it';
  const place = via ? { path: via.path, line: via.line } : { cell };
  const who = via ? `\`${nameOf(via.path)}\`` : `Cell ${cell + 1}`;
  if (module === KERNEL_MODULE) {
    const message = `\`${module}\` comes with the kernel; ${missing}`;
    return { ...place, holds: 'note', message };
  }
  const [usual] = names;
  const from =
    usual === module.toLowerCase() ? '' : ` (it comes with \`${usual}\`)`;
  return {
    ...place,
    holds: conditional ? 'note' : 'no',
    message: `${who} ${conditional ? 'may import' : 'imports'} \`${module}\`${from}; ${missing}`
  };
}

function moduleList(modules: IModuleSource[]): string {
  return list(
    modules.map(({ import: { module } }) => `\`${module}\``),
    6
  );
}

/** Normalised names that the file and pinned install lines in cells declare. */
function declaredNames(project: IProject, file: IEnvironmentFile): Set<string> {
  const names = file.requirements
    .filter(
      ({ marker }) => !neverHolds(marker, project.notebook.languageVersion)
    )
    .map(({ name }) => normaliseName(name));
  for (const { text } of project.code.installs) {
    for (const [, name] of text.matchAll(
      /(?:^|[\s'"])([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?={1,3}\d/g
    )) {
      names.push(normaliseName(name));
    }
  }
  return new Set(names.filter(name => name !== ''));
}
