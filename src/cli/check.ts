import { lookAtAll } from './pool';
import { shown } from './look';
import { findNotebooks } from './notebooks';
import type { ICheckOptions } from './options';
import { Progress } from './progress';
import { needsLines, reporterFor } from './reporters';
import { Status, statusOf } from './status';
import type { ITerminal } from './terminal';

/**
 * Reports on every notebook that `paths` name, in their order, and resolves with the exit status. What cannot be looked
 * at is told on stderr, and the rest is still reported on.
 *
 * @param script - What threads run, see `lookAtAll`.
 */
export async function check(
  paths: string[],
  { format, failOn, rules, jobs }: ICheckOptions,
  terminal: ITerminal,
  script: string | null
): Promise<Status> {
  const { folder } = terminal;
  const found = await Promise.all(
    paths.map(each => findNotebooks(folder, each))
  );
  const files = [...new Set(found.flatMap(each => each.files))];

  const progress = new Progress(terminal, files.length);
  const cleared = (write: (text: string) => void) => (text: string) => {
    progress.clear();
    write(text);
  };
  const out = cleared(terminal.out);
  const err = cleared(terminal.err);
  const reporter = reporterFor(format, failOn, { ...terminal, out, err });
  let status = Status.Fine;
  const complain = (problem: string, file: string | null) => {
    err(file === null ? `${problem}\n` : `${file}: ${problem}\n`);
    reporter.problem(problem, file);
    status = Status.CouldNotLook;
  };

  found
    .flatMap(each => each.problems)
    .forEach(problem => complain(problem, null));
  const answers = lookAtAll(
    files,
    { folder, rules, lines: needsLines(format) },
    {
      script,
      jobs,
      started: file => progress.started(shown(file, folder)),
      ended: () => progress.ended()
    }
  );
  for (const [k, answer] of answers.entries()) {
    const seen = await answer;
    if ('problem' in seen) {
      complain(seen.problem, shown(files[k], folder));
    } else {
      reporter.report(seen.report, seen.lines);
      status = Math.max(status, statusOf(seen.report, failOn));
    }
  }
  progress.clear();
  reporter.end(paths.length === 1 && !found[0].several);
  return status;
}
