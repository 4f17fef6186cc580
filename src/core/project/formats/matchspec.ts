import { baseName } from './paths';
import { isDigest } from './pep508';
import type { IRequirement, Pin } from './types';

/** A conda match specification taken apart (CEP 29). */
export interface IMatchSpec {
  channel: string | null;
  subdir: string | null;
  /** Lower case; may hold `*`. */
  name: string;
  /** Version expression in normal form: `==1.8`, `=1.8` (fuzzy), `>=1,<2`; '' when open. */
  version: string;
  /** Build string or pattern, '' when open. */
  build: string;
  /** Address of one artefact. */
  url: string | null;
  /** Digests from brackets or a fragment, `kind:hex`. */
  hashes: string[];
  /** Why it cannot be understood, or null. */
  complaint: string | null;
}

const ARTEFACT = /\.(?:conda|tar\.bz2)(?:#.*)?$/;

/** Take a match specification apart. Never throws: see `complaint`. */
export function parseMatchSpec(text: string): IMatchSpec {
  const spec: IMatchSpec = {
    channel: null,
    subdir: null,
    name: '',
    version: '',
    build: '',
    url: null,
    hashes: [],
    complaint: null
  };
  let rest = text.trim();
  if (rest.length > 2000) {
    spec.complaint = 'Too long for a conda specification';
    return spec;
  }
  if (ARTEFACT.test(rest) && /[/\\]/.test(rest)) {
    readArtefact(rest, spec);
    return spec;
  }
  rest = rest.replace(/(?:^|\s)#.*$/, '').trim();
  const keys = cutBrackets(rest);
  rest = keys.before;
  const colons = rest.indexOf('::');
  if (colons >= 0) {
    readChannel(rest.slice(0, colons), spec);
    rest = rest.slice(colons + 2);
  }
  const name = /^([A-Za-z0-9_.*-]+)/.exec(rest);
  if (!name) {
    spec.complaint = 'Not a specification that conda understands';
    return spec;
  }
  spec.name = name[1].toLowerCase();
  readPositions(rest.slice(name[1].length), spec);
  for (const [key, value] of keys.pairs) {
    applyKey(key, value, spec);
  }
  return spec;
}

/** The requirement that a specification in line `line` of `path` makes. */
export function condaRequirement(
  text: string,
  path: string,
  line: number,
  marker: string | null = null
): IRequirement {
  const spec = parseMatchSpec(text);
  const local =
    spec.url !== null && !/^https?:\/\//i.test(spec.url)
      ? spec.url.replace(/^file:\/\//i, '')
      : null;
  return {
    manager: 'conda',
    name: spec.name,
    text: text.trim(),
    pin: pinOf(spec),
    version: exactVersion(spec),
    hashes: spec.hashes,
    marker,
    local,
    line,
    path
  };
}

/**
 * How firmly a specification is fixed. A fuzzy `=1.4.1` counts as exact when it
 * has three release segments, as the ladder's article counts it; two segments fix a
 * minor series, one fixes nothing.
 */
export function pinOf(spec: IMatchSpec): Pin {
  if (spec.url !== null || spec.hashes.length > 0) {
    return 'build';
  }
  if (spec.version === '' || spec.complaint !== null) {
    return 'none';
  }
  if (spec.version.startsWith('==')) {
    return spec.build !== '' && !spec.build.includes('*') ? 'build' : 'exact';
  }
  const series = /^=([\w!+.]+)$/.exec(spec.version);
  if (series) {
    const segments = series[1].split('.').length;
    if (segments < 2) {
      return 'none';
    }
    return segments >= 3 && spec.build === '' ? 'exact' : 'series';
  }
  if (spec.version === '*') {
    return 'none';
  }
  const glob = /^([\w!+.]+?)\.?\*$/.exec(spec.version);
  if (glob) {
    return glob[1].includes('.') ? 'series' : 'none';
  }
  return 'range';
}

function exactVersion(spec: IMatchSpec): string | null {
  const version = /^(==?)([\w!+.]+)$/.exec(spec.version);
  if (!version || spec.complaint !== null) {
    return null;
  }
  return version[1] === '==' || pinOf(spec) === 'exact' ? version[2] : null;
}

/**
 * Version and build that follow the name. Three fields joined by `=` switch
 * fuzzy matching off; a blank before `=` keeps it, also with a build.
 */
function readPositions(text: string, spec: IMatchSpec): void {
  const rest = text
    .trimEnd()
    .replace(/([=<>!~,|])\s+/g, '$1')
    .replace(/\s+([,|])/g, '$1');
  const glued = /^=(?!=)([^=<>!~\s]+)(?:=([^=\s]+))?(?:\s+([^=\s]+))?$/.exec(
    rest
  );
  if (glued) {
    spec.build = glued[2] ?? glued[3] ?? '';
    if (glued[2] === undefined && /[,|*]/.test(glued[1])) {
      spec.version = glued[1];
    } else {
      spec.version =
        glued[2] === undefined ? `=${glued[1]}` : exactOf(glued[1]);
    }
    return;
  }
  const words = rest.trim().split(/\s+/);
  if (words.length > 2) {
    spec.complaint = 'More than a name, a version and a build';
  }
  let version = words[0];
  spec.build = words[1] ?? '';
  const withBuild = /^(.*[^=<>!~,|])=([^=<>!~,|]+)$/.exec(version);
  if (withBuild && spec.build === '') {
    version = withBuild[1];
    spec.build = withBuild[2];
    if (/^=[^=]/.test(version)) {
      version = version.slice(1);
    }
  }
  spec.version = normalVersion(version);
}

/** Version expressions in one form: a bare version is an exact one. */
function normalVersion(version: string): string {
  if (version === '' || /[,|<>!~^$*]/.test(version)) {
    return version;
  }
  return version.startsWith('=') ? version : `==${version}`;
}

function exactOf(version: string): string {
  return /[,|*]/.test(version) ? version : `==${version}`;
}

function readChannel(text: string, spec: IMatchSpec): void {
  const cut = text.lastIndexOf('/');
  const subdir = text.slice(cut + 1);
  if (cut >= 0 && /^(?:noarch|[a-z]+-(?:32|64|[a-z0-9_]+))$/.test(subdir)) {
    spec.channel = text.slice(0, cut);
    spec.subdir = subdir;
  } else {
    spec.channel = text.replace(/:$/, '');
  }
}

function applyKey(key: string, value: string, spec: IMatchSpec): void {
  if (key === 'version') {
    spec.version = normalVersion(value.replace(/\s+/g, ''));
  } else if (key === 'build') {
    spec.build = value;
  } else if (key === 'channel') {
    readChannel(value, spec);
  } else if (key === 'subdir') {
    spec.subdir = value;
  } else if (key === 'name') {
    spec.name = value.toLowerCase();
  } else if (key === 'url') {
    readArtefact(value, spec);
  } else if (key === 'md5' || key === 'sha256') {
    if (isDigest(key, value)) {
      spec.hashes.push(`${key}:${value.toLowerCase()}`);
    } else {
      spec.complaint = `Not a complete ${key} digest`;
    }
  }
}

/** Cut `[key=value,...]` off the end, minding quotes. */
function cutBrackets(text: string): {
  before: string;
  pairs: [string, string][];
} {
  const open = text.indexOf('[');
  if (open < 0 || !text.endsWith(']')) {
    return { before: text, pairs: [] };
  }
  const pairs: [string, string][] = [];
  const pair =
    /([A-Za-z_]\w*)\s*=\s*(?:'([^']*)'|"([^"]*)"|([^,'"\s]*))\s*(?:,|\s|$)/gy;
  const inner = text.slice(open + 1, -1).trimStart();
  for (let found = pair.exec(inner); found; found = pair.exec(inner)) {
    pairs.push([found[1].toLowerCase(), found[2] ?? found[3] ?? found[4]]);
    while (/[\s,]/.test(inner[pair.lastIndex] ?? '')) {
      pair.lastIndex++;
    }
  }
  return { before: text.slice(0, open).trim(), pairs };
}

/** Address of one artefact: `.../subdir/name-version-build.conda#digest`. */
export function readArtefact(text: string, spec: IMatchSpec): void {
  const [address, fragment = ''] = text.split('#');
  spec.url = address;
  const digest = fragment.replace(/^(?:md5|sha256)[:=]/, '').toLowerCase();
  const kind = digest.length === 64 ? 'sha256' : 'md5';
  if (isDigest(kind, digest)) {
    spec.hashes.push(`${kind}:${digest}`);
  } else if (fragment !== '') {
    spec.complaint = 'Not a complete digest';
  }
  const parts = baseName(address)
    .replace(/\.(?:conda|tar\.bz2)$/, '')
    .split('-');
  if (parts.length >= 3) {
    spec.build = parts[parts.length - 1];
    spec.version = `==${parts[parts.length - 2]}`;
    spec.name = parts.slice(0, -2).join('-').toLowerCase();
  } else {
    spec.complaint = 'The file name does not tell name, version and build';
  }
  const folders = address.split('/');
  spec.subdir = folders.length > 1 ? folders[folders.length - 2] : null;
}
