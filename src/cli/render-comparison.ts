import type { INotebookComparison, Verdict } from '../core/outputs';
import { tellOwnRules } from '../core/outputs/used';
import { Page } from './page';
import type { ITerminal } from './terminal';

/** More are told by number; `--json` has them all. */
const MOST_OUTPUTS = 30;

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
  { verdict, reason, counts, summary, rules, cells }: INotebookComparison,
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
      if (counts.uncomparable > 0) {
        const words = 'Reproduced, as far as the outputs could be compared';
        page.entry(page.paint.fair('!'), words);
      } else {
        page.entry(page.paint.good('✓'), 'Reproduced, with remarks');
      }
      break;
    case 'could-not-verify':
      page.entry('?', `Could not tell: ${reason}`);
      break;
    default:
      page.entry(page.paint.bad('✗'), 'Not reproduced');
  }
  if (summary) {
    page.line('  ', `Outputs: ${summary}`, page.paint.dim);
  }
  const own = rules ? tellOwnRules(rules) : [];
  if (own.length > 0) {
    const told = `Compared with own rules: ${own.join('; ')}`;
    page.line('  ', told, page.paint.dim);
  }
  const shown = cells
    .flatMap(({ index, outputs, hint }) =>
      outputs.map(output => ({
        index,
        output,
        hint,
        weight: weigh(output.verdict)
      }))
    )
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { index, output, hint, weight } of shown.slice(0, MOST_OUTPUTS)) {
    const mark = weight > 1 ? page.paint.bad('✗') : page.paint.fair('!');
    const cause = output.cause === null ? '' : ` (${output.cause})`;
    page.entry(mark, `cell ${index + 1}: ${output.message}${cause}`, '  ');
    if (output.detail) {
      page.line('    ', output.detail, page.paint.dim);
    }
    if (hint && weight > 1) {
      page.line('    ', `The cell ${hint}`, page.paint.dim);
    }
  }
  page.more(shown.length - MOST_OUTPUTS, '    ');
  return page.text();
}

/** 0: needs no look; 1: worth a look; 2: speaks against the notebook. */
function weigh(verdict: Verdict): number {
  if (QUIET.includes(verdict)) {
    return 0;
  }
  return REMARKS.includes(verdict) ? 1 : 2;
}
