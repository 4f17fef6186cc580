import type { IEvidence, IFacet } from '../../ladder/report';
import {
  type ILockedEnvironment,
  type ILockFile,
  normaliseName
} from '../formats';
import { folderOf, nameOf } from '../paths';
import { count, facet, type IProject, list, show } from '../project';
import { usedByCommands } from './choice';
import { completeness } from './complete';
import { importedModules, isDeclared } from './imports';
import { manifestEvidence } from './lock-manifest';
import { undeclaredEvidence } from './declared';
import { whyNotUnderstood } from './language';
import { localCode } from './local-code';
import { refusedByPip } from './refused';
import { unlockedInstalls } from './unlocked';

/** One locked environment, judged. */
interface IJudged {
  lock: ILockFile;
  locked: ILockedEnvironment;
  /** In few words what speaks against it, the weightiest first. */
  against: string[];
  /** All that the notebook imports could be told. */
  sure: boolean;
  /** It fixes nothing at all. */
  void: boolean;
  evidence: IEvidence[];
}

/**
 * Level 3: a lock that fixes every package down to the build (grade A or B), switched on, not stale, with everything
 * that the notebook imports, and used by the command that reaches the notebook.
 */
export function lock(project: IProject): IFacet {
  const verdict = (
    state: IFacet['state'],
    summary: string,
    evidence: IEvidence[],
    sure = false
  ): IFacet => {
    const consistent = state === 'holds' && sure;
    const there = state === 'holds' || state === 'partly';
    return facet(
      'lock',
      3,
      {
        state,
        strength: consistent ? 'consistent' : there ? 'present' : null,
        summary
      },
      evidence
    );
  };
  const judged = project.locks
    .flatMap(each => judgeLock(project, each))
    .sort((a, b) => a.against.length - b.against.length);
  const unread = project.unread.filter(({ what }) => what === 'lock');
  const notRead = unread.map(({ path, why }): IEvidence => {
    const message = `${show(project, path)} ${why}`;
    return { path, holds: 'unknown', message };
  });
  const best = judged.find(each => !each.void) ?? judged.at(0);
  if (best && best.against.length === 0) {
    const platforms = best.locked.platforms;
    return verdict(
      'holds',
      `${count(best.locked.packages.length, 'package')} locked` +
        (platforms.length > 0 ? ` for ${list(platforms, 2)}` : ''),
      best.evidence,
      best.sure
    );
  }
  if (best && !best.void) {
    return verdict('partly', best.against[0], [...best.evidence, ...notRead]);
  }
  const evidence = [...(best?.evidence ?? []), ...notRead];
  if (unread.length > 0) {
    return verdict(
      'unknown',
      `could not read ${nameOf(unread[0].path)}`,
      evidence
    );
  }
  if (best) {
    return verdict('missing', best.against[0], evidence);
  }
  evidence.push({
    holds: 'no',
    message:
      'No file fixes every package that gets installed, down to the build'
  });
  return verdict('missing', 'no lock file', evidence);
}

/** Judges the environments of a lock that matter: the command's own where it names one. */
function judgeLock(project: IProject, lockFile: ILockFile): IJudged[] {
  const { reaching } = project.reaches;
  const own = reaching.find(
    ({ file }) =>
      file.format === 'anaconda-project' &&
      folderOf(file.path) === folderOf(lockFile.path)
  );
  const wanted = own?.command.environment ?? 'default';
  const named = lockFile.environments.filter(({ name }) => name === wanted);
  const matter =
    named.length > 0
      ? named
      : own && lockFile.format === 'anaconda-project-lock'
        ? []
        : lockFile.environments;
  if (matter.length === 0) {
    const problem = lockFile.problems.find(({ fatal }) => fatal);
    const message =
      problem?.message ??
      `${show(project, lockFile.path)} locks no environment that the command uses`;
    return [
      {
        lock: lockFile,
        locked: EMPTY,
        against: [problem ? 'the lock could not be read' : 'nothing is locked'],
        sure: false,
        void: true,
        evidence: [
          {
            path: lockFile.path,
            ...(problem?.line ? { line: problem.line } : {}),
            holds: 'no',
            message
          }
        ]
      }
    ];
  }
  return matter.map(locked => judgeEnvironment(project, lockFile, locked));
}

const EMPTY: ILockedEnvironment = {
  name: '',
  platforms: [],
  grade: 'D',
  packages: [],
  enabled: false,
  fresh: { state: 'unknown', why: '' }
};

const GRADES: { [grade in ILockedEnvironment['grade']]: string } = {
  A: 'each with its artefact and digest',
  B: 'each with its version and build',
  C: 'versions fixed, builds not',
  D: 'not every version fixed'
};

