import { nameCells } from '../notebook';
import type { IAssessInput } from './input';
import { facetKind, levelOf } from './levels';
import { cellNow } from './match';
import type { IAction, IFacet, INextStep, Level } from './report';
import {
  adviceContext,
  adviseOn,
  goToCell,
  lacking,
  showCommand,
  type IAdvice,
  type IReportSoFar
} from './steps';
import { seedsOf } from './repeat';
import { saysStop } from './stop';
import { differingCells, tally } from './tally';

/** How many actions a step offers, besides verifying. */
const MOST_ACTIONS = 4;

/**
 * The next step, doable from where the notebook stands: first make it run, then
 * make it give the same again, then what the first rung lacks that the files do
 * not support. Null at the top.
 */
export function nextStep(
  report: IReportSoFar,
  input: IAssessInput
): INextStep | null {
  switch (report.standing) {
    case 'failed':
      return fix(report);
    case 'differs':
      return settle(report, input);
    default:
      return climb(report, input);
  }
}

function fix(report: IReportSoFar): INextStep {
  const errors = report.findings.filter(saysStop);
  const cells = cellsOf(errors.map(({ cell }) => cell?.index ?? null));
  const [first] = errors;
  const detail =
    first === undefined
      ? 'The clean run failed'
      : first.cell
        ? `Cell ${first.cell.index + 1}: ${first.message}`
        : first.message;
  const others = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return {
    level: 0,
    title: 'Make the notebook run from the top',
    detail: `${detail}${others}.`,
    actions: [
      ...cells.slice(0, 3).map(goToCell),
      verify('Restart, Run All and Verify')
    ]
  };
}

function settle(report: IReportSoFar, input: IAssessInput): INextStep {
  const { run } = input;
  const here = (index: number) =>
    run ? cellNow(run, input.notebook, index) : index;
  const then = run === null ? [] : differingCells(run.comparison);
  const cells = then.map(here);
  const random = (run?.comparison.cells ?? [])
    .filter(({ cause, index }) => cause === 'random' && then.includes(index))
    .map(({ index }) => here(index));
  const { differ } = tally(report.run?.counts ?? {});
  const where = cells.length > 0 ? ` in ${nameCells(cells)}` : '';
  const count =
    differ === 0
      ? 'Outputs differ'
      : `${differ} ${differ === 1 ? 'output differs' : 'outputs differ'}`;
  return {
    level: 0,
    title: 'Get the same outputs twice',
    detail:
      repeated(report) ??
      (random.length === 0
        ? `${count}${where}. ${look(differ)}, and run again.`
        : random.length === cells.length
          ? `${count}${where}, from random numbers without a seed as it seems. ${seed(random, report)}, or mark what may vary.`
          : `${count}${where}; in ${nameCells(random)} from random numbers without a seed, as it seems. ${seed(random, report)}, or mark what may vary. ${look(cells.length - random.length, 'rest')}, and run again.`),
    actions: [
      ...cells.slice(0, 3).map(goToCell),
      verify('Restart, Run All and Verify again')
    ]
  };
}

/** What is to be done where a second run told random from stale; null where it did not. */
function repeated({ run }: IReportSoFar): string | null {
  const { random = [], stale = [], seeds = [] } = run?.repeat ?? {};
  const sources = sourcesOf(seeds);
  const sentences = [
    random.length > 0
      ? `Two clean runs disagree in ${nameCells(random)}: set a seed${sources.length > 0 ? ` in ${nameCells(sources)}` : ''}, or mark what may vary.`
      : '',
    stale.length > 0
      ? `Two clean runs agree in ${nameCells(stale)}, but not with what was stored: keep the new outputs if they are right, and run again.`
      : ''
  ].filter(sentence => sentence !== '');
  return sentences.length > 0 ? sentences.join(' ') : null;
}

function sourcesOf(seeds: { at: number }[]): number[] {
  return [...new Set(seeds.map(({ at }) => at))];
}

/** Where the seed is missing: told as far as the analysis names what draws. */
function seed(random: number[], { findings }: IReportSoFar): string {
  const sources = sourcesOf(seedsOf(random, findings));
  return sources.length > 0
    ? `Set a seed in ${nameCells(sources)}`
    : 'Set a seed';
}

function look(outputs: number, which?: string): string {
  return outputs === 1
    ? `Look at ${which === undefined ? 'it' : `the ${which}`}, keep the new one if it is right`
    : `Look at ${which === undefined ? 'them' : `the ${which}`}, keep the new ones if they are right`;
}

function climb(report: IReportSoFar, input: IAssessInput): INextStep | null {
  if (report.supported === 7) {
    return null;
  }
  const level = (report.supported + 1) as Level;
  const facets = report.facets.filter(
    facet => facet.level === level && facet.state !== 'holds'
  );
  const advices = facets.flatMap(facet => {
    const context = adviceContext(facet, report, input.project, input.code);
    const advice = adviseOn(context);
    return advice === null ? [] : isUnchecked(facet) ? checkOf(advice) : advice;
  });
  const canVerify =
    report.standing === 'unverified' && report.notebook.codeCells > 0;
  return {
    level,
    title:
      advices.length === 1
        ? advices[0].title
        : `Complete level ${level}: ${levelOf(level).name.toLowerCase()}`,
    detail:
      advices.length === 1
        ? `${sentence(whatLacks(facets[0]))} ${advices[0].hint}`
        : facets
            .map(facet =>
              sentence(`${facetKind(facet.id).label}: ${facet.summary}`)
            )
            .join(' '),
    actions: [
      ...roundRobin(
        advices.map(({ actions }) => actions),
        MOST_ACTIONS
      ),
      ...(canVerify ? [verify('Restart, Run All and Verify')] : [])
    ]
  };
}

/** The files are there and nothing speaks against them, but a look at their names proves too little. */
function isUnchecked({ state, evidence }: IFacet): boolean {
  return (
    state === 'partly' &&
    evidence.some(({ holds }) => holds === 'yes') &&
    !evidence.some(({ holds }) => holds === 'no')
  );
}

function checkOf(advice: IAdvice): IAdvice {
  return {
    title: 'Check what is kept',
    hint: 'What it contains was not looked at, so the level is not claimed.',
    actions: advice.check ? [showCommand('Check', advice.check)] : []
  };
}

/** The first two things that speak against a facet, else its summary. */
function whatLacks(facet: IFacet): string {
  const messages = lacking(facet).map(({ message }) => message);
  const rest = messages.length - 2;
  return messages.length === 0
    ? facet.summary
    : messages.slice(0, 2).join('; ') + (rest > 0 ? `; and ${rest} more` : '');
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(first) ? first : `${first}.`;
}

/** The first of each list, then the second of each, and so on; none twice. */
function roundRobin(lists: IAction[][], most: number): IAction[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const inTurn = Array.from({ length: longest }, (_, place) =>
    lists.flatMap(list => list.slice(place, place + 1))
  ).flat();
  const distinct = new Map(
    inTurn.map(action => [JSON.stringify(action), action])
  );
  return [...distinct.values()].slice(0, most);
}

function cellsOf(indices: (number | null)[]): number[] {
  return [...new Set(indices.flatMap(index => index ?? []))];
}

function verify(label: string): IAction {
  return { kind: 'verify', label };
}
