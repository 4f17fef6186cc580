import { facetKind, levelOf, levels } from '../core/ladder';
import type {
  FacetState,
  IAction,
  IEvidence,
  IFacet,
  IReport
} from '../core/ladder';
import type { IFinding } from '../core/notebook';
import { relativeTo } from '../core/project/paths';
import { Page } from './page';
import { standingLine } from './standing';
import type { ITerminal } from './terminal';

/** More are told by number; `--json` has them all. */
const MOST_FINDINGS = 30;
const MOST_EVIDENCE = 5;

const EVIDENCE_INDENT = ' '.repeat(11);

/** A report as a page for a person; what to do comes last, where the eye is. */
export function render(
  report: IReport,
  terminal: Pick<ITerminal, 'columns' | 'colour'>
): string {
  const page = new Page(terminal);
  head(page, report);
  ladder(page, report);
  findings(page, report);
  nextStep(page, report);
  return page.text();
}

function head(page: Page, report: IReport): void {
  const { paint } = page;
  const { name, audience } = levelOf(report.level);
  page.line('', report.notebook.path, paint.bold);
  page.line('', `Level ${report.level}: ${name}`, paint.bold);
  page.line('', audience, paint.dim);
  page.entry(standingMark(page, report), standingLine(report));
  if (report.project.root !== '' && report.project.root !== '.') {
    page.line('', `Project: ${report.project.root}`, paint.dim);
  }
}

function standingMark({ paint }: Page, { standing }: IReport): string {
  switch (standing) {
    case 'verified':
      return paint.good('✓');
    case 'unverified':
      return paint.fair('!');
    default:
      return paint.bad('✗');
  }
}

/** From the top rung down, each with its checks as far as they are of use. */
function ladder(page: Page, report: IReport): void {
  page.heading('Ladder');
  const rungs = levels
    .filter(({ level }) => level >= 0 || level === report.level)
    .reverse();
  const told = report.findings.map(({ message }) => message);
  for (const { level, name } of rungs) {
    const facets = report.facets.filter(facet => facet.level === level);
    const here = level === report.level ? '>' : ' ';
    const label = `${here}${String(level).padStart(2)}  `;
    if (level < 0) {
      page.rung(label, page.paint.bad('✗'), name, '');
      continue;
    }
    const state = together(facets.map(facet => facet.state));
    const isNear = level <= report.supported + 1;
    const [only] = facets;
    const summary = facets.length === 1 && !isNear ? only.summary : '';
    page.rung(label, mark(page, state), name, summary);
    if (isNear) {
      facets.forEach(facet =>
        showFacet(page, facet, report.project.root, told)
      );
    }
  }
}

/** A rung holds when all of it does, and partly when some of it does. */
function together(states: FacetState[]): FacetState {
  if (states.every(state => state === 'holds')) {
    return 'holds';
  }
  if (states.some(state => state === 'holds' || state === 'partly')) {
    return 'partly';
  }
  return states.includes('unknown') ? 'unknown' : 'missing';
}

function mark({ paint }: Page, state: FacetState): string {
  switch (state) {
    case 'holds':
      return paint.good('✓');
    case 'partly':
      return paint.fair('◐');
    case 'missing':
      return paint.dim('○');
    case 'unknown':
      return paint.fair('?');
  }
}

/** @param told - What the findings below say anyway. */
function showFacet(
  page: Page,
  facet: IFacet,
  root: string,
  told: string[]
): void {
  const { label } = facetKind(facet.id);
  page.rung('       ', mark(page, facet.state), label, facet.summary);
  if (facet.state === 'holds') {
    return;
  }
  const telling = facet.evidence.filter(
    ({ holds, message }) =>
      (holds === 'no' || holds === 'unknown') &&
      message !== facet.summary &&
      !told.includes(message)
  );
  for (const item of telling.slice(0, MOST_EVIDENCE)) {
    const sign = item.holds === 'no' ? page.paint.bad('✗') : '?';
    page.entry(sign, item.message + where(item, root), EVIDENCE_INDENT);
  }
  page.more(telling.length - MOST_EVIDENCE, `${EVIDENCE_INDENT}  `);
}

/** Where a piece of evidence was read, unless it says so itself. */
function where({ path, line, cell, message }: IEvidence, root: string): string {
  if (path !== undefined) {
    const shown = relativeTo(root, path);
    const named = message.includes(`\`${shown}\``) && line === undefined;
    return named ? '' : ` (${shown}${line === undefined ? '' : `:${line}`})`;
  }
  return cell === undefined || message.includes(`cell ${cell + 1}`)
    ? ''
    : ` (cell ${cell + 1})`;
}

function findings(page: Page, { findings: all, silenced = 0 }: IReport): void {
  if (all.length === 0 && silenced === 0) {
    return;
  }
  const hidden = silenced > 0 ? `, ${silenced} silenced` : '';
  page.heading(`Notebook: ${count(all.length, 'finding')}${hidden}`);
  for (const { severity, cell, message, detail } of all.slice(
    0,
    MOST_FINDINGS
  )) {
    const at = cell === null ? '' : `cell ${cell.index + 1}: `;
    page.entry(severityMark(page, severity), at + message, '  ');
    if (detail) {
      page.line('    ', detail, page.paint.dim);
    }
  }
  page.more(all.length - MOST_FINDINGS, '    ');
}

function severityMark({ paint }: Page, severity: IFinding['severity']): string {
  switch (severity) {
    case 'error':
      return paint.bad('✗');
    case 'warning':
      return paint.fair('!');
    case 'note':
      return paint.dim('i');
  }
}

function nextStep(page: Page, { next }: IReport): void {
  if (!next) {
    return;
  }
  page.heading(`Next step: level ${next.level}`);
  page.line('  ', next.title, page.paint.bold);
  page.line('  ', next.detail);
  next.actions.forEach(action => showAction(page, action));
}

/** What can be done from a shell; the rest needs JupyterLab. */
function showAction(page: Page, action: IAction): void {
  if (action.kind !== 'show-text') {
    return;
  }
  if (action.language === 'shell') {
    page.line('  ', `${action.title}:`, page.paint.dim);
    page.block('    ', action.text);
  } else {
    page.line('  ', `${action.title}: a draft is in --json`, page.paint.dim);
  }
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
