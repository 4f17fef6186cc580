import { digestSource } from '../digest';
import { joinWords, nameCells } from '../notebook';
import type { ICell, INotebook } from '../notebook/facts';
import { digestOutputs } from '../outputs/digest';
import { matchCells, type ICellMatch } from './match';
import type { IRunRecord } from './record';
import type { Standing } from './report';

/**
 * Why a recorded run no longer says anything of the notebook as it is now, in
 * words that can follow "Not verified:"; null when it still counts.
 *
 * @param environment - Digests of the environment files as they are now, by path.
 * @param data - Stamps of the data files that the notebook reads, by path, where the host knows them.
 *
 * #### Notes
 * A run counts for the sources, in their order, the kernel, the environment
 * files, and the stored outputs that it compared or gave. Cells are counted as
 * they stand now.
 */
export function whyStale(
  record: IRunRecord,
  notebook: INotebook,
  environment: { [path: string]: string },
  data: { [path: string]: string } = {}
): string | null {
  const match = matchCells(record, notebook);
  return (
    cellsChanged(match) ??
    kernelChanged(record.kernelName, notebook.kernelName) ??
    environmentChanged(record.environment, environment) ??
    dataChanged(record.data ?? {}, data) ??
    outputsChanged(match)
  );
}

function cellsChanged({ pairs, added, removed }: ICellMatch): string | null {
  if (added.length > 0 && removed.length > 0) {
    return 'cells were added and removed';
  }
  if (added.length > 0) {
    return added.length === 1
      ? 'a cell was added'
      : `${added.length} cells were added`;
  }
  if (removed.length > 0) {
    return removed.length === 1
      ? 'a cell was removed'
      : `${removed.length} cells were removed`;
  }
  if (
    pairs.some(({ then }, k) => k > 0 && then.index < pairs[k - 1].then.index)
  ) {
    return 'cells were moved';
  }
  const digests = pairs.map(({ now }) => digestSource(now.cell.source));
  const edited = pairs.filter(({ then }, k) => then.source !== digests[k]);
  if (edited.length === 0) {
    return null;
  }
  const before = pairs.map(({ then }) => then.source).sort();
  if (digests.sort().every((digest, k) => digest === before[k])) {
    return 'cells were moved';
  }
  return edited.length > 3
    ? `${edited.length} cells were edited after the run`
    : `${nameCells(edited.map(({ now }) => now.index))} ${were(edited.length)} edited after the run`;
}

function kernelChanged(then: string | null, now: string | null): string | null {
  return then !== null && now !== null && then !== now
    ? `the kernel is now \`${now}\`, the run used \`${then}\``
    : null;
}

function environmentChanged(
  then: { [path: string]: string } | null,
  now: { [path: string]: string }
): string | null {
  if (then === null) {
    return null;
  }
  const before = new Map(Object.entries(then));
  const after = new Map(Object.entries(now));
  const changed = [...before.keys()].filter(
    path => after.has(path) && after.get(path) !== before.get(path)
  );
  if (changed.length > 0) {
    return `${joinWords(changed)} changed after the run`;
  }
  const gone = [...before.keys()].filter(path => !after.has(path));
  if (gone.length > 0) {
    return `${joinWords(gone)} ${were(gone.length)} there at the run, and can no longer be read`;
  }
  const fresh = [...after.keys()].filter(path => !before.has(path));
  return fresh.length > 0
    ? `${joinWords(fresh)} ${were(fresh.length)} added after the run`
    : null;
}

/** Only files that were there at the run and are there now: one that is gone is the data facet's to tell. */
function dataChanged(
  then: { [path: string]: string },
  now: { [path: string]: string }
): string | null {
  const changed = Object.keys(then).filter(
    path => now[path] !== undefined && now[path] !== then[path]
  );
  return changed.length > 0
    ? `${joinWords(changed)} changed after the run`
    : null;
}

function outputsChanged({ pairs }: ICellMatch): string | null {
  const changed = pairs.filter(({ now, then }) => {
    const digest = outputsDigest(now.cell);
    return digest !== then.old && digest !== then.new;
  });
  if (changed.length === 0) {
    return null;
  }
  return changed.length > 3
    ? `the outputs of ${changed.length} cells changed after the run`
    : `the outputs of ${nameCells(changed.map(({ now }) => now.index))} changed after the run`;
}

function outputsDigest(cell: ICell): string {
  return cell.outputsDigest ?? digestOutputs(cell.outputs);
}

function were(count: number): string {
  return count === 1 ? 'was' : 'were';
}

const WIDGET = 'application/vnd.jupyter.widget-view+json';

/**
 * Outputs that are not the stored ones to the letter, and of which nobody could tell whether that matters (too large,
 * another picture size, an opaque script). They are a remark on the comparison, but no proof: the notebook may give
 * other results. A widget's state is in neither the old nor the new output, so it speaks neither way.
 */
function undecided(record: IRunRecord): { cell: number; message: string }[] {
  return record.comparison.cells.flatMap(cell =>
    cell.outputs
      .filter(
        ({ verdict, kind }) => verdict === 'uncomparable' && kind !== WIDGET
      )
      .map(({ message }) => ({ cell: cell.index, message }))
  );
}

/** What a run says of the notebook, were it to count. */
export function standingOfRun(record: IRunRecord): Standing {
  if (record.failed !== null) {
    return 'failed';
  }
  switch (record.comparison.verdict) {
    case 'verified':
      return 'verified';
    case 'remarks':
      return undecided(record).length > 0 ? 'unverified' : 'verified';
    case 'not-reproduced':
      return 'differs';
    case 'failed':
      return 'failed';
    case 'could-not-verify':
      return 'unverified';
  }
}

/** Why a run could not verify, in words that can follow "Not verified:"; null when it could. */
export function whyNotVerified(record: IRunRecord): string | null {
  const { verdict, reason } = record.comparison;
  const [first, ...more] = verdict === 'remarks' ? undecided(record) : [];
  if (first) {
    return more.length > 0
      ? `${more.length + 1} outputs could not be compared, the first in cell ${first.cell + 1}: ${lower(first.message)}`
      : `an output of cell ${first.cell + 1} could not be compared: ${lower(first.message)}`;
  }
  if (verdict !== 'could-not-verify' || record.failed !== null) {
    return null;
  }
  return nothingToCompare(record)
    ? 'nothing to compare with; run again'
    : (reason ?? 'the outputs could not be compared');
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function nothingToCompare(record: IRunRecord): boolean {
  const { counts } = record.comparison;
  const verdicts = Object.keys(counts).filter(verdict => counts[verdict] > 0);
  return (
    record.cellsRun === record.cellsTotal &&
    verdicts.includes('new') &&
    verdicts.every(verdict => verdict === 'new' || verdict === 'not-run')
  );
}

/** Whether a run in which a cell failed ran cells below that one. */
export function wentOn({ failed, comparison }: IRunRecord): boolean {
  return (
    failed !== null &&
    comparison.cells.some(
      ({ index, verdict }) => index > failed.cell && verdict !== 'not-run'
    )
  );
}

/** Whether every cell that holds code ran, and none stopped the run: then no error was to be expected. */
export function ranThrough(record: IRunRecord): boolean {
  return (
    standingOfRun(record) !== 'failed' && record.cellsRun === record.cellsTotal
  );
}
