import type { INotebook } from '../../notebook/facts';
import type { ICodeAnalysis } from '../../python/types';
import type { IProjectReading } from '../reading';

/** A project written down as one text: what the notebook does, its files, the facets expected. */
export interface IArchive {
  notebook: INotebook;
  code: ICodeAnalysis;
  hidden: boolean;
  files: { [path: string]: string };
  expected: string;
}

/**
 * Reads a fixture. First lines, one statement each: `notebook PATH`, `language NAME` (`?` when the file names
 * none, with `understood` when it was read as Python all the same), `hidden` (entries are visible),
 * `import MODULE CELL [maybe]`, `read|write PATH CELL`, `install CELL TEXT`, `markdown|code TEXT` (a cell). Then files
 * after `-- PATH --`, last `-- expected --`.
 */
export function readArchive(text: string): IArchive {
  const [head, ...parts] = text.split(/^-- (.+) --\n/m);
  const archive: IArchive = {
    notebook: {
      path: 'nb.ipynb',
      language: 'python',
      kernelName: null,
      cells: []
    },
    code: {
      understood: true,
      imports: [],
      files: [],
      installs: [],
      findings: [],
      hints: []
    },
    hidden: false,
    files: {},
    expected: ''
  };
  for (const line of head.split('\n')) {
    const [word, first = '', second = '', third] = line.split(' ');
    const cell = Number(second);
    if (word === 'notebook') {
      archive.notebook.path = first;
    } else if (word === 'language') {
      archive.notebook.language = first === '?' ? null : first;
      archive.code.understood = first === 'python' || second === 'understood';
    } else if (word === 'hidden') {
      archive.hidden = true;
    } else if (word === 'import') {
      archive.code.imports.push({
        module: first,
        cell,
        conditional: third === 'maybe'
      });
    } else if (word === 'read' || word === 'write') {
      const scheme = /^(\w+):\/\//.exec(first)?.[1] ?? null;
      const path = first === '?' ? null : first;
      archive.code.files.push({ path, call: 'open', cell, mode: word, scheme });
    } else if (word === 'install') {
      const said = line.split(' ').slice(2).join(' ');
      const pinned = /==/.test(said);
      archive.code.installs.push({ cell: Number(first), text: said, pinned });
    } else if (word === 'markdown' || word === 'code') {
      archive.notebook.cells.push({
        id: null,
        type: word,
        source: line.slice(word.length + 1).replace(/\\n/g, '\n'),
        executionCount: null,
        tags: [],
        outputs: [],
        ranSource: null
      });
    }
  }
  for (let i = 0; i < parts.length; i += 2) {
    if (parts[i] === 'expected') {
      archive.expected = parts[i + 1];
    } else {
      archive.files[parts[i]] = parts[i + 1];
    }
  }
  archive.files[archive.notebook.path] ??= '{}';
  return archive;
}

const SIGNS = { yes: '+', no: '-', unknown: '?', note: '.' };

/** A reading as text: its files, then a line for each facet and for each piece of evidence. */
export function printReading(reading: IProjectReading): string {
  const { root, manifest, facets, environmentDigests } = reading;
  const lines = [
    `root ${root || '.'}, manifest ${manifest ?? 'none'}`,
    `watched: ${Object.keys(environmentDigests).join(', ') || 'nothing'}`
  ];
  for (const { id, level, state, strength, summary, evidence } of facets) {
    lines.push(`${level} ${id}: ${state}, ${strength ?? 'none'}: ${summary}`);
    for (const { path, line, cell, holds, message } of evidence) {
      const place = [path, line, cell === undefined ? cell : `[${cell}]`]
        .filter(part => part !== undefined)
        .join(':');
      lines.push(`  ${SIGNS[holds]} ${place && `${place} `}${message}`);
    }
  }
  return `${lines.join('\n')}\n`;
}
