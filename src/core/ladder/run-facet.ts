import { codeCells, nameCells } from '../notebook';
import type { IFinding } from '../notebook/finding';
import { tellOwnRules } from '../outputs/used';
import { readFileRecord, whyPassedOver } from './file-record';
import type { IAssessInput } from './input';
import { cellNow } from './match';
import { repeatEvidence } from './repeat';
import type { IEvidence, IFacet, IRunSummary, Standing } from './report';
import { wentOn } from './standing';
import { saysStop } from './stop';
import { differingCells, tally } from './tally';

const MOST_DIFFERENCES = 5;

/**
 * Level 0's facet: what the clean run, the static analysis and the stored counts
 * say of a run from the top. Only a clean run that counts makes it hold.
 */
export function runFacet(
  input: IAssessInput,
  standing: Standing,
  run: IRunSummary | null,
  findings: IFinding[]
): IFacet {
  const facet = { id: 'run', level: 0 } as const;
  const proof = run?.stillCounts ? run : null;
  const recorded = recordedEvidence(input, findings);
  if (proof && standing === 'verified') {
    return {
      ...facet,
      state: 'holds',
      strength: 'verified',
      summary: summariseMatch(proof),
      evidence: [ran(proof, 'yes'), ...ownRules(input)]
    };
  }
  if (proof && standing === 'differs') {
    const { differ } = tally(proof.counts);
    return {
      ...facet,
      state: 'partly',
      // A run that gave other outputs verifies nothing.
      strength: null,
      summary: `Ran, but ${differ === 0 ? 'outputs differ' : `${differ} ${differ === 1 ? 'output differs' : 'outputs differ'}`}`,
      evidence: [
        ran(proof, 'note'),
        ...ownRules(input),
        ...differences(input),
        ...repeatEvidence(input, findings)
      ]
    };
  }
  if (standing === 'failed') {
    const stops = findings.filter(saysStop);
    return {
      ...facet,
      state: 'missing',
      strength: proof ? 'verified' : 'consistent',
      summary: summariseFailure(stops, proof, input),
      evidence: [
        ...stops.map(finding => toEvidence(finding, 'no')),
        ...recorded
      ]
    };
  }
  const declared = declaredEvidence(input);
  const reason = run
    ? (run.reason ?? 'it could not be told')
    : 'no clean run yet';
  const summary = `Not verified: ${reason}`;
  return {
    ...facet,
    state: 'unknown',
    strength: declared?.holds === 'note' ? 'declared' : null,
    summary:
      codeCells(input.notebook).length === 0
        ? 'No code to run'
        : declared?.holds === 'note'
          ? 'Not verified here; the file says that it was'
          : summary.length > 70
            ? 'Not verified: the last run does not tell'
            : summary,
    evidence: [
      ...(declared ? [declared] : []),
      { holds: 'unknown', message: summary },
      ...recorded
    ]
  };
}

/** What the file's own record of a clean run says; null when it holds none. */
function declaredEvidence({
  notebook,
  project
}: IAssessInput): IEvidence | null {
  if (notebook.record === undefined) {
    return null;
  }
  const record = readFileRecord(notebook.record);
  const why =
    typeof record === 'string'
      ? `it ${record}`
      : whyPassedOver(record, notebook, project.environmentDigests);
  if (typeof record === 'string' || why !== null) {
    return {
      holds: 'unknown',
      message: `The record of a clean run in the notebook is passed over: ${why}`
    };
  }
  const { ended, verdict } = record;
  const remarks = verdict === 'remarks' ? ', with remarks,' : '';
  return {
    holds: 'note',
    message: `The notebook says that a clean run verified it${remarks} at ${ended}, with this code, these outputs and these environment files; anybody can write that, so it counts as declared`
  };
}

function summariseMatch({ counts }: IRunSummary): string {
  const { match, total } = tally(counts);
  const fresh = counts.new ?? 0;
  return [
    total === 1 && match === 1
      ? '1 output matches'
      : `${match} of ${total} ${total === 1 ? 'output matches' : 'outputs match'}`,
    ...(total > match ? [`${total - match} with remarks`] : []),
    ...(fresh > 0 ? [`${fresh} new`] : [])
  ].join(', ');
}

