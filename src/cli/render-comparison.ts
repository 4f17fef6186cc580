import type {
  ICellComparison,
  INotebookComparison,
  Verdict
} from '../core/outputs';
import { Page } from './page';
import type { ITerminal } from './terminal';

/** Verdicts that need no look. */
const QUIET: readonly Verdict[] = [
  'identical',
  'equivalent',
  'close',
  'not-run',
  'ignored',
  'failed-as-before'
];

/** Verdicts that are worth a look, but do not speak against the notebook. */
const REMARKS: readonly Verdict[] = ['reordered', 'uncomparable', 'new'];

/** A comparison as a page for a person: the verdict, counts, then the outputs that need a look. */
export function renderComparison(
  { verdict, reason, counts, cells }: INotebookComparison,
  name: string,
  terminal: Pick<ITerminal, 'columns' | 'colour'>
): string {
  const page = new Page(terminal);
  page.line('', name, page.paint.bold);
  switch (verdict) {
    case 'verified':
      page.entry(page.paint.good('✓'), 'Reproduced');
      break;
    case 'remarks':
      page.entry(page.paint.good('✓'), 'Reproduced, with remarks');
      break;
    case 'could-not-verify':
      page.entry('?', `Could not tell: ${reason}`);
      break;
    default:
      page.entry(page.paint.bad('✗'), 'Not reproduced');
  }
  const told = Object.entries(counts).map(([word, n]) => `${n} ${word}`);
  if (told.length > 0) {
    page.line('  ', `Outputs: ${told.join(', ')}`, page.paint.dim);
  }
  cells.forEach(cell => showCell(page, cell));
  return page.text();
}

function showCell(page: Page, { index, outputs }: ICellComparison): void {
  for (const output of outputs) {
    if (QUIET.includes(output.verdict)) {
      continue;
    }
    const mark = REMARKS.includes(output.verdict)
      ? page.paint.fair('!')
      : page.paint.bad('✗');
    const cause = output.cause === null ? '' : ` (${output.cause})`;
    page.entry(mark, `cell ${index + 1}: ${output.message}${cause}`, '  ');
    if (output.detail) {
      page.line('    ', output.detail, page.paint.dim);
    }
  }
}
