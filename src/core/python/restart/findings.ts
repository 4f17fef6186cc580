import type { IFinding } from '../../notebook/finding';
import type { ICodeCell } from '../notebook';
import { randomFindings, sourceHints } from '../references/random';
import type { INode } from '../syntax/ast';
import type { ISourceHint } from '../types';
import { describe, type IDefiners } from './messages';
import { isSkipped, type IStep } from './steps';

/** What a run meets. */
export interface IChecked {
  findings: IFinding[];
  hints: ISourceHint[];
}

/** What the steps of a run met. */
export function describeSteps(steps: IStep[], cells: ICodeCell[]): IChecked {
  const findings: IFinding[] = [];
  let definers: IDefiners | null = null;
  let ended: number | null = null;
  steps.forEach(({ code, index, problem, missing, ends }, place) => {
    const { cell } = cells[place];
    const common = { tier: 'static', cell: { index, id: cell.id } } as const;
    const range = ({ from, to }: INode): IFinding['range'] => ({
      from: code.toSource(from),
      to: code.toSource(to)
    });
    if (problem) {
      findings.push({
        rule: 'syntax-error',
        severity: 'error',
        ...common,
        names: [],
        message: `A restart would stop here (SyntaxError): ${problem.message}`,
        range: range(problem)
      });
    }
    for (const each of missing) {
      definers ??= definersOf(cells, namesMissing(steps));
      const level = ended === null ? each.level : 1;
      const described = describe({ ...each, level }, index, definers);
      const { message, related, doubtful } = described;
      const detail =
        ended === null
          ? described.detail
          : `a run does not come here: cell ${ended + 1} ends it`;
      const sure = each.level === 0 && !doubtful;
      findings.push({
        rule: 'undefined-name',
        severity: ended !== null ? 'note' : sure ? 'error' : 'warning',
        ...common,
        names: [each.name],
        message,
        ...(detail ? { detail } : {}),
        ...(related === null ? {} : { related }),
        range: range(each.at)
      });
    }
    ended ??= ends ? index : null;
  });
  const chances = steps.map(({ chance }) => chance);
  return {
    findings: [...findings, ...randomFindings(chances, cells)],
    hints: sourceHints(chances, cells)
  };
}

function namesMissing(steps: IStep[]): Set<string> {
  return new Set(
    steps.flatMap(({ missing }) => missing.map(({ name }) => name))
  );
}

/** The cells that bind some names, by name. */
function definersOf(
  cells: ICodeCell[],
  wanted: ReadonlySet<string>
): IDefiners {
  const definers: IDefiners = new Map();
  for (const { index, cell, code } of cells) {
    const note = (name: string): void => {
      if (wanted.has(name)) {
        const list = definers.get(name) ?? [];
        list.push({ index, skipped: isSkipped(cell) });
        definers.set(name, list);
      }
    };
    code.names.forEach(note);
    code.shared.forEach(note);
  }
  return definers;
}
