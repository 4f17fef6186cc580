import { Engine } from '../core/engine';
import type { IReport } from '../core/ladder/report';
import { NodeHost } from './host';
import { findNotebooks } from './notebooks';
import { placeOf, rebase } from './place';
import { readNotebook, shown } from './reading';
import { render } from './render';
import { Status, statusOf } from './status';
import type { ITerminal } from './terminal';

/**
 * Reports on every notebook that `paths` name, and resolves with the exit status. What cannot be looked at is told on
 * stderr, and the rest is still reported on.
 */
export async function check(
  paths: string[],
  json: boolean,
  terminal: ITerminal
): Promise<Status> {
  let status = Status.Fine;
  const worsen = (other: Status) => {
    status = Math.max(status, other);
  };
  const complain = (problem: string) => {
    terminal.err(`${problem}\n`);
    worsen(Status.CouldNotLook);
  };

  const found = await Promise.all(
    paths.map(each => findNotebooks(terminal.folder, each))
  );
  const notebooks = new Set<string>();
  for (const { files, problems } of found) {
    files.forEach(file => notebooks.add(file));
    problems.forEach(complain);
  }

  const reports: IReport[] = [];
  for (const file of notebooks) {
    const answer = await reportOn(file, terminal.folder);
    if ('problem' in answer) {
      complain(`${shown(file, terminal.folder)}: ${answer.problem}`);
      continue;
    }
    if (!json) {
      terminal.out(reports.length > 0 ? '\n\n' : '');
      terminal.out(render(answer.report, terminal));
    }
    reports.push(answer.report);
    worsen(statusOf(answer.report));
  }
  if (json) {
    const isOne = paths.length === 1 && !found[0].folder;
    printJson(isOne ? reports : [reports], terminal);
  }
  return status;
}

/** Nothing at all when the only notebook could not be read: stderr says why. */
function printJson([value]: unknown[], terminal: ITerminal): void {
  if (value !== undefined) {
    terminal.out(`${JSON.stringify(value, null, 2)}\n`);
  }
}

async function reportOn(
  file: string,
  folder: string
): Promise<{ report: IReport } | { problem: string }> {
  const place = await placeOf(file, folder);
  const read = await readNotebook(file, place.path);
  if ('problem' in read) {
    return read;
  }
  const { report } = await new Engine().report(
    { notebook: read.notebook, run: null, look: true },
    new NodeHost(place.root)
  );
  return { report: rebase(report, place.root, folder) };
}
