import { DEFAULT_RULES, compareNotebook } from '..';
import type { ICellRun, IOutput, RunOutcome } from './helpers';
import { cell, display, error, stream } from './helpers';

const verdictOf = (...cells: ICellRun[]) =>
  compareNotebook(cells, DEFAULT_RULES).verdict;

const reasonOf = (...cells: ICellRun[]) =>
  compareNotebook(cells, DEFAULT_RULES).reason;

const raised: RunOutcome = {
  status: 'error',
  ename: 'ValueError',
  evalue: 'no'
};
const same: IOutput[] = [stream('a\n')];
const good = cell({ old: same, new: same });

describe('compareNotebook', () => {
  it('verifies when every stored output came out again', () => {
    expect(verdictOf(good, good)).toBe('verified');
  });

  it('verifies what is equal after joining streams and dropping counters', () => {
    const old: IOutput[] = [
      stream('a'),
      stream('b'),
      { ...display({ 'text/plain': '1' }), execution_count: 7 }
    ];
    const now = [
      stream('ab'),
      { ...display({ 'text/plain': ['1'] }), execution_count: 1 }
    ];
    expect(verdictOf(cell({ old, new: now }))).toBe('verified');
  });

  it('does not reproduce when a value changed, vanished or was added', () => {
    expect(verdictOf(good, cell({ old: same, new: [stream('b\n')] }))).toBe(
      'not-reproduced'
    );
    expect(verdictOf(good, cell({ old: same, new: [] }))).toBe(
      'not-reproduced'
    );
    expect(verdictOf(good, cell({ old: [], new: same }))).toBe(
      'not-reproduced'
    );
  });

  it('fails when a cell stopped the run, even with the error that was stored', () => {
    const old = [error('ValueError', 'no')];
    expect(verdictOf(good, cell({ outcome: raised }))).toBe('failed');
    expect(verdictOf(cell({ old, new: old, outcome: raised }))).toBe('failed');
  });

  it('verifies an announced error that came again', () => {
    const old = [error('ValueError', 'no')];
    const tags = ['raises-exception'];
    expect(
      verdictOf(good, cell({ old, new: old, outcome: raised, tags }))
    ).toBe('verified');
  });

  it('does not reproduce an announced error with another name or value', () => {
    const tags = ['raises-exception'];
    for (const old of [error('KeyError', 'no'), error('ValueError', 'yes')]) {
      expect(
        verdictOf(
          good,
          cell({
            old: [old],
            new: [error('ValueError', 'no')],
            outcome: raised,
            tags
          })
        )
      ).toBe('not-reproduced');
    }
  });

  it('does not reproduce an announced error that did not come', () => {
    const old = [error('ValueError', 'no')];
    const tags = ['raises-exception'];
    expect(verdictOf(good, cell({ old, new: [], tags }))).toBe(
      'not-reproduced'
    );
  });

  it('remarks on a tag that announces an error which was never there', () => {
    const tags = ['raises-exception'];
    expect(verdictOf(good, cell({ old: same, new: same, tags }))).toBe(
      'remarks'
    );
  });

  it('tells an error from the reply where no error output came', () => {
    const outcome: RunOutcome = {
      status: 'error',
      ename: 'UsageError',
      evalue: 'Line magic function `%x` not found.'
    };
    const result = compareNotebook(
      [cell({ old: [], new: [stream('UsageError', 'stderr')], outcome })],
      DEFAULT_RULES
    );
    expect(result.verdict).toBe('failed');
    expect(result.cells[0].verdict).toBe('failed');
  });

  it.each([
    ['kernel-died', 'the kernel died at cell 2'],
    ['interrupted', 'the run was interrupted at cell 2'],
    ['lost', 'the reply of cell 2 was lost'],
    ['after-stop', 'cell 2 was not run']
  ] as const)('could not verify when a cell was not run: %s', (why, words) => {
    const outcome: RunOutcome = { status: 'not-run', reason: why };
    const cells = [good, cell({ index: 1, old: same, outcome })];
    expect(verdictOf(...cells)).toBe('could-not-verify');
    expect(reasonOf(...cells)).toBe(words);
  });

  it('lets blank cells be, and remarks on skipped ones', () => {
    const blank = cell({ outcome: { status: 'not-run', reason: 'blank' } });
    const skipped = cell({ outcome: { status: 'not-run', reason: 'skipped' } });
    expect(verdictOf(good, blank)).toBe('verified');
    expect(verdictOf(good, skipped)).toBe('remarks');
  });

  it('could not verify when there was nothing to compare with', () => {
    const silent = cell({ old: [], new: [] });
    const fresh = cell({ old: null, new: same });
    expect(verdictOf(silent)).toBe('could-not-verify');
    expect(verdictOf(fresh)).toBe('could-not-verify');
    expect(reasonOf(fresh)).toBe(
      'nothing to compare with: no cell had stored outputs'
    );
    expect(reasonOf()).toBe('nothing to compare: no cell was run');
  });

  it('could not verify what the server cut off, whatever else came out again', () => {
    const notice = stream('IOPub data rate exceeded.\nThe server', 'stderr');
    const cut = cell({ index: 4, old: same, new: [stream('b\n'), notice] });
    expect(verdictOf(good, cut)).toBe('could-not-verify');
    expect(reasonOf(good, cut)).toBe(
      'outputs of cell 5 were cut off by the server'
    );
    const changed = cell({ old: same, new: [stream('b\n')] });
    expect(verdictOf(changed, cut)).toBe('not-reproduced');
    const tags = ['nbval-ignore-output'];
    expect(verdictOf(good, { ...cut, tags })).toBe('remarks');
  });

  it('remarks on outputs of a cell without a baseline', () => {
    expect(verdictOf(good, cell({ old: null, new: same }))).toBe('remarks');
    expect(verdictOf(good, cell({ old: null, new: [] }))).toBe('verified');
  });

  it('treats stderr by its rule', () => {
    const cells = [
      good,
      cell({ old: [stream('w1\n', 'stderr')], new: [stream('w2\n', 'stderr')] })
    ];
    const verdict = (stderr: 'ignore' | 'remark' | 'strict') =>
      compareNotebook(cells, { ...DEFAULT_RULES, stderr }).verdict;
    expect(verdict('ignore')).toBe('verified');
    expect(verdict('remark')).toBe('remarks');
    expect(verdict('strict')).toBe('not-reproduced');
  });

  it('leaves out a cell by tag, and remarks on it', () => {
    const tags = ['nbval-ignore-output'];
    const result = compareNotebook(
      [good, cell({ old: same, new: [stream('b\n')], tags })],
      DEFAULT_RULES
    );
    expect(result.verdict).toBe('remarks');
    expect(result.cells[1].verdict).toBe('ignored');
  });

  it('counts output verdicts, and cells that were not run once', () => {
    const outcome: RunOutcome = { status: 'not-run', reason: 'blank' };
    const { counts } = compareNotebook(
      [good, cell({ old: same, new: [stream('b')] }), cell({ outcome })],
      DEFAULT_RULES
    );
    expect(counts).toEqual({ identical: 1, different: 1, 'not-run': 1 });
  });
});
