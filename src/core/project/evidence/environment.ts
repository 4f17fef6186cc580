import type { IEvidence, IFacet } from '../../ladder/report';
import type { IEnvironmentFile } from '../formats';
import { nameOf } from '../paths';
import { count, facet, type IProject, list, show } from '../project';
import { chooseEnvironments, label } from './choice';
import { judgeImports, undeclaredEvidence } from './declared';
import { importedModules, KERNEL_MODULE } from './imports';
import { interpreterEvidence } from './interpreter';
import { takenForPython, whyNotUnderstood } from './language';
import { judgePins } from './pins';

type Verdict = Pick<IFacet, 'state' | 'strength' | 'summary'>;

/**
 * Level 1, dependencies: every third-party module that the notebook imports is declared in a file, and every
 * requirement of that file is fixed to one version. Python itself at a minor series is a remark only. Of several files
 * that may be meant, one that fulfils this is enough.
 */
export function environment(project: IProject): IFacet {
  if (!project.code.understood) {
    return notPython(project);
  }
  const choice = chooseEnvironments(project);
  if (!choice) {
    return nothingDeclared(project);
  }
  const judged = choice.files.map(file => judge(project, file));
  const best = bestOf(judged);
  const evidence = [...best.evidence];
  if (choice.why) {
    evidence.push({ holds: 'note', message: choice.why });
  }
  for (const { path, what, why } of project.unread) {
    if (what === 'environment') {
      const message = `${show(project, path)} ${why}`;
      evidence.push({ path, holds: 'unknown', message });
    }
  }
  const rest = judged.filter(other => other !== best);
  for (const { file, verdict } of rest.slice(0, 3)) {
    evidence.push({
      path: file.path,
      holds: 'note',
      message: `${label(project, file)} could be meant as well: ${verdict.summary}`
    });
  }
  return facet('environment', 1, best.verdict, evidence);
}

/** The file that the environment is judged by, or null when there is none. */
export function judgedFile(project: IProject): string | null {
  const files = chooseEnvironments(project)?.files ?? [];
  return files.length > 0
    ? bestOf(files.map(file => judge(project, file))).file.path
    : null;
}

function bestOf(judged: IJudged[]): IJudged {
  return judged.find(({ verdict }) => verdict.state === 'holds') ?? judged[0];
}

interface IJudged {
  file: IEnvironmentFile;
  verdict: Verdict;
  evidence: IEvidence[];
}

function judge(project: IProject, file: IEnvironmentFile): IJudged {
  const pins = judgePins(project, file);
  const imports = judgeImports(project, file);
  const installs = installEvidence(project);
  const damage = damageEvidence(project, file);
  const evidence = [
    ...damage,
    ...imports.evidence,
    ...installs,
    ...pins.evidence,
    ...interpreterEvidence(project, file),
    ...takenForPython(project)
  ];
  const name = nameOf(file.path);
  const verdict = (state: IFacet['state'], summary: string): IJudged => ({
    file,
    verdict: {
      state,
      strength:
        state === 'holds'
          ? imports.unseen
            ? 'present'
            : 'consistent'
          : state === 'partly'
            ? 'present'
            : null,
      summary
    },
    evidence
  });
  const unreadable = file.problems.some(({ fatal }) => fatal);
  if (unreadable && file.requirements.length === 0) {
    return verdict('unknown', `${name} could not be read`);
  }
  if (file.requirements.length === 0) {
    evidence.push({
      path: file.path,
      holds: 'no',
      message: `${show(project, file.path)} lists no packages`
    });
    return verdict('missing', `${name} lists no packages`);
  }
  if (evidence.every(({ holds }) => holds !== 'no')) {
    return verdict(
      'holds',
      pins.total > 0
        ? `${pins.total} of ${count(pins.total, 'package')} pinned in ${name}`
        : `nothing in ${name} needs a pin`
    );
  }
  const said: string[] = [];
  if (pins.fixed < pins.total) {
    said.push(`${pins.fixed} of ${count(pins.total, 'package')} pinned`);
  }
  if (imports.undeclared > 0) {
    said.push(`${imports.undeclared} imported but not declared`);
  }
  if (said.length === 0) {
    said.push(
      damage.length > 0
        ? `${name} could not be read in full`
        : installs.some(({ holds }) => holds === 'no')
          ? 'a cell installs packages without versions'
          : "Python's own version may drift"
    );
  }
  return verdict('partly', said.join(', '));
}

/** What makes a file unusable as it is. */
function damageEvidence(
  project: IProject,
  file: IEnvironmentFile
): IEvidence[] {
  const fatal = file.problems.filter(problem => problem.fatal);
  const absent = file.includes.filter(({ found }) => !found);
  return [
    ...fatal.map(({ path, line, message }): IEvidence => ({
      path,
      ...(line === null ? {} : { line }),
      holds: 'no',
      message
    })),
    ...absent.map(({ path, line }): IEvidence => ({
      path: file.path,
      line,
      holds: 'no',
      message: `${show(project, file.path)} takes in ${show(project, path)}, which is not there`
    }))
  ];
}

/** Install lines in cells: declarations in the wrong place. */
function installEvidence(project: IProject): IEvidence[] {
  return project.code.installs.map(({ cell, pinned, text }) => ({
    cell,
    holds: pinned ? 'note' : 'no',
    message: `Cell ${cell + 1} installs packages ${pinned ? 'itself' : 'without exact versions'}: \`${text.slice(0, 80)}\``
  }));
}

function notPython(project: IProject): IFacet {
  const evidence: IEvidence[] = [
    {
      holds: 'unknown',
      message: `Could not tell which packages the notebook imports: ${whyNotUnderstood(project)}`
    }
  ];
  for (const file of project.environments) {
    evidence.push({
      path: file.path,
      holds: 'note',
      message: `${label(project, file)} names ${count(file.requirements.length, 'package')}`
    });
  }
  return facet(
    'environment',
    1,
    {
      state: 'unknown',
      strength: null,
      summary: `imports could not be told: ${whyNotUnderstood(project)}`
    },
    evidence
  );
}

/** No file that can be read names an environment. */
function nothingDeclared(project: IProject): IFacet {
  const unread = project.unread.filter(({ what }) => what === 'environment');
  const modules = importedModules(project, new Set()).filter(
    ({ from, import: { module } }) =>
      from === 'distribution' && module !== KERNEL_MODULE
  );
  if (unread.length > 0) {
    return facet(
      'environment',
      1,
      {
        state: 'unknown',
        strength: null,
        summary: `could not read ${nameOf(unread[0].path)}`
      },
      unread.map(({ path, why }) => ({
        path,
        holds: 'unknown',
        message: `${show(project, path)} ${why}`
      }))
    );
  }
  const evidence: IEvidence[] = [
    {
      holds: 'no',
      message:
        modules.length > 0
          ? `No file names the packages that the notebook imports (${list(
              modules.map(({ import: { module } }) => `\`${module}\``),
              6
            )})`
          : "The notebook imports no other packages, but Python's own version is stated nowhere"
    },
    ...modules.map(module => undeclaredEvidence(module, null)),
    ...installEvidence(project),
    ...takenForPython(project)
  ];
  if (!project.facts.hiddenVisible) {
    evidence.push({
      holds: 'unknown',
      message: 'A hidden folder (`.binder`) would not be visible to JupyterLab'
    });
  }
  if (project.facts.reachedTop) {
    evidence.push({
      holds: 'unknown',
      message:
        'The project may begin in a folder above those that can be looked at'
    });
  }
  return facet(
    'environment',
    1,
    { state: 'missing', strength: null, summary: 'no environment file' },
    evidence
  );
}
