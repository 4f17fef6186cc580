import { valid } from '@renovatebot/pep440';
import { baseName, isAbsolute, isAddress } from './paths';
import type { IRequirement } from './types';

/** What one pip requirement says, before its place in a file is known. */
export type IPipSpec = Pick<
  IRequirement,
  'name' | 'pin' | 'version' | 'hashes' | 'marker' | 'local'
> & {
  /** Version specifiers as written (`>=1,<2`), '' when there are none. */
  specifier: string;
  extras: string[];
  /** Why pip would refuse it or read it otherwise, or null. */
  complaint: string | null;
};

/** Name as PEP 503 compares it. */
export function normaliseName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

const NAME = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*/;
const ARCHIVE = /\.(?:whl|zip|tar\.gz|tgz|tar\.bz2|tar\.xz|tar)$/i;
const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/i;

/**
 * One requirement specifier as pip reads it: PEP 508, or a path or address.
 * `editable` is for the argument of `-e`.
 */
export function parsePipSpec(text: string, editable = false): IPipSpec {
  const spec: IPipSpec = {
    name: '',
    pin: 'none',
    version: null,
    hashes: [],
    marker: null,
    local: null,
    specifier: '',
    extras: [],
    complaint: null
  };
  const trimmed = text.trim();
  const direct =
    /^([A-Za-z0-9][A-Za-z0-9._-]*)\s*(\[[^\]]*\])?\s*@\s*(.*)$/.exec(trimmed);
  if (direct && !isAddress(trimmed)) {
    spec.extras = extrasOf(direct[2]);
    readPlace(direct[3], spec);
    spec.name = normaliseName(direct[1]);
  } else if (editable || looksLikePlace(trimmed)) {
    readPlace(trimmed, spec);
  } else {
    readVersions(trimmed, spec);
  }
  return spec;
}

function extrasOf(text: string | undefined): string[] {
  return (text ?? '')
    .replace(/[[\]]/g, '')
    .split(',')
    .map(extra => extra.trim())
    .filter(extra => extra !== '');
}

/** pip takes anything with a separator, a leading dot or an archive's ending as a place. */
function looksLikePlace(text: string): boolean {
  const head = text.split(/\s*;\s/)[0].replace(/\[[^\]]*\]$/, '');
  return (
    isAddress(head) ||
    /^\w+\+\w+:/.test(head) ||
    head.startsWith('.') ||
    isAbsolute(head) ||
    /^[^\s<>=!~;]*[/\\]/.test(head) ||
    (ARCHIVE.test(head) && !/[\s<>=!~]/.test(head))
  );
}

