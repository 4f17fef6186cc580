import { Signal } from '@lumino/signaling';
import type { IRunRecord } from '../../core/ladder/record';
import { DEFAULT_RULES, compareNotebook } from '../../core/outputs';
import type { ICellRun, ICompareRules } from '../../core/outputs/types';
import type { ICleanRunResult } from '../../verify';
import { makeRecord } from '../../verify';
import { Recomparison, type IRecomparisonOptions } from '../recomparison';

const printed = (text: string) => [
  { output_type: 'stream', name: 'stdout', text }
];

/** A run of one cell that gave 1.0000001 where 1.0 was stored. */
function lastRun(): ICleanRunResult {
  const cell = {
    index: 0,
    id: 'a',
    tags: [],
    source: 'print(x)',
    outcome: { status: 'ok' } as const,
    old: printed('1.0\n'),
    new: printed('1.0000001\n'),
    stored: printed('1.0\n'),
    followOn: false,
    executionCount: 1,
    milliseconds: 1
  };
  const good = { ...cell, index: 1, id: 'b', new: cell.old };
  return {
    mode: 'in-place',
    started: '2026-01-01T00:00:00.000Z',
    ended: '2026-01-01T00:01:00.000Z',
    ending: 'completed',
    reason: { code: 'completed', text: '' },
    doubt: null,
    cells: [cell, good],
    failed: null,
    kernelName: 'python3',
    restartProved: true,
    baseline: null
  };
}

class Scene {
  rules: Required<ICompareRules> = {
    ...DEFAULT_RULES,
    images: 'small',
    imageThreshold: 0,
    masksOff: [],
    ownPatterns: []
  };
  last: ICleanRunResult | null = lastRun();
  tags: string[] = [];
  model: { record: IRunRecord | null; state: { [key: string]: unknown } };
  changed = new Signal<this, void>(this);
  edited = new Signal<this, void>(this);
  compare = jest.fn(async (cells: ICellRun[], rules: ICompareRules) =>
    compareNotebook(cells, rules)
  );
  judged = jest.fn(async (record: IRunRecord) => {
    this.model.record = record;
  });
  recomparison: Recomparison;

  constructor() {
    const { last } = this;
    this.model = {
      record: makeRecord(last!, compareNotebook(last!.cells, this.rules), null),
      state: { result: {}, progress: null }
    };
    const cell = { id: 'a', getMetadata: () => this.tags };
    const settings = { changed: this.changed };
    Object.defineProperty(settings, 'compareRules', { get: () => this.rules });
    this.recomparison = new Recomparison({
      model: this.model,
      panel: {
        context: { model: { contentChanged: this.edited } },
        content: { model: { cells: [cell] } }
      },
      engine: { compare: this.compare },
      settings,
      last: () => this.last,
      judged: this.judged
    } as unknown as IRecomparisonOptions);
  }

  get verdicts(): string[] {
    return this.model.record!.comparison.cells.map(({ verdict }) => verdict);
  }

  /** Waits until nothing is under way. */
  async settled(): Promise<void> {
    await new Promise(resolve => setTimeout(resolve, 20));
  }

  async rule(part: Partial<ICompareRules>): Promise<void> {
    this.rules = { ...this.rules, ...part };
    this.changed.emit();
    await this.settled();
  }
}

