import { readFileSync } from 'fs';
import { join } from 'path';

import type { ICell, INotebook } from '../facts';
import type { IExecution, IKernelName } from '../log';

/** A case of a fixture file: a notebook, and what is expected of it. */
export interface ISessionCase {
  title: string;
  notebook: INotebook;
  expected: string[];
}

/** Read a fixture; its first lines say how it is written. */
export function readSessions(name: string): ISessionCase[] {
  const text = readFileSync(join(__dirname, 'fixtures', name), 'utf8');
  return text
    .split(/^# /m)
    .slice(1)
    .map(block => {
      const [head, tail] = block.split(/^==>\n?/m);
      const [title, ...lines] = head.trimEnd().split('\n');
      return {
        title,
        notebook: readNotebook(lines),
        expected: tail.split('\n').filter(line => line !== '')
      };
    });
}

function readNotebook(lines: string[]): INotebook {
  const cells: ICell[] = [];
  const executions: IExecution[] = [];
  const kernelNames: IKernelName[] = [];
  let language = 'python';
  let complete = true;
  let history = 0;
  for (const line of lines) {
    const [word, rest] = split(line);
    if (word === '>' || word === '!') {
      executions.push(
        readRun(rest, word === '!', cells, executions.length + 1)
      );
    } else if (word === 'history') {
      history = executions.length;
    } else if (word === 'partly') {
      complete = false;
    } else if (word === 'language') {
      language = rest;
    } else if (word === 'kernel') {
      const [known, type] = split(rest);
      kernelNames.push({ name: known, type });
    } else {
      cells.push(readCell(word, rest));
    }
  }
  executions.slice(0, history).forEach(execution => {
    Object.assign(execution, { cell: null, outcome: 'unknown', by: 'history' });
  });
  return {
    path: 'a.ipynb',
    language,
    kernelName: null,
    cells,
    ...(executions.length > 0
      ? { log: { session: 's', executions, complete } }
      : {}),
    ...(kernelNames.length > 0 ? { kernelNames } : {})
  };
}

function readCell(id: string, rest: string): ICell {
  const [, count, source, flag] =
    /^(?:\[(\d*)\] )?(.*?)( \| out| \| error)?$/.exec(rest) ?? [];
  return {
    id,
    type: 'code',
    source: unescape(source),
    executionCount: count ? Number(count) : null,
    tags: [],
    outputs:
      flag === ' | out'
        ? [{ output_type: 'stream', name: 'stdout', text: 'x' }]
        : flag === ' | error'
          ? [{ output_type: 'error', ename: 'ValueError', evalue: 'x' }]
          : [],
    ranSource: null
  };
}

function readRun(
  rest: string,
  fails: boolean,
  cells: ICell[],
  count: number
): IExecution {
  const [id, source] = split(rest);
  const cell = cells.find(each => each.id === id);
  if (cell) {
    cell.executionCount = count;
  }
  return {
    cell: id === '-' ? 'gone' : id,
    source: source === '' ? (cell?.source ?? '') : unescape(source),
    count,
    outcome: fails ? 'error' : 'ok',
    by: 'here'
  };
}

function split(line: string): [string, string] {
  const at = line.indexOf(' ');
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
}

function unescape(text: string): string {
  return text.replace(/\\n/g, '\n');
}
