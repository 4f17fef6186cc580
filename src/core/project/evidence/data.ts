import type { IEvidence, IFacet } from '../../ladder/report';
import type { IFileReference } from '../../python/types';
import {
  folderOf,
  fromCode,
  isGlob,
  isOnOneComputer,
  isWithin,
  nameOf,
  resolvePath
} from '../paths';
import { mayFetch, remoteMessage } from './fetched';
import { takenForPython, whyNotUnderstood } from './language';
import { missingShellReads } from './shell-reads';
import { count, facet, type IProject, show } from '../project';

/** How one reference turned out. */
type Found =
  | 'present'
  | 'made'
  | 'missing'
  | 'one-computer'
  | 'remote'
  | 'unclear'
  | 'unseen';

/**
 * Level 1, data: the files that the code reads are there, and no path works on one computer only. Addresses are a
 * remark: the article asks for data without a network from level 4 on.
 */
export function data(project: IProject): IFacet {
  if (!project.code.understood) {
    return facet(
      'data',
      1,
      {
        state: 'unknown',
        strength: null,
        summary: `files could not be told: ${whyNotUnderstood(project)}`
      },
      [
        {
          holds: 'unknown',
          message: `Could not tell which files the notebook reads: ${whyNotUnderstood(project)}`
        }
      ]
    );
  }
  const judged = onceEach(project.code.files)
    .map(reference => judge(project, reference))
    .filter(each => each !== null);
  const shell = missingShellReads(project);
  const evidence = [
    ...judged.map(each => each.evidence),
    ...shell,
    ...takenForPython(project)
  ];
  const of = (...kinds: Found[]): number =>
    judged.filter(({ found }) => kinds.includes(found)).length;
  const verdict = (
    state: IFacet['state'],
    strength: IFacet['strength'],
    summary: string
  ): IFacet => facet('data', 1, { state, strength, summary }, evidence);
  const local = of('present', 'missing', 'one-computer', 'unseen');
  if (of('one-computer') > 0) {
    return verdict(
      'missing',
      null,
      `${count(of('one-computer'), 'path')} on one computer only`
    );
  }
  if (of('missing') > 0) {
    return verdict(
      'missing',
      null,
      `${of('missing')} of ${count(local, 'data file')} missing`
    );
  }
  if (of('unseen') > 0) {
    return verdict(
      'unknown',
      null,
      `${count(of('unseen'), 'data file')} could not be looked for`
    );
  }
  const remote = of('remote');
  const unclear = of('unclear') + shell.length;
  const summary = [
    of('present') > 0 ? `${count(of('present'), 'data file')} present` : '',
    remote > 0 ? `${count(remote, 'remote file')}` : '',
    unclear > 0 ? `${unclear} could not be told` : ''
  ].filter(Boolean);
  if (judged.length === 0 && shell.length === 0) {
    evidence.push({
      holds: 'yes',
      message: 'The notebook reads no file that can be seen in its code'
    });
  }
  return verdict(
    'holds',
    unclear > 0 ? 'present' : 'consistent',
    summary.join(', ') || 'reads no file that can be seen'
  );
}

/** Every path once, where it is first used; reads before writes of the same cell do not matter. */
function onceEach(references: IFileReference[]): IFileReference[] {
  const seen = new Set<string>();
  return references.filter(({ path, mode, cell, call }) => {
    const key = path === null ? `${cell} ${call}` : `${mode} ${path}`;
    return !seen.has(key) && seen.add(key);
  });
}

const REMOTE =
  /^(?:https?|ftps?|sftp|s3a?|gs|gcs|az|abfss?|adl|hdfs|hf|doi|git|dropbox|github)$/i;
const NOWHERE = /^(?:-|:memory:|\/dev\/(?:null|stdin|stdout|stderr|u?random))$/;
const TEMPORARY = /^\/(?:tmp|var\/tmp)\//;

