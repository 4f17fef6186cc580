import { child, childEntry, itemsOf, readYaml, textOf } from './yaml';
import { checkText, lineAt } from './text';
import type { IProblem } from './types';

/** Where a project can be found and cited, as its citation file says. */
export interface ICitation {
  format: 'citation-cff' | 'codemeta';
  path: string;
  /** Address of the source code or an archive of it. */
  repository: { url: string; line: number | null } | null;
  /** Lower case, without resolver. */
  doi: { doi: string; line: number | null } | null;
  problems: IProblem[];
}

/** Read CITATION.cff (YAML) or codemeta.json, told apart by the name. */
export function readCitation(text: string, path: string): ICitation {
  const citation: ICitation = {
    format: /\.json$/i.test(path) ? 'codemeta' : 'citation-cff',
    path,
    repository: null,
    doi: null,
    problems: []
  };
  if (citation.format === 'codemeta') {
    readCodemeta(text, citation);
  } else {
    readCff(text, citation);
  }
  return citation;
}

/** Citation File Format 1.2: these four keys are required. */
const REQUIRED = ['authors', 'cff-version', 'message', 'title'];
const PLACES = ['repository-code', 'repository', 'repository-artifact'];

function readCff(text: string, citation: ICitation): void {
  const { path, problems } = citation;
  const { root, problem } = readYaml(text, path);
  if (problem) {
    problems.push(problem);
    return;
  }
  if (root?.kind !== 'mapping') {
    problems.push({ path, line: null, message: 'No keys', fatal: true });
    return;
  }
  const missing = REQUIRED.filter(key => !childEntry(root, key));
  if (missing.length > 0) {
    const message = `Lacks required keys: ${missing.join(', ')}`;
    problems.push({ path, line: null, message, fatal: false });
  }
  for (const key of PLACES) {
    const entry = childEntry(root, key);
    const url = textOf(entry?.value);
    if (entry && url !== null && citation.repository === null) {
      citation.repository = { url, line: entry.line };
    }
  }
  const own = childEntry(root, 'doi');
  const listed = itemsOf(child(root, 'identifiers')).filter(
    item => textOf(child(item, 'type')) === 'doi'
  );
  const candidates = [own?.value, ...listed.map(item => child(item, 'value'))];
  for (const node of candidates) {
    const doi = plainDoi(textOf(node) ?? '');
    if (node && doi !== null && citation.doi === null) {
      citation.doi = { doi, line: node.line };
    }
  }
}

function readCodemeta(text: string, citation: ICitation): void {
  const { path, problems } = citation;
  const checked = checkText(text, path);
  if (checked.problem) {
    problems.push(checked.problem);
    return;
  }
  let data: unknown;
  try {
    data = JSON.parse(checked.text);
  } catch {
    problems.push({ path, line: null, message: 'Not valid JSON', fatal: true });
    return;
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    problems.push({ path, line: null, message: 'No keys', fatal: true });
    return;
  }
  const record = data as { [key: string]: unknown };
  const lineOf = (key: string): number | null => {
    const at = checked.text.indexOf(JSON.stringify(key));
    return at < 0 ? null : lineAt(checked.text, at);
  };
  const url = texts(record.codeRepository)[0];
  if (url !== undefined) {
    citation.repository = { url, line: lineOf('codeRepository') };
  }
  for (const key of ['identifier', '@id', 'sameAs']) {
    for (const candidate of texts(record[key])) {
      const doi = plainDoi(candidate);
      if (doi !== null && citation.doi === null) {
        citation.doi = { doi, line: lineOf(key) };
      }
    }
  }
}

/** Texts of a value, of a list of values, or of `{ "@id", "value" }` objects. */
function texts(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.flatMap(item => {
    if (typeof item === 'object' && item !== null) {
      const record = item as { [key: string]: unknown };
      return [record.value, record['@id']].filter(isText);
    }
    return isText(item) ? [item] : [];
  });
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function plainDoi(text: string): string | null {
  const found = /(?:^|\/|doi:\s*)(10\.\d{4,9}\/\S+)$/i.exec(text.trim());
  return found ? found[1].toLowerCase() : null;
}
