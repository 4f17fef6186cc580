import { joinWords, nameCells } from '../notebook';
import type { INotebook } from '../notebook/facts';
import type { IFinding } from '../notebook/finding';
import type { RepeatVerdict } from '../outputs/types';
import type { IAssessInput } from './input';
import { cellNow } from './match';
import type { IRunRecord } from './record';
import type { IEvidence, IRepeatSummary, IRunSummary } from './report';

/** The rule that names generators without a seed. */
const UNSEEDED = 'unseeded-random';

/** So many generators are named in one piece of evidence. */
const MOST_SEEDS = 3;

/** What a second run said, with cells as they stand now; nothing when there was none. */
export function summariseRepeat(
  run: IRunRecord,
  notebook: INotebook,
  findings: IFinding[]
): Pick<IRunSummary, 'repeat'> {
  const { repeat, cells } = run.comparison;
  if (!repeat) {
    return {};
  }
  const of = (verdict: RepeatVerdict) =>
    cells
      .filter(cell => cell.repeat?.verdict === verdict)
      .map(({ index }) => cellNow(run, notebook, index));
  const summary: IRepeatSummary = {
    ended: repeat.ended,
    reason: repeat.reason,
    random: of('random'),
    stale: of('stale'),
    unknown: of('unknown'),
    seeds: seedsOf(of('random'), findings)
  };
  return { repeat: summary };
}

/** A second run's judgement as evidence, with a pointer to the missing seed where the analysis names one. */
export function repeatEvidence(
  { run, notebook }: IAssessInput,
  findings: IFinding[]
): IEvidence[] {
  const repeat = run && summariseRepeat(run, notebook, findings).repeat;
  if (!repeat) {
    return [];
  }
  const said = (cells: number[], message: string): IEvidence[] =>
    cells.length > 0 ? [{ cell: cells[0], holds: 'no', message }] : [];
  const { random, stale, unknown, seeds } = repeat;
  return [
    ...said(
      random,
      `Random: two clean runs disagree in ${nameCells(random)}${seedWords(seeds)}`
    ),
    ...said(
      stale,
      `Stale or hidden state: two clean runs agree in ${nameCells(stale)}, but not with what was stored`
    ),
    ...unknown.slice(0, 1).map((cell): IEvidence => ({
      cell,
      holds: 'unknown',
      message: `Could not tell random from stale in ${nameCells(unknown)}${repeat.reason ? `: ${repeat.reason}` : ''}`
    }))
  ];
}

/** For each cell its own generators without a seed, else those of the nearest cell above that has one. */
export function seedsOf(
  cells: number[],
  findings: IFinding[]
): IRepeatSummary['seeds'] {
  const unseeded = findings.flatMap(({ rule, cell, names }) =>
    rule === UNSEEDED && cell
      ? [{ at: cell.index, name: names[0] ?? null }]
      : []
  );
  return cells.flatMap(cell => {
    const above = unseeded.filter(({ at }) => at <= cell);
    const nearest = Math.max(...above.map(({ at }) => at));
    return above
      .filter(({ at }) => at === nearest)
      .map(({ at, name }) => ({ cell, at, name }));
  });
}

function seedWords(seeds: IRepeatSummary['seeds']): string {
  const places = new Set(
    seeds.map(
      ({ at, name }) =>
        `${name === null ? 'a generator' : `\`${name}\``} in cell ${at + 1}`
    )
  );
  const shown = [...places].slice(0, MOST_SEEDS);
  return shown.length > 0
    ? `; ${joinWords(shown)} ${places.size === 1 ? 'has' : 'have'} no seed`
    : '';
}
