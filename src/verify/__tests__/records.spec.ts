import { digestSource } from '../../core/digest';
import {
  compareNotebook,
  DEFAULT_RULES,
  digestOutputs
} from '../../core/outputs';
import type { RunOutcome } from '../../core/outputs/types';
import { makeRecord } from '../records';
import type { ICleanRunCell, ICleanRunResult } from '../runner';

const printed = (text: string) => [
  { output_type: 'stream', name: 'stdout', text }
];

function cell(
  index: number,
  outcome: RunOutcome,
  change: Partial<ICleanRunCell> = {}
): ICleanRunCell {
  return {
    index,
    id: `c${index}`,
    tags: [],
    source: `print(${index})`,
    outcome,
    stored: printed(`${index}\n`),
    old: printed(`${index}\n`),
    new: printed(`${index}\n`),
    followOn: false,
    executionCount: index + 1,
    milliseconds: 1,
    ...change
  };
}

function result(
  cells: ICleanRunCell[],
  change: Partial<ICleanRunResult> = {}
): ICleanRunResult {
  return {
    mode: 'in-place',
    started: '2026-11-22T10:00:00.000Z',
    ended: '2026-11-22T10:00:05.000Z',
    ending: 'completed',
    reason: { code: 'completed', text: 'All cells ran.' },
    doubt: null,
    cells,
    failed: null,
    kernelName: 'python3',
    restartProved: true,
    baseline: 'key',
    ...change
  };
}

function record(given: ICleanRunResult) {
  return makeRecord(given, compareNotebook(given.cells, DEFAULT_RULES), {
    'requirements.txt': 'digest'
  });
}

describe('makeRecord', () => {
  it('keeps digests of what was sent, stored and given', () => {
    const { cells, environment, comparison } = record(
      result([cell(0, { status: 'ok' })])
    );
    expect(cells).toEqual([
      {
        index: 0,
        id: 'c0',
        source: digestSource('print(0)'),
        old: digestOutputs(printed('0\n')),
        new: digestOutputs(printed('0\n'))
      }
    ]);
    expect(environment).toEqual({ 'requirements.txt': 'digest' });
    expect(comparison.verdict).toBe('verified');
  });

  it('keeps the digest of stored outputs that were no baseline', () => {
    const { cells } = record(
      result([cell(0, { status: 'ok' }, { old: null })])
    );
    expect(cells[0].old).toBe(digestOutputs(printed('0\n')));
  });

  it('counts cells with code, and of these the ones that ran', () => {
    const { cellsRun, cellsTotal } = record(
      result([
        cell(0, { status: 'ok' }),
        cell(1, { status: 'not-run', reason: 'blank' }),
        cell(2, { status: 'error', ename: 'E', evalue: '' }),
        cell(3, { status: 'not-run', reason: 'after-stop' })
      ])
    );
    expect([cellsRun, cellsTotal]).toEqual([2, 3]);
  });

  const failed = { cell: 0, ename: 'E', evalue: '' };
  it('keeps a failure that was seen', () => {
    const given = result(
      [cell(0, { status: 'error', ename: 'E', evalue: '' })],
      {
        ending: 'stopped',
        failed
      }
    );
    expect(record(given).failed).toEqual(failed);
  });

  it.each([
    { ending: 'interrupted' as const },
    { ending: 'kernel-died' as const },
    { doubt: { code: 'foreign-execution' as const, text: 'Why.' } }
  ])('proves nothing, not even a failure, after %j', change => {
    const reason = { code: 'interrupted' as const, text: 'Why.' };
    const { comparison, failed: kept } = record(
      result([cell(0, { status: 'ok' })], { reason, failed, ...change })
    );
    expect(comparison.verdict).toBe('could-not-verify');
    expect(comparison.reason).toBe('Why.');
    expect(kept).toBeNull();
  });
});