function judgeEnvironment(
  project: IProject,
  lockFile: ILockFile,
  locked: ILockedEnvironment
): IJudged {
  const { path } = lockFile;
  const against: string[] = [];
  const evidence: IEvidence[] = [];
  const no = (summary: string, message: string): void => {
    against.push(summary);
    evidence.push({ path, holds: 'no', message });
  };
  const packages = locked.packages.length;
  if (!locked.enabled) {
    no('locking is switched off', `${show(project, path)} is switched off`);
  } else if (packages === 0) {
    no('the lock is empty', `${show(project, path)} locks no packages`);
  }
  const nothing = against.length > 0;
  const good = locked.grade === 'A' || locked.grade === 'B';
  if (packages > 0) {
    const message = `${show(project, path)} fixes ${count(packages, 'package')}: ${GRADES[locked.grade]}`;
    if (good) {
      evidence.push({ path, holds: 'yes', message });
    } else {
      no(GRADES[locked.grade], message);
    }
  }
  if (locked.incomplete !== undefined) {
    against.push('not known to hold every package');
    evidence.push({ path, holds: 'unknown', message: locked.incomplete });
  }
  if (locked.platforms.length > 0) {
    evidence.push({
      path,
      holds: 'note',
      message: `Locked for ${list(locked.platforms, 8)}`
    });
  }
  if (locked.fresh.state === 'stale') {
    no('the lock is out of date', locked.fresh.why);
  } else {
    evidence.push({
      path,
      holds: locked.fresh.state === 'fresh' ? 'yes' : 'unknown',
      message:
        locked.fresh.state === 'fresh'
          ? locked.fresh.why
          : `Could not tell whether it is up to date: ${locked.fresh.why}`
    });
  }
  for (const { line, message, fatal } of lockFile.problems) {
    if (fatal) {
      against.push('the lock could not be read in full');
    }
    evidence.push({
      path,
      ...(line === null ? {} : { line }),
      holds: fatal ? 'no' : 'note',
      message
    });
  }
  const manifest = manifestEvidence(project, lockFile, locked);
  if (manifest.some(({ holds }) => holds === 'no')) {
    against.push('the lock does not fit its manifest');
  }
  evidence.push(...manifest);
  const refused = project.environments
    .filter(file => file.path === path)
    .flatMap(file => [...refusedByPip(project, file)]);
  for (const [{ text, line, path: place }, why] of refused) {
    against.push(`pip refuses ${nameOf(path)}`);
    evidence.push({
      path: place,
      line,
      holds: 'no',
      message: `\`${text}\` ${why}`
    });
  }
  const sure = coverage(project, lockFile, locked, against, evidence);
  usage(project, lockFile, no);
  completeness(project, lockFile, locked, against, evidence);
  besides(project, locked, against, evidence);
  return { lock: lockFile, locked, against, sure, void: nothing, evidence };
}

/** Tells whether the lock holds every imported package; false when it could not be told which these are. */
function coverage(
  project: IProject,
  { path }: ILockFile,
  { packages }: ILockedEnvironment,
  against: string[],
  evidence: IEvidence[]
): boolean {
  if (!project.code.understood) {
    evidence.push({
      holds: 'unknown',
      message: `Could not tell which packages the notebook imports: ${whyNotUnderstood(project)}`
    });
    return false;
  }
  const names = new Set(packages.map(({ name }) => normaliseName(name)));
  const modules = importedModules(project, names);
  const outside = modules.filter(({ from }) => from === 'distribution');
  const said = outside
    .filter(({ import: { module } }) => !isDeclared(module, names))
    .map(module => undeclaredEvidence(module, show(project, path)));
  const missing = said.filter(({ holds }) => holds === 'no');
  if (missing.length > 0) {
    against.push(`${missing.length} imported but not in the lock`);
  } else if (outside.length > 0) {
    evidence.push({
      path,
      holds: 'yes',
      message: 'Every imported package is in the lock'
    });
  }
  const own = localCode(project, modules);
  evidence.push(...said, ...own);
  return own.length === 0;
}

/** A command or a cell that installs more than the lock holds leaves the rest open. */
function besides(
  project: IProject,
  { packages }: ILockedEnvironment,
  against: string[],
  evidence: IEvidence[]
): void {
  const names = new Set(packages.map(({ name }) => normaliseName(name)));
  for (const { command, cell, packages: more } of unlockedInstalls(
    project,
    names
  )) {
    const what = list(
      more.map(name => `\`${name}\``),
      6
    );
    const who = command
      ? `The command \`${command.name}\``
      : `Cell ${Number(cell) + 1}`;
    against.push(`installs ${list(more)} past the lock`);
    evidence.push({
      ...(command ? { path: command.path, line: command.line } : {}),
      ...(cell === null ? {} : { cell }),
      holds: 'no',
      message: `${who} also installs ${what}, which the lock does not hold`
    });
  }
}

/** A lock counts when the command that reaches the notebook installs from it. */
function usage(
  project: IProject,
  { path, format }: ILockFile,
  no: (summary: string, message: string) => void
): void {
  const { reaching } = project.reaches;
  if (reaching.length === 0) {
    const manifest =
      project.environments.length > 0 ||
      project.unread.some(({ what }) => what === 'environment');
    if (!manifest) {
      no(
        'a lock, but no command that uses it',
        `Nothing says how ${show(project, path)} is used: there is no manifest and no command`
      );
    }
    return;
  }
  const used = usedByCommands(project);
  const automatic =
    format === 'anaconda-project-lock' &&
    [...used].some(each => folderOf(each) === folderOf(path));
  if (!automatic && !used.has(path)) {
    no(
      'a lock, but the command does not use it',
      `The command that reaches the notebook does not install from ${show(project, path)}`
    );
  }
}
