import { digestSource } from '../digest';
import { joinWords } from '../notebook';
import type { INotebook } from '../notebook/facts';
import { canonicalJson, digestOutputs, digestText } from '../outputs/digest';
import { folderOf } from '../project/paths';
import type { IRunRecord } from './record';

/** Key of the notebook's metadata that holds the record. */
export const RECORD_KEY = 'reproducibility';

/**
 * What a notebook's own metadata say of a clean run that verified it. Anybody can write that: it is someone's word.
 */
export interface IFileRecord {
  version: 1;
  verdict: 'verified' | 'remarks';
  /** ISO 8601, UTC. */
  ended: string;
  mode: 'in-place' | 'fresh-kernel';
  /** Name of the kernel spec. */
  kernel: string | null;
  /** One digest of the sources of all code cells, in their order, and one of their outputs. */
  sources: string;
  outputs: string;
  /** Digests of the environment files, by path as seen from the notebook's folder. */
  environment: { [path: string]: string };
}

/** More than this is not what we wrote. */
const MOST_FILES = 200;
const LONGEST = 1000;

/**
 * The record of a run that verified a notebook, as the file is to hold it. The caller makes sure that the run counts for
 * the notebook as it is; null when the environment files could not be looked at.
 */
export function makeFileRecord(
  record: IRunRecord,
  notebook: INotebook
): IFileRecord | null {
  const { verdict } = record.comparison;
  if (
    record.environment === null ||
    (verdict !== 'verified' && verdict !== 'remarks')
  ) {
    return null;
  }
  return {
    version: 1,
    verdict,
    ended: record.ended,
    mode: record.mode,
    kernel: record.kernelName,
    ...digestsOf(notebook),
    environment: seenFrom(folderOf(notebook.path), record.environment)
  };
}

/** Reads what stands under the key; a string says what is wrong with it, to follow "The file's record". */
export function readFileRecord(value: unknown): IFileRecord | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return 'is not an object';
  }
  const { version, verdict, ended, mode, kernel, sources, outputs, ...rest } =
    value as { [key: string]: unknown };
  if (version !== 1) {
    return 'is of a version that is not known here';
  }
  const { environment } = rest;
  if (
    (verdict !== 'verified' && verdict !== 'remarks') ||
    (mode !== 'in-place' && mode !== 'fresh-kernel') ||
    !(kernel === null || isShort(kernel)) ||
    !isTime(ended) ||
    !isDigest(sources) ||
    !isDigest(outputs) ||
    !isDigests(environment)
  ) {
    return 'is not of the form that such records have';
  }
  return {
    version,
    verdict,
    ended,
    mode,
    kernel,
    sources,
    outputs,
    environment
  };
}

/**
 * Why a record says nothing of the notebook as it is, to follow "The file's record is passed over:"; null when all
 * digests match.
 *
 * @param environment - Digests of the environment files as they are now, by path.
 */
export function whyPassedOver(
  record: IFileRecord,
  notebook: INotebook,
  environment: { [path: string]: string }
): string | null {
  const now = digestsOf(notebook);
  if (record.sources !== now.sources) {
    return 'the code is not what it is of';
  }
  if (record.outputs !== now.outputs) {
    return 'the outputs are not what it is of';
  }
  const { kernel } = record;
  const { kernelName } = notebook;
  if (kernel !== null && kernelName !== null && kernel !== kernelName) {
    return `the kernel is \`${kernelName}\`, its run used \`${kernel}\``;
  }
  const then = new Map(Object.entries(record.environment));
  const here = new Map(
    Object.entries(seenFrom(folderOf(notebook.path), environment))
  );
  const gone = [...then.keys()].filter(path => !here.has(path));
  if (gone.length > 0) {
    return `${list(gone)} cannot be read here`;
  }
  const changed = [...here].filter(
    ([path, digest]) => then.get(path) !== digest
  );
  return changed.length > 0
    ? `${list(changed.map(([path]) => path))} ${changed.length === 1 ? 'is' : 'are'} not what it is of`
    : null;
}

function digestsOf({
  cells
}: INotebook): Pick<IFileRecord, 'sources' | 'outputs'> {
  const code = cells.filter(
    ({ type, source }) => type === 'code' && source.trim() !== ''
  );
  const digest = (values: string[]) => digestText(canonicalJson(values));
  return {
    sources: digest(code.map(({ source }) => digestSource(source))),
    outputs: digest(
      code.map(cell => cell.outputsDigest ?? digestOutputs(cell.outputs))
    )
  };
}

/** Paths of the host as seen from a folder: a notebook lies elsewhere on each computer. */
function seenFrom(
  folder: string,
  digests: { [path: string]: string }
): { [path: string]: string } {
  const parts = folder === '' ? [] : folder.split('/');
  const entries = Object.entries(digests).map(([path, digest]) => {
    const names = path.split('/');
    let shared = 0;
    while (shared < parts.length && parts[shared] === names[shared]) {
      shared += 1;
    }
    const up = '../'.repeat(parts.length - shared);
    return [up + names.slice(shared).join('/'), digest];
  });
  return Object.fromEntries(entries);
}

/** Names from a file, so shown as code and not too many. */
function list(paths: string[]): string {
  const shown = paths.slice(0, 3).map(path => `\`${path.replace(/`/g, '')}\``);
  const rest = paths.length - shown.length;
  return joinWords(rest > 0 ? [...shown, `${rest} more`] : shown);
}

function isShort(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST;
}

function isTime(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  );
}

function isDigest(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

function isDigests(value: unknown): value is { [path: string]: string } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return false;
  }
  const entries = Object.entries(value);
  return (
    entries.length <= MOST_FILES &&
    entries.every(([path, digest]) => isShort(path) && isDigest(digest))
  );
}
