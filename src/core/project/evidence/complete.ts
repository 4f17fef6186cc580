import type { IEvidence } from '../../ladder/report';
import {
  type ILockedEnvironment,
  type ILockFile,
  normaliseName
} from '../formats';
import { missingNeeds } from '../modules';
import { count, type IProject, list, show } from '../project';

/** Kernels that run Python's cells. */
const KERNELS = ['ipykernel', 'xeus-python', 'pyodide-kernel'];

/** What opens or runs notebooks from a command. */
const RUNNERS = [
  'nbconvert',
  'nbconvert-core',
  'nbclient',
  'papermill',
  'jupyter',
  'jupyterlab',
  'notebook',
  'nbclassic',
  'jupyter-server',
  'voila',
  'runipy',
  'treon',
  'nbmake',
  'nbval'
];

/**
 * What keeps a lock from being complete as far as files tell: it contradicts itself, Python is not in a conda lock,
 * nothing in it runs notebooks, or well-known packages lack what they need. That these hold is not a proof; that a
 * tool's name stands at the top is none either.
 */
export function completeness(
  project: IProject,
  { path }: ILockFile,
  { packages, conflicts = [] }: ILockedEnvironment,
  against: string[],
  evidence: IEvidence[]
): void {
  if (packages.length === 0) {
    return;
  }
  for (const { line, message } of conflicts) {
    const place = line === null ? { path } : { path, line };
    evidence.push({ ...place, holds: 'no', message });
  }
  if (conflicts.length > 0) {
    against.push('the lock contradicts itself');
  }
  const missing = missingNeeds(packages);
  if (missing.length > 0) {
    against.push(`${count(missing.length, 'needed package')} not in the lock`);
    const said = missing.map(({ name, by }) => `\`${name}\` (for \`${by}\`)`);
    evidence.push({
      path,
      holds: 'no',
      message: `${show(project, path)} lacks what its own packages need: ${list(said, 6)}`
    });
  }
  if (!project.code.understood) {
    return;
  }
  const names = new Set(packages.map(({ name }) => normaliseName(name)));
  const conda = packages.some(({ manager }) => manager === 'conda');
  if (conda && !names.has('python')) {
    against.push('Python is not in the lock');
    evidence.push({
      path,
      holds: 'no',
      message: `${show(project, path)} does not hold Python itself`
    });
  }
  const kernel = KERNELS.some(name => names.has(name));
  const runner = RUNNERS.some(name => names.has(name));
  if (!kernel || (!runner && project.reaches.reaching.length > 0)) {
    against.push('nothing in the lock runs notebooks');
    evidence.push({
      path,
      holds: 'unknown',
      message: `Could not tell that ${show(project, path)} is complete: it holds ${
        kernel
          ? 'nothing that opens or runs notebooks (`jupyterlab`, `nbconvert`, `papermill`)'
          : 'no kernel that runs the notebook (`ipykernel`)'
      }`
    });
  }
}