describe('Recomparison', () => {
  let scene: Scene;
  beforeEach(() => {
    scene = new Scene();
    expect(scene.verdicts).toEqual(['different', 'identical']);
  });
  afterEach(() => scene.recomparison.dispose());

  it('judges the kept outputs by rules that changed, and back again', async () => {
    await scene.rule({ tolerance: 1e-6 });
    expect(scene.verdicts).toEqual(['close', 'identical']);
    expect(scene.model.record!.comparison.verdict).toBe('verified');
    await scene.rule({ tolerance: 1e-9 });
    expect(scene.verdicts).toEqual(['different', 'identical']);
  });

  it('keeps all that the record says of the run itself', async () => {
    const { comparison: _, ...before } = scene.model.record!;
    await scene.rule({ tolerance: 1e-6 });
    const { comparison, ...after } = scene.model.record!;
    expect(after).toEqual(before);
    expect(comparison.rules?.tolerance).toBe(1e-6);
  });

  it('does nothing when another setting changed', async () => {
    await scene.rule({});
    expect(scene.compare).not.toHaveBeenCalled();
  });

  it('compares once for several changes at a time', async () => {
    scene.rules = { ...scene.rules, tolerance: 1e-3 };
    scene.changed.emit();
    scene.rules = { ...scene.rules, stderr: 'strict' };
    scene.changed.emit();
    await scene.settled();
    expect(scene.compare).toHaveBeenCalledTimes(1);
    expect(scene.model.record!.comparison.rules).toMatchObject({
      tolerance: 1e-3,
      stderr: 'strict'
    });
  });

  it('ends with the last rules, however they come in', async () => {
    const { compare } = scene;
    let release = () => undefined as void;
    compare.mockImplementationOnce(async (cells, rules) => {
      await new Promise<void>(resolve => {
        release = resolve;
      });
      return compareNotebook(cells, rules);
    });
    await scene.rule({ tolerance: 1e-3 });
    await scene.rule({ tolerance: 0 });
    release();
    await scene.settled();
    expect(scene.model.record!.comparison.rules?.tolerance).toBe(0);
    expect(scene.verdicts).toEqual(['different', 'identical']);
  });

  it('drops a judgement of a run that is no longer the last', async () => {
    scene.compare.mockImplementationOnce(async (cells, rules) => {
      scene.last = { ...lastRun(), ended: '2026-01-02T00:00:00.000Z' };
      return compareNotebook(cells, rules);
    });
    await scene.rule({ tolerance: 1e-3 });
    expect(scene.judged).not.toHaveBeenCalled();
  });

  it.each([
    ['a run is under way', (it: Scene) => (it.model.state.progress = {})],
    ['nothing is shown', (it: Scene) => (it.model.state.result = null)],
    ['there is no record', (it: Scene) => (it.model.record = null)],
    ['the outputs are gone', (it: Scene) => (it.last = null)],
    ['it is disposed', (it: Scene) => it.recomparison.dispose()]
  ])('does nothing while %s', async (_, arrange) => {
    arrange(scene);
    await scene.rule({ tolerance: 1e-3 });
    expect(scene.compare).not.toHaveBeenCalled();
  });

  it('takes in what was changed meanwhile, when the run is over', async () => {
    scene.model.state.progress = {};
    await scene.rule({ tolerance: 1e-3 });
    scene.model.state.progress = null;
    scene.recomparison.look();
    await scene.settled();
    expect(scene.verdicts).toEqual(['close', 'identical']);
    scene.recomparison.look();
    await scene.settled();
    expect(scene.compare).toHaveBeenCalledTimes(1);
  });

  it('takes tags in that were set after the run, once', async () => {
    scene.tags = ['nbval-ignore-output'];
    scene.edited.emit();
    await new Promise(resolve => setTimeout(resolve, 350));
    expect(scene.verdicts).toEqual(['ignored', 'identical']);
    scene.edited.emit();
    await new Promise(resolve => setTimeout(resolve, 350));
    expect(scene.compare).toHaveBeenCalledTimes(1);
    scene.tags = [];
    scene.edited.emit();
    await new Promise(resolve => setTimeout(resolve, 350));
    expect(scene.verdicts).toEqual(['different', 'identical']);
  });

  it('leaves the record as it is where the comparison gives up, and goes on', async () => {
    const { record } = scene.model;
    scene.compare.mockImplementationOnce(() =>
      Promise.reject(new Error('out of memory'))
    );
    await scene.rule({ tolerance: 1e-3 });
    expect(scene.model.record).toBe(record);
    await scene.rule({ tolerance: 1e-4 });
    expect(scene.verdicts).toEqual(['close', 'identical']);
  });

  it('never makes a proof of a run that is none', async () => {
    const doubt = { code: 'cells-changed' as const, text: 'Cells were moved.' };
    scene.last = { ...lastRun(), doubt };
    await scene.rule({ tolerance: 1e-3 });
    expect(scene.model.record!.comparison).toMatchObject({
      verdict: 'could-not-verify',
      reason: 'Cells were moved.'
    });
  });
});