function judge(
  project: IProject,
  reference: IFileReference
): { found: Found; evidence: IEvidence } | null {
  const { cell, call, mode, scheme } = reference;
  const say = (
    found: Found,
    holds: IEvidence['holds'],
    message: string,
    path?: string
  ): { found: Found; evidence: IEvidence } => ({
    found,
    evidence: { cell, holds, message, ...(path ? { path } : {}) }
  });
  const where = `Cell ${cell + 1}`;
  const written = reference.path === null ? null : fromCode(reference.path);
  if (written === null) {
    return mode === 'write'
      ? null
      : say(
          'unclear',
          'unknown',
          `Could not tell which file cell ${cell + 1} reads with \`${call}\``
        );
  }
  if (NOWHERE.test(written)) {
    return null;
  }
  const shown = written.length > 80 ? `${written.slice(0, 79)}…` : written;
  if (scheme && scheme.toLowerCase() !== 'file') {
    if (mode === 'write') {
      return null;
    }
    return REMOTE.test(scheme)
      ? say('remote', 'note', remoteMessage(project, reference, shown))
      : say(
          'unclear',
          'unknown',
          `Could not tell what \`${shown}\` in cell ${cell + 1} refers to`
        );
  }
  const made = mode === 'read' && isMadeBefore(project, reference, written);
  if (isOnOneComputer(written) || scheme) {
    return made || (mode === 'write' && TEMPORARY.test(written))
      ? say(
          'made',
          'note',
          `${where} uses \`${shown}\`, outside the project's folder`
        )
      : say(
          'one-computer',
          'no',
          `${where} ${mode === 'read' ? 'reads' : 'writes'} \`${shown}\`, which exists on one computer only`
        );
  }
  if (mode === 'write') {
    return null;
  }
  if (made) {
    return say(
      'made',
      'yes',
      `${where} reads \`${shown}\`, which the notebook itself writes before`
    );
  }
  return judgeLocal(project, reference, written, shown, say);
}

type Say = (
  found: Found,
  holds: IEvidence['holds'],
  message: string,
  path?: string
) => { found: Found; evidence: IEvidence };

/** A path relative to the notebook's folder, which is where a kernel starts. */
function judgeLocal(
  project: IProject,
  { cell }: IFileReference,
  written: string,
  shown: string,
  say: Say
): { found: Found; evidence: IEvidence } {
  const where = `Cell ${cell + 1}`;
  const { tree, facts } = project;
  const path = resolvePath(folderOf(facts.notebook), written);
  if (path === null) {
    return say(
      'unseen',
      'unknown',
      `${where} reads \`${shown}\`, which lies above what can be looked at here`
    );
  }
  const presence = isGlob(path) ? tree.matchGlob(path) : tree.presence(path);
  if (presence === 'unseen') {
    return say(
      'unseen',
      'unknown',
      isWithin(facts.root, path)
        ? `${where} reads \`${shown}\`, which is not visible here`
        : `${where} reads \`${shown}\`, which lies outside the project's folder`
    );
  }
  if (presence === 'missing') {
    const fetches = mayFetch(project, cell, nameOf(path));
    if (fetches !== null) {
      return say(
        'unclear',
        'unknown',
        `\`${shown}\` is not there; cell ${fetches + 1} may fetch or make it`
      );
    }
    const later = project.code.files.find(
      each => each.mode === 'write' && each.path === written
    );
    return say(
      'missing',
      'no',
      `${where} reads \`${shown}\`, which is not there${later ? `; cell ${later.cell + 1} writes it, later` : ''}`
    );
  }
  const text = tree.text(path);
  if (text?.startsWith('version https://git-lfs.github.com/spec/')) {
    return say(
      'missing',
      'no',
      `${show(project, path)} is a Git LFS pointer: the data itself is not here`,
      path
    );
  }
  return say(
    'present',
    'yes',
    `${path === '' ? `\`${shown}\`` : show(project, path)} is there`,
    presence === 'directory' || isGlob(path) ? undefined : path
  );
}

/** The notebook writes the file, or something in the folder, in the same or an earlier cell. */
function isMadeBefore(
  project: IProject,
  { cell }: IFileReference,
  written: string
): boolean {
  const folder = folderOf(project.facts.notebook);
  const target = resolvePath(folder, written) ?? written;
  return writtenPaths(project.code.files, folder).some(
    ({ cell: writer, path }) =>
      writer <= cell &&
      (path === target || (target !== '' && isWithin(target, path)))
  );
}

interface IWritten {
  cell: number;
  path: string;
}

const written = new WeakMap<readonly IFileReference[], IWritten[]>();

/** The paths that the notebook writes, from the root. */
function writtenPaths(
  files: readonly IFileReference[],
  folder: string
): IWritten[] {
  let found = written.get(files);
  if (!found) {
    found = files.flatMap(({ mode, cell, path }) => {
      const name = mode === 'write' && path !== null ? fromCode(path) : null;
      return name === null
        ? []
        : [{ cell, path: resolvePath(folder, name) ?? name }];
    });
    written.set(files, found);
  }
  return found;
}
