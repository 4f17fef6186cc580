import { Signal } from '@lumino/signaling';
import type { IFacet, IReport, IRunSummary } from '../../core/ladder/report';
import type { IFinding } from '../../core/notebook/finding';
import type {
  ICellOutputs,
  INotebookModel,
  INotebookState,
  IPanelModel,
  IRunProgress,
  IRunResult
} from '../../lab/view';

/** Some minutes before now, in ISO 8601. */
export function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString();
}

export function facet(part: Partial<IFacet>): IFacet {
  return {
    id: 'lock',
    level: 3,
    state: 'holds',
    strength: 'consistent',
    summary: '',
    evidence: [],
    ...part
  };
}

export function finding(part: Partial<IFinding>): IFinding {
  return {
    rule: 'undefined-name',
    severity: 'warning',
    tier: 'static',
    cell: null,
    names: [],
    message: '',
    ...part
  };
}

export function run(part: Partial<IRunSummary> = {}): IRunSummary {
  return {
    verdict: 'verified',
    reason: null,
    mode: 'in-place',
    started: minutesAgo(5),
    ended: minutesAgo(4),
    counts: { identical: 18 },
    cellsRun: 18,
    cellsTotal: 18,
    failed: null,
    stillCounts: true,
    ...part
  };
}

export function report(part: Partial<IReport> = {}): IReport {
  return {
    schemaVersion: 1,
    notebook: { path: 'work/a.ipynb', language: 'python', codeCells: 18 },
    project: { root: 'work', manifest: null },
    level: 3,
    supported: 3,
    standing: 'unverified',
    facets: [
      facet({
        summary: 'uv.lock · 61 packages',
        evidence: [
          {
            holds: 'yes',
            message: 'Every package has a digest in `uv.lock`',
            path: 'work/uv.lock'
          },
          { holds: 'unknown', message: '`.github/` is not visible' },
          { holds: 'note', message: 'Read by a cell', cell: 3 }
        ]
      }),
      facet({
        id: 'container',
        level: 5,
        state: 'partly',
        summary: 'Dockerfile, base image by tag'
      }),
      facet({ id: 'machine', level: 6, state: 'missing', strength: null })
    ],
    findings: [],
    run: null,
    next: null,
    ...part
  };
}

export function progress(part: Partial<IRunProgress> = {}): IRunProgress {
  return {
    mode: 'in-place',
    phase: 'running',
    done: 6,
    total: 18,
    cell: 8,
    started: Date.now() - 12_000,
    secondsLeft: 19,
    waitingForInput: false,
    ...part
  };
}

export function cellOutputs(part: Partial<ICellOutputs> = {}): ICellOutputs {
  return {
    index: 10,
    id: 'k',
    source: 'print(x)',
    old: [{ output_type: 'stream', name: 'stdout', text: 'x is 1\n' }],
    new: [{ output_type: 'stream', name: 'stdout', text: 'x is 2\n' }],
    ran: true,
    shown: 'new',
    ...part
  };
}

/** A run in which cell 11 printed something else, and cell 12 printed the same. */
export function result(part: Partial<IRunResult> = {}): IRunResult {
  return {
    mode: 'in-place',
    started: minutesAgo(3),
    ended: minutesAgo(2),
    comparison: {
      verdict: 'not-reproduced',
      reason: null,
      counts: { identical: 1400, different: 1 },
      cells: [
        {
          index: 10,
          verdict: 'different',
          cause: 'random',
          outputs: [
            {
              verdict: 'different',
              cause: 'random',
              message: 'Numbers differ',
              detail: '73 % apart',
              kind: 'stdout',
              old: 0,
              new: 0
            }
          ]
        },
        {
          index: 11,
          verdict: 'identical',
          cause: null,
          outputs: [
            {
              verdict: 'identical',
              cause: null,
              message: 'Identical',
              detail: null,
              kind: 'stdout',
              old: 0,
              new: 0
            }
          ]
        }
      ]
    },
    cells: [
      cellOutputs(),
      cellOutputs({
        index: 11,
        source: 'print(y)',
        old: [{ output_type: 'stream', name: 'stdout', text: 'same\n' }],
        new: [{ output_type: 'stream', name: 'stdout', text: 'same\n' }]
      })
    ],
    ...part
  };
}

export function state(part: Partial<INotebookState> = {}): INotebookState {
  return {
    path: 'work/a.ipynb',
    status: 'ready',
    problem: null,
    report: report(),
    kernel: 'idle',
    readOnly: false,
    changedOnDisk: false,
    progress: null,
    result: null,
    recovery: null,
    notice: null,
    asking: false,
    asked: null,
    ...part
  };
}

/** A notebook model that writes down what it is asked to do. */
export class FakeModel implements INotebookModel {
  constructor(public state: INotebookState) {}

  readonly changed: Signal<INotebookModel, void> = new Signal(this);
  readonly isDisposed = false;
  readonly calls: string[] = [];

  set(part: Partial<INotebookState>): void {
    this.state = { ...this.state, ...part };
    this.changed.emit();
  }

  verify(mode: string): Promise<IReport | null> {
    this.calls.push(`verify ${mode}`);
    return Promise.resolve(null);
  }
  repeat(): Promise<IReport | null> {
    this.calls.push('repeat');
    return Promise.resolve(null);
  }
  cancel(): void {
    this.calls.push('cancel');
  }
  goToCell(index: number, range?: { from: number; to: number }): void {
    this.calls.push(
      range ? `go to ${index} ${range.from}-${range.to}` : `go to ${index}`
    );
  }
  openFile(path: string): void {
    this.calls.push(`open ${path}`);
  }
  compare(index?: number): void {
    this.calls.push(`compare ${index ?? 'all'}`);
  }
  keepNew(index?: number): Promise<void> {
    this.calls.push(`keep ${index ?? 'all'}`);
    return Promise.resolve();
  }
  restoreOld(index?: number): Promise<void> {
    this.calls.push(`restore ${index ?? 'all'}`);
    return Promise.resolve();
  }
  recover(): Promise<void> {
    this.calls.push('recover');
    return Promise.resolve();
  }
  dismissRecovery(): Promise<void> {
    this.calls.push('dismiss');
    return Promise.resolve();
  }
  askKernel(): Promise<void> {
    this.calls.push('ask');
    return Promise.resolve();
  }
  cancelAsk(): void {
    this.calls.push('cancel ask');
  }
  applyFix(finding: IFinding): Promise<void> {
    this.calls.push(`fix ${finding.fix?.label}`);
    return Promise.resolve();
  }
}

export class FakePanelModel implements IPanelModel {
  constructor(public current: INotebookModel | null) {}

  readonly currentChanged: Signal<IPanelModel, void> = new Signal(this);
}