/** In an address only a semicolon after a space starts a marker. */
function readPlace(text: string, spec: IPipSpec): void {
  const [place, marker] = cutMarker(text, /\s+;|;\s+/);
  spec.marker = marker;
  const hash = place.indexOf('#');
  const fragment = hash < 0 ? '' : place.slice(hash + 1);
  let address = hash < 0 ? place : place.slice(0, hash);
  spec.pin = 'floating';
  for (const part of fragment.split('&')) {
    const [key, value = ''] = splitOnce(part, '=');
    if (key === 'egg') {
      const egg = NAME.exec(safeDecode(value));
      spec.name = egg ? normaliseName(egg[1]) : '';
    } else if (isDigest(key, value)) {
      spec.hashes.push(`${key}:${value.toLowerCase()}`);
    }
  }
  const vcs = /^(git|hg|svn|bzr)\+/i.test(address);
  const scheme = /^([A-Za-z][\w+.-]*):/.exec(address)?.[1].toLowerCase() ?? '';
  if (vcs) {
    const revision = /@([^@/]+)$/.exec(address.replace(/^[^:]*:\/\//, ''))?.[1];
    spec.pin = revision && COMMIT.test(revision) ? 'exact' : 'floating';
    address = address.replace(/@[^@/]+$/, '');
    if (/^\w+\+file:/i.test(address)) {
      spec.local = address.replace(/^\w+\+file:(?:\/\/)?/i, '');
    }
    return;
  }
  if (scheme === 'file') {
    spec.local = safeDecode(address.replace(/^file:(?:\/\/)?/i, ''));
  } else if (!isAddress(address)) {
    const extras = /\[([^\]]*)\]$/.exec(address);
    if (extras && !ARCHIVE.test(address)) {
      spec.extras = extrasOf(extras[0]);
      address = address.slice(0, extras.index);
    }
    spec.local = address;
  }
  readFileName(baseName(safeDecode(address.replace(/\?.*$/, ''))), spec);
  if (spec.hashes.length > 0) {
    spec.pin = 'build';
  }
}

/** Name and version from a wheel's file name (binary distribution format). */
function readFileName(file: string, spec: IPipSpec): void {
  const wheel =
    /^([A-Za-z0-9_.]+)-([^-]+)(?:-\d[^-]*)?-[^-]+-[^-]+-[^-]+\.whl$/.exec(file);
  const source = /^(.+)-(\d[^-]*?)(?:\.zip|\.tar\.\w+|\.tgz)$/.exec(file);
  const found = wheel ?? source;
  if (found && valid(found[2])) {
    spec.name = spec.name || normaliseName(found[1]);
    spec.version = found[2];
  }
}

function readVersions(text: string, spec: IPipSpec): void {
  const [body, marker] = cutMarker(text, /;/);
  spec.marker = marker;
  const name = NAME.exec(body);
  if (!name) {
    spec.complaint = 'Not a requirement that pip understands';
    return;
  }
  spec.name = normaliseName(name[1]);
  let rest = body.slice(name[0].length);
  const extras = /^\[([^\]]*)\]\s*/.exec(rest);
  if (extras) {
    spec.extras = extrasOf(extras[0]);
    rest = rest.slice(extras[0].length);
  }
  const bracketed = /^\((.*)\)$/.exec(rest);
  rest = (bracketed ? bracketed[1] : rest).trim();
  spec.specifier = rest;
  if (rest === '') {
    return;
  }
  const clauses = rest.split(',').map(part => part.trim());
  if (clauses[clauses.length - 1] === '' && clauses.length > 1) {
    clauses.pop();
  }
  for (const clause of clauses) {
    spec.complaint = spec.complaint ?? clauseComplaint(clause);
  }
  if (spec.complaint !== null) {
    return;
  }
  spec.pin = 'range';
  const exact = /^(===?)\s*(\S+)$/.exec(clauses[0]);
  if (clauses.length === 1 && exact) {
    const wildcard = exact[1] === '==' && exact[2].endsWith('.*');
    spec.pin = wildcard ? 'none' : 'exact';
    spec.version = wildcard ? null : exact[2];
  }
}

/** Why a version clause is none by PEP 440, or null. */
function clauseComplaint(clause: string): string | null {
  const found = /^(===|==|!=|~=|<=|>=|<|>)\s*(\S+)$/.exec(clause);
  if (!found) {
    return /^=[^=]/.test(clause)
      ? 'One = is not pip syntax: an exact version is written with =='
      : `pip does not understand "${shorten(clause)}"`;
  }
  const [, operator, version] = found;
  if (operator === '===') {
    return null;
  }
  const equality = operator === '==' || operator === '!=';
  const bare = equality ? version.replace(/\.\*$/, '') : version;
  const fits =
    valid(bare) !== null &&
    (equality || !bare.includes('+')) &&
    (bare === version || !/\+|dev/i.test(bare)) &&
    (operator !== '~=' || /^v?(?:\d+!)?\d+\.\d/i.test(bare));
  return fits ? null : `"${shorten(clause)}" is not a version specifier`;
}

function cutMarker(text: string, separator: RegExp): [string, string | null] {
  const found = separator.exec(text);
  if (!found) {
    return [text.trim(), null];
  }
  const marker = text.slice(found.index + found[0].length).trim();
  return [text.slice(0, found.index).trim(), marker === '' ? null : marker];
}

const DIGEST_LENGTHS: { [name: string]: number } = {
  md5: 32,
  sha1: 40,
  sha224: 56,
  sha256: 64,
  sha384: 96,
  sha512: 128
};

/** A digest of a known kind and of the length that this kind has. */
export function isDigest(kind: string, value: string): boolean {
  const length = DIGEST_LENGTHS[kind];
  return value.length === length && /^[0-9a-f]+$/i.test(value);
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
