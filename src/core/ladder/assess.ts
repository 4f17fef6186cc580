import {
  codeCells,
  describeError,
  orderFindings,
  stateSteps
} from '../notebook';
import type { INotebook } from '../notebook/facts';
import type { IFinding, Severity } from '../notebook/finding';
import { summariseCell } from '../python';
import { applyRules, type IRuled } from '../rules';
import { complete, type Steps } from '../steps';
import { completeFacets, supportedLevel } from './facets';
import type { IAssessInput } from './input';
import { cellNow } from './match';
import { nextStep } from './next';
import type { IRunRecord } from './record';
import type { IReport, IRunSummary, Level, Standing } from './report';
import { summariseRepeat } from './repeat';
import { runFacet } from './run-facet';
import { saysStop } from './stop';
import { matchingCells } from './tally';
import {
  ranThrough,
  standingOfRun,
  wentOn,
  whyNotVerified,
  whyStale
} from './standing';

/**
 * Facts in, report out. Pure: the same facts give the same report.
 *
 * #### Notes
 * `level` is -1 when `standing` is `failed`, 0 when it is `differs`, else
 * `supported`. A clean run that counts outranks static analysis: where it came
 * through, an error that was predicted is kept as a warning. The person's
 * choices about rules come after that.
 */
export function assess(input: IAssessInput): IReport {
  return complete(assessSteps(input));
}

/** The same, with a pause after each cell that is followed. */
export function* assessSteps(input: IAssessInput): Steps<IReport> {
  const { notebook, project } = input;
  const run = summariseRun(input);
  yield;
  const { findings, silenced } = yield* gatherFindings(input, run);
  yield;
  const standing = decideStanding(input, run, findings);
  const facets = completeFacets([
    runFacet(input, standing, run, findings),
    ...project.facets.filter(({ id }) => id !== 'run')
  ]);
  const supported = supportedLevel(facets);
  const report = {
    schemaVersion: 1,
    notebook: {
      path: notebook.path,
      language: notebook.language,
      codeCells: codeCells(notebook).length
    },
    project: { root: project.root, manifest: project.manifest },
    level: levelFor(standing, supported),
    supported,
    standing,
    facets,
    findings,
    silenced,
    run: run && {
      ...run,
      ...(input.run && summariseRepeat(input.run, notebook, findings))
    }
  } as const;
  return { ...report, next: nextStep(report, input) };
}

function levelFor(standing: Standing, supported: Level): Level {
  switch (standing) {
    case 'failed':
      return -1;
    case 'differs':
      return 0;
    default:
      return supported;
  }
}

function decideStanding(
  { run: record }: IAssessInput,
  run: IRunSummary | null,
  findings: IFinding[]
): Standing {
  const proved =
    record && run?.stillCounts ? standingOfRun(record) : 'unverified';
  const wouldStop = findings.some(
    finding => saysStop(finding) && finding.tier === 'static'
  );
  return wouldStop ? 'failed' : proved;
}

function summariseRun(input: IAssessInput): IRunSummary | null {
  const { notebook, project, run } = input;
  if (!run) {
    return null;
  }
  const stale = whyStale(
    run,
    notebook,
    project.environmentDigests,
    project.data
  );
  const { verdict, counts } = run.comparison;
  const { mode, started, ended, cellsRun, cellsTotal } = run;
  return {
    verdict,
    reason: stale ?? whyNotVerified(run),
    mode,
    started,
    ended,
    counts,
    cellsRun,
    cellsTotal,
    failed:
      run.failed && stale === null
        ? { ...run.failed, cell: cellNow(run, notebook, run.failed.cell) }
        : run.failed,
    stillCounts: stale === null
  };
}

