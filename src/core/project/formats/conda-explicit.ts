import { condaConflicts } from './conda-conflicts';
import type { IArtefact } from './conda-conflicts';
import { parseMatchSpec } from './matchspec';
import { parsePipSpec } from './pep508';
import { readOptions, splitOptions } from './requirement-lines';
import { shellWords } from './shell';
import { checkText } from './text';
import type { ILockedEnvironment, ILockFile } from './types';

/**
 * Read an explicit list of conda packages (CEP 23): a line `@EXPLICIT`, then an
 * address or path for each package, with or without digest. Grade A when all have
 * one, B otherwise. conda refuses a list with a digest that is none.
 */
export function readCondaExplicit(text: string, path: string): ILockFile {
  const lock: ILockFile = {
    format: 'conda-explicit',
    path,
    environments: [],
    sources: [],
    problems: []
  };
  const report = (
    message: string,
    line: number | null,
    fatal = false
  ): void => {
    lock.problems.push({ path, line, message, fatal });
  };
  const checked = checkText(text, path);
  if (checked.problem) {
    lock.problems.push(checked.problem);
    return lock;
  }
  const packages: ILockedEnvironment['packages'] = [];
  const platforms = new Set<string>();
  const artefacts: IArtefact[] = [];
  let explicit = false;
  let allHashed = true;
  let complete = true;
  checked.text.split('\n').forEach((physical, index) => {
    const line = physical.trim();
    const platform = /^#\s*platform:\s*(\S+)/.exec(line);
    if (platform) {
      platforms.add(platform[1]);
    } else if (line === '@EXPLICIT') {
      explicit = true;
    } else if (/^#\s*no URL for/i.test(line)) {
      complete = false;
      report('A package without address is left out', index + 1);
    } else if (/^# pip \S/.test(line)) {
      readPip(line.slice(6), index + 1);
    } else if (line !== '' && line[0] !== '#') {
      readPackage(line, index + 1);
    }
  });
  if (!explicit) {
    report('Not an explicit list: no line @EXPLICIT', null, true);
    return lock;
  }
  const conflicts = condaConflicts(artefacts);
  const whole = complete && packages.length > 0;
  lock.environments.push({
    name: 'default',
    platforms: [...platforms],
    grade: !whole ? 'D' : allHashed ? 'A' : 'B',
    packages,
    enabled: true,
    ...(conflicts.length > 0 ? { conflicts } : {}),
    fresh: {
      state: 'unknown',
      why: 'An explicit list does not tell what it was made from'
    }
  });
  return lock;

  function readPackage(text: string, line: number): void {
    const spec = parseMatchSpec(/[/\\]/.test(text) ? text : `./${text}`);
    if (spec.url === null || spec.complaint !== null) {
      complete = complete && spec.url !== null && spec.name !== '';
      report(
        spec.complaint ?? 'Not the address of a package',
        line,
        /digest/.test(spec.complaint ?? '')
      );
      allHashed = false;
      if (spec.name === '' || spec.url === null) {
        return;
      }
    }
    allHashed = allHashed && spec.hashes.length > 0;
    const version = spec.version.replace(/^==/, '');
    artefacts.push({ ...spec, version, line });
    packages.push({ name: spec.name, version, manager: 'conda' });
    if (spec.subdir && /^[a-z]+-\w+$/.test(spec.subdir)) {
      platforms.add(spec.subdir);
    }
  }

  /** conda-lock notes pip packages in comments, which only conda-lock installs. */
  function readPip(text: string, line: number): void {
    const { spec, options } = splitOptions(text);
    const said = parsePipSpec(spec);
    const hashed =
      said.hashes.length > 0 ||
      readOptions(shellWords(options)).some(({ name }) => name === '--hash');
    allHashed = allHashed && hashed;
    packages.push({
      name: said.name,
      version: said.version ?? '',
      manager: 'pip'
    });
    report(`${said.name} is a comment: only conda-lock installs it`, line);
  }
}
