import { folderOf, isAddress, joinPath } from './paths';
import { isDigest, parsePipSpec } from './pep508';
import { logicalLines, readOptions, splitOptions } from './requirement-lines';
import { condaRequirement } from './matchspec';
import { shellWords } from './shell';
import { checkText } from './text';
import type { IEnvironmentFile, IRequirement } from './types';

/** Text of a file by its path, or null when it is not there. */
export type Resolve = (path: string) => string | null;

/** More files than this that include each other are not followed. */
const MOST_FILES = 200;
const DEEPEST = 20;
/** A longer specifier is damage, not a requirement. */
const LONGEST_SPEC = 4000;

/**
 * Read a pip requirements file by the rules of pip's own reader, following `-r`
 * and `-c` relative to the file that names them. Variables (`${NAME}`) stay as
 * written. Source of the rules: pip's "requirements file format".
 */
export function readRequirements(
  text: string,
  path: string,
  resolve: Resolve
): IEnvironmentFile {
  const file = emptyFile(path);
  readInto(text, path, {
    file,
    resolve,
    constraint: false,
    open: [path],
    done: new Set([`${path}\0false`])
  });
  return file;
}

/** What `readPipLine` needs beside the line. */
export interface IPipContext {
  file: IEnvironmentFile;
  resolve: Resolve;
  /** The lines only constrain. */
  constraint: boolean;
  /** Files being read, outermost first: guards against circles. */
  open: string[];
  /** Files already taken in, with the role they were read in. */
  done: Set<string>;
}

/**
 * Read one logical line of pip arguments into `context.file`; also the form of
 * the entries of a conda environment's `pip:` list.
 */
export function readPipLine(
  text: string,
  line: number,
  path: string,
  context: IPipContext
): void {
  const { file } = context;
  const parts = splitOptions(text);
  const options = readOptions(shellWords(parts.options));
  const problem = (message: string): void => {
    file.problems.push({ path, line, message, fatal: false });
  };
  if (parts.spec.length > LONGEST_SPEC) {
    problem('The line is too long for a requirement');
    return;
  }
  if (parts.spec !== '') {
    addRequirement(parts.spec, false);
  }
  for (const { name, value } of options) {
    if (name === '--hash') {
      continue;
    }
    if (name === '--editable' && value !== null) {
      addRequirement(value, true);
    } else if (name === '--requirement' || name === '--constraint') {
      const constraint = name === '--constraint';
      if (value === null) {
        problem(`${name} without a file name`);
      } else {
        include(value, { ...context, constraint }, path, line);
      }
    } else if (parts.spec === '') {
      file.options?.push({ name, value, line, path });
    }
  }

  function addRequirement(spec: string, editable: boolean): void {
    const {
      complaint,
      specifier: _,
      extras: __,
      ...said
    } = parsePipSpec(spec, editable);
    if (complaint !== null) {
      problem(complaint);
    }
    if (said.name === '' && said.local === null && !isPlace(spec)) {
      return;
    }
    const requirement: IRequirement = {
      manager: 'pip',
      ...said,
      text: editable ? `-e ${spec}` : spec,
      line,
      path
    };
    for (const option of options) {
      if (option.name === '--hash') {
        addHash(requirement, option.value ?? '');
      }
    }
    const list = context.constraint ? file.constraints : file.requirements;
    list.push(requirement);
  }

  function addHash(requirement: IRequirement, hash: string): void {
    const [kind, digest = ''] = hash.split(':');
    if (!isDigest(kind, digest)) {
      problem(`Not a complete digest: ${hash.slice(0, 24)}...`);
      return;
    }
    requirement.hashes.push(`${kind}:${digest.toLowerCase()}`);
    const fixed = requirement.pin === 'exact' && requirement.version !== null;
    if (fixed || requirement.local !== null || isPlace(requirement.text)) {
      requirement.pin = 'build';
    }
  }
}

function isPlace(spec: string): boolean {
  return /(?:^|@\s*)(?:\w+\+)?[A-Za-z][\w.-]*:\/\//.test(spec);
}

/** An environment file that says nothing yet. */
export function emptyFile(
  path: string,
  format: IEnvironmentFile['format'] = 'requirements'
): IEnvironmentFile {
  return {
    format,
    path,
    requirements: [],
    constraints: [],
    includes: [],
    channels: [],
    options: [],
    problems: []
  };
}

function readInto(text: string, path: string, context: IPipContext): void {
  const { file } = context;
  const checked = checkText(text, path);
  if (checked.problem) {
    file.problems.push(checked.problem);
    return;
  }
  if (/\\\n*$/.test(checked.text)) {
    file.problems.push({
      path,
      line: checked.text.trimEnd().split('\n').length,
      message: 'Ends in the middle of a line: the file may be cut short',
      fatal: false
    });
  }
  const lines = logicalLines(checked.text);
  const conda = lines.filter(({ text }) => isCondaLine(text));
  const written = lines.filter(({ text }) => /^[\w.[\]-]+\s*==/.test(text));
  const condaFile =
    conda.length * 2 >= Math.max(lines.length, 1) && written.length === 0;
  if (condaFile) {
    const explicit = conda.find(({ text }) => text === '@EXPLICIT');
    file.problems.push({
      path,
      line: (explicit ?? conda[0]).line,
      message: explicit
        ? 'An explicit list of conda packages (@EXPLICIT), not a pip requirements file'
        : 'Written by "conda list --export": conda can read it, pip cannot',
      fatal: false
    });
  }
  for (const { text, line } of lines) {
    if (text === '@EXPLICIT') {
      continue;
    }
    if (condaFile && (isCondaLine(text) || isAddress(text))) {
      file.requirements.push(listedPackage(text, path, line));
    } else {
      readPipLine(text, line, path, context);
    }
  }
}

/** `name=version=build` and `@EXPLICIT` are conda's, never pip's. */
function isCondaLine(text: string): boolean {
  return text === '@EXPLICIT' || /^[\w.-]+=[^=\s]+(?:=[^=\s]+)?$/.test(text);
}

/** `conda list --export` writes packages that pip installed with this build. */
function listedPackage(text: string, path: string, line: number): IRequirement {
  const requirement = condaRequirement(text, path, line);
  return text.endsWith('=pypi_0')
    ? { ...requirement, manager: 'pip', pin: 'exact' }
    : requirement;
}

function include(
  target: string,
  context: IPipContext,
  from: string,
  line: number
): void {
  const { file, open, done } = context;
  const problem = (message: string): void => {
    file.problems.push({ path: from, line, message, fatal: false });
  };
  if (isAddress(target) && !/^file:/i.test(target)) {
    file.includes.push({ path: target, line, found: false, from });
    problem(`Refers to an address whose content may change: ${target}`);
    return;
  }
  const path = joinPath(folderOf(from), target);
  if (open.includes(path)) {
    file.includes.push({ path, line, found: true, from });
    problem(`Includes itself through ${target}`);
    return;
  }
  if (open.length > DEEPEST || done.size > MOST_FILES) {
    file.includes.push({ path, line, found: false, from });
    problem(`Too many files that include each other: ${target} is not read`);
    return;
  }
  const text = context.resolve(path);
  file.includes.push({ path, line, found: text !== null, from });
  if (text === null) {
    problem(`Refers to ${target}, which could not be read`);
    return;
  }
  const key = `${path}\0${context.constraint}`;
  if (!done.has(key)) {
    done.add(key);
    readInto(text, path, { ...context, open: [...open, path] });
  }
}