function* gatherFindings(
  { notebook, code, run: record, options }: IAssessInput,
  run: IRunSummary | null
): Steps<IRuled> {
  const proof = run?.stillCounts ? record : null;
  const isVerified = proof !== null && standingOfRun(proof) === 'verified';
  const predicted = (
    proof && ranThrough(proof) ? code.findings.map(disproved) : code.findings
  ).map(finding => (isVerified ? softened(finding) : finding));
  const stops = proof ? runErrors(proof, notebook) : [];
  const stopped = new Set(stops.map(({ cell }) => cell?.index));
  const recorded = orderFindings(notebook).filter(
    ({ rule, cell }) => rule !== 'error-output' || !stopped.has(cell?.index)
  );
  const same = proof ? sameCells(proof, notebook) : new Set();
  const state = (yield* stateSteps(notebook, summariseCell)).filter(
    ({ rule, cell }) =>
      !OF_OUTPUTS.has(rule) || !(isVerified || same.has(cell?.index))
  );
  const ruled = applyRules(
    [...stops, ...predicted, ...recorded, ...state],
    notebook,
    options
  );
  ruled.findings.sort(
    (a, b) =>
      rank[a.severity] - rank[b.severity] ||
      (a.cell?.index ?? -1) - (b.cell?.index ?? -1)
  );
  return ruled;
}

/**
 * The cell that stopped the run, or the first that failed in one that went on; where none did, those that gave an error
 * where none was stored.
 */
function runErrors(record: IRunRecord, notebook: INotebook): IFinding[] {
  const { failed, comparison } = record;
  if (failed) {
    const what = describeError(failed.ename, failed.evalue);
    return wentOn(record)
      ? [
          runError(
            record,
            notebook,
            failed.cell,
            `The clean run failed here with ${what}, and went on`
          ),
          ...followers(record, notebook)
        ]
      : [
          runError(
            record,
            notebook,
            failed.cell,
            `The clean run stopped here with ${what}`
          )
        ];
  }
  return standingOfRun(record) !== 'failed'
    ? []
    : comparison.cells
        .filter(({ verdict }) => verdict === 'failed')
        .map(({ index }) =>
          runError(
            record,
            notebook,
            index,
            'The clean run gave an error here, where none was stored'
          )
        );
}

/** What gave an error, too, in a run that went on after one. */
function followers(record: IRunRecord, notebook: INotebook): IFinding[] {
  const first = record.failed?.cell ?? -1;
  return record.comparison.cells
    .filter(({ index, verdict }) => verdict === 'failed' && index !== first)
    .map(({ index }) => {
      const now = notebook.cells[cellNow(record, notebook, index)];
      const error = now?.outputs.find(
        ({ output_type }) => output_type === 'error'
      );
      const what = error
        ? ` with ${describeError(error.ename, error.evalue)}`
        : '';
      return {
        ...runError(
          record,
          notebook,
          index,
          `The clean run, which went on, also failed here${what}`
        ),
        severity: 'warning' as const,
        detail: `It may only follow from the error in cell ${cellNow(record, notebook, first) + 1}`
      };
    });
}

function runError(
  record: IRunRecord,
  notebook: INotebook,
  then: number,
  message: string
): IFinding {
  const index = cellNow(record, notebook, then);
  return {
    rule: 'run-failed',
    severity: 'error',
    tier: 'run',
    cell: { index, id: notebook.cells[index]?.id ?? null },
    names: [],
    message
  };
}

const rank: { [severity in Severity]: number } = {
  error: 0,
  warning: 1,
  note: 2
};

/** The cells, as they stand now, to which a clean run gave the stored outputs. */
function sameCells(
  proof: IRunRecord,
  notebook: INotebook
): Set<number | undefined> {
  return new Set(
    matchingCells(proof.comparison).map(index =>
      cellNow(proof, notebook, index)
    )
  );
}

/** Rules that say that a run from the top would give other outputs than those stored: a run that gave them disproves it. */
const OF_OUTPUTS = new Set([
  'hidden-state',
  'stale-downstream',
  'stale-input',
  'would-change'
]);

function disproved(finding: IFinding): IFinding {
  return finding.severity === 'error' && finding.tier === 'static'
    ? {
        ...finding,
        severity: 'warning',
        ...withDetail(finding, 'the last clean run came through all the same')
      }
    : finding;
}

/** Random numbers without a seed matter less where no stored output shows them. */
function softened(finding: IFinding): IFinding {
  return finding.rule === 'unseeded-random' && finding.severity === 'warning'
    ? {
        ...finding,
        severity: 'note',
        ...withDetail(
          finding,
          'the last clean run gave the stored outputs all the same'
        )
      }
    : finding;
}

function withDetail(
  { detail }: IFinding,
  more: string
): Pick<IFinding, 'detail'> {
  return { detail: [...(detail ? [detail] : []), more].join(' · ') };
}
