import { digestSource } from '../../digest';
import type { ICell, INotebook, IOutput } from '../../notebook/facts';
import type { IFinding } from '../../notebook/finding';
import { digestOutputs } from '../../outputs/digest';
import type { INotebookComparison, Verdict } from '../../outputs/types';
import type { IProjectReading } from '../../project/reading';
import type { ICodeAnalysis } from '../../python/types';
import type { IAssessInput } from '../input';
import { facetKind, facetKinds } from '../levels';
import type { IRunRecord } from '../record';
import type { FacetId, FacetState, IFacet } from '../report';

export function text(value: string): IOutput {
  return { output_type: 'stream', name: 'stdout', text: value };
}

export function makeCell(source: string, more: Partial<ICell> = {}): ICell {
  return {
    id: null,
    type: 'code',
    source,
    executionCount: null,
    tags: [],
    outputs: [],
    ranSource: null,
    ...more
  };
}

/** Two code cells around a Markdown cell, run in order. */
export function makeNotebook(more: Partial<INotebook> = {}): INotebook {
  return {
    path: 'work/report.ipynb',
    language: 'python',
    kernelName: 'python3',
    cells: [
      makeCell('a = 1', { id: 'one', executionCount: 1 }),
      makeCell('# Text', { id: 'text', type: 'markdown' }),
      makeCell('print(a)', {
        id: 'two',
        executionCount: 2,
        outputs: [text('1')]
      })
    ],
    ...more
  };
}

export function makeCode(more: Partial<ICodeAnalysis> = {}): ICodeAnalysis {
  return {
    understood: true,
    imports: [],
    files: [],
    installs: [],
    findings: [],
    hints: [],
    ...more
  };
}

export function staticError(cell: number, message = 'x'): IFinding {
  return {
    rule: 'undefined-name',
    severity: 'error',
    tier: 'static',
    cell: { index: cell, id: null },
    names: [],
    message
  };
}

export function makeFacet(
  id: FacetId,
  state: FacetState,
  more: Partial<IFacet> = {}
): IFacet {
  return {
    id,
    level: facetKind(id).level,
    state,
    strength: state === 'holds' ? 'consistent' : null,
    summary: `${id} ${state}`,
    evidence: [],
    ...more
  };
}

/** A project whose facets hold up to and with that level. */
export function makeProject(
  upTo: number,
  more: Partial<IProjectReading> = {}
): IProjectReading {
  return {
    root: 'work',
    manifest: 'work/requirements.txt',
    facets: facetKinds
      .filter(({ id }) => id !== 'run')
      .map(({ id, level }) =>
        makeFacet(id, level <= upTo ? 'holds' : 'missing')
      ),
    environmentDigests: { 'work/requirements.txt': 'e1' },
    ...more
  };
}

export function makeComparison(
  verdict: INotebookComparison['verdict'],
  counts: { [verdict in Verdict]?: number } = { identical: 1 }
): INotebookComparison {
  return { verdict, reason: null, counts, cells: [] };
}

/** A run of the notebook as it is, with its stored outputs given again. */
export function makeRun(
  notebook: INotebook,
  comparison: INotebookComparison = makeComparison('verified'),
  more: Partial<IRunRecord> = {}
): IRunRecord {
  const cells = notebook.cells.flatMap((cell, index) =>
    cell.type === 'code'
      ? [
          {
            index,
            id: cell.id,
            source: digestSource(cell.source),
            old: digestOutputs(cell.outputs),
            new: digestOutputs(cell.outputs)
          }
        ]
      : []
  );
  return {
    version: 1,
    mode: 'in-place',
    started: '2025-03-04T05:06:07Z',
    ended: '2025-03-04T05:06:17Z',
    kernelName: notebook.kernelName,
    environment: { 'work/requirements.txt': 'e1' },
    cells,
    comparison,
    failed: null,
    cellsRun: cells.length,
    cellsTotal: cells.length,
    ...more
  };
}

export function makeInput(more: Partial<IAssessInput> = {}): IAssessInput {
  return {
    notebook: makeNotebook(),
    code: makeCode(),
    project: makeProject(3),
    run: null,
    ...more
  };
}