function summariseFailure(
  stops: IFinding[],
  proof: IRunSummary | null,
  { run }: IAssessInput
): string {
  if (proof) {
    return proof.failed
      ? `The clean run ${run && wentOn(run) ? 'failed in' : 'stopped at'} cell ${proof.failed.cell + 1}`
      : 'The clean run failed';
  }
  const cells = [
    ...new Set(stops.flatMap(({ cell }) => (cell ? [cell.index] : [])))
  ];
  switch (cells.length) {
    case 0:
      return 'A restart would stop at an error';
    case 1:
      return `A restart would stop at ${nameCells(cells)}`;
    default:
      return `${cells.length} cells would fail after a restart`;
  }
}

function ran(run: IRunSummary, holds: IEvidence['holds']): IEvidence {
  const where =
    run.mode === 'in-place' ? 'after a restart' : 'in a kernel of its own';
  return {
    holds,
    message: `${tellCells(run)} ran from the top, ${where}, at ${run.ended}`
  };
}

/** `3 of 4 code cells`; of a single one `1 code cell`. */
function tellCells({ cellsRun, cellsTotal }: IRunSummary): string {
  const cells = `code ${cellsTotal === 1 ? 'cell' : 'cells'}`;
  return cellsRun === 1 && cellsTotal === 1
    ? `1 ${cells}`
    : `${cellsRun} of ${cellsTotal} ${cells}`;
}

/** Rules that the person chose may verify what others would not, so they are told. */
function ownRules({ run }: IAssessInput): IEvidence[] {
  const own = run?.comparison.rules ? tellOwnRules(run.comparison.rules) : [];
  return own.length === 0
    ? []
    : [
        {
          holds: 'note',
          message: `Compared with own rules: ${own.join('; ')}`
        }
      ];
}

/** The worst of each differing cell, for the first few. */
function differences({ run, notebook }: IAssessInput): IEvidence[] {
  return run === null
    ? []
    : run.comparison.cells
        .filter(({ index }) => differingCells(run.comparison).includes(index))
        .slice(0, MOST_DIFFERENCES)
        .map(({ index, verdict, outputs }): IEvidence => {
          const worst = outputs.find(output => output.verdict === verdict);
          const cell = cellNow(run, notebook, index);
          return {
            cell,
            holds: 'no',
            message: `Cell ${cell + 1}: ${worst?.message ?? 'outputs differ'}`
          };
        });
}

/** What the file itself says of its last run; never enough to hold. */
function recordedEvidence(
  { notebook, code }: IAssessInput,
  findings: IFinding[]
): IEvidence[] {
  const cells = codeCells(notebook);
  const evidence = findings
    .filter(({ tier, severity }) => tier === 'recorded' && severity !== 'note')
    .map(finding => toEvidence(finding, 'no'));
  const bare = cells.every(
    ({ cell }) => cell.executionCount === null && cell.outputs.length === 0
  );
  if (cells.length > 0 && bare) {
    evidence.push({
      holds: 'unknown',
      message:
        'No counts or outputs are stored, so nothing tells how it last ran'
    });
  } else if (
    cells.length > 0 &&
    cells.every(({ cell }, k) => cell.executionCount === k + 1)
  ) {
    evidence.push({
      holds: 'note',
      message: `The stored counts run from 1 to ${cells.length}, in order`
    });
  }
  if (cells.length > 0 && !code.understood) {
    evidence.push({
      holds: 'unknown',
      message: notebook.language
        ? `The code is in ${notebook.language}, which cannot be analysed here`
        : 'The notebook does not name its language, so its code was not analysed'
    });
  }
  return evidence;
}

function toEvidence(finding: IFinding, holds: IEvidence['holds']): IEvidence {
  const { cell, message } = finding;
  return cell ? { cell: cell.index, holds, message } : { holds, message };
}
