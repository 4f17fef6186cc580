import { codeCells, mayRaise, type ICodeCell } from './cells';
import { editFindings } from './edited';
import { describeError } from './error';
import type { INotebook } from './facts';
import type { IFinding, Severity } from './finding';
import { outOfOrder } from './sequence';

/** A code cell with the count that its last run left. */
interface ICounted extends ICodeCell {
  count: number;
}

/**
 * What execution counts and stored outputs say about the last run: findings of
 * tier `recorded`, at most one for each cell and rule, in document order, those
 * on the whole notebook first.
 *
 * #### Notes
 * Counts order runs within one kernel session only, and every re-run leaves a
 * gap, so that a gap alone is but a note. A notebook without counts and outputs
 * holds no evidence, and nothing is said of it.
 */
export function orderFindings(notebook: INotebook): IFinding[] {
  const cells = codeCells(notebook);
  const counted = cells.flatMap(({ index, cell }) =>
    cell.executionCount === null
      ? []
      : [{ index, cell, count: cell.executionCount }]
  );
  const findings = [
    ...gaps(counted),
    ...uncounted(cells, counted.length > 0),
    ...repeats(counted),
    ...order(counted),
    ...errors(cells),
    ...editFindings(notebook)
  ];
  return findings.sort((a, b) => (a.cell?.index ?? -1) - (b.cell?.index ?? -1));
}

/** Counts that are not 1 ... n, taken together. */
function gaps(counted: ICounted[]): IFinding[] {
  const counts = new Set(counted.map(({ count }) => count));
  const last = counted.reduce((max, { count }) => Math.max(max, count), 0);
  if (last <= counts.size) {
    return [];
  }
  return [
    finding(
      'skipped-count',
      'note',
      null,
      counts.size === 1
        ? `The only cell that ran counts ${last}, not 1`
        : `Counts go up to ${last}, but only ${counts.size} of them are left`,
      { detail: 'Some cells ran more than once, or were deleted since' }
    )
  ];
}

function uncounted(cells: ICodeCell[], someCounted: boolean): IFinding[] {
  const bare = cells.filter(({ cell }) => cell.executionCount === null);
  const withOutput = bare.filter(({ cell }) => cell.outputs.length > 0);
  if (!someCounted) {
    // A tool took all counts away: one sentence is enough.
    return withOutput.length === 0
      ? []
      : [
          finding(
            'output-without-count',
            'note',
            null,
            'Outputs are stored, but no execution counts: the order of the run cannot be told'
          )
        ];
  }
  return bare.map(code =>
    code.cell.outputs.length > 0
      ? finding(
          'output-without-count',
          'note',
          code,
          'Has outputs but no execution count'
        )
      : finding('never-run', 'note', code, 'Never run, while other cells were')
  );
}

function repeats(counted: ICounted[]): IFinding[] {
  const first = new Map<number, number>();
  return counted.flatMap(code => {
    const { index, count } = code;
    const earlier = first.get(count);
    if (earlier === undefined) {
      first.set(count, index);
      return [];
    }
    return [
      finding(
        'repeated-count',
        'warning',
        code,
        `Carries the same count as cell ${earlier + 1}: they ran in different kernel sessions`,
        { related: earlier }
      )
    ];
  });
}

function order(counted: ICounted[]): IFinding[] {
  const odd = new Set(outOfOrder(counted.map(({ count }) => count)));
  const inOrder = counted.filter((_, position) => !odd.has(position));
  return counted
    .filter((_, position) => odd.has(position))
    .map(code => {
      const below = inOrder.find(
        other => other.index > code.index && other.count < code.count
      );
      if (below) {
        return finding(
          'out-of-order',
          'warning',
          code,
          `Ran after cell ${below.index + 1}, though it stands above it`,
          { related: below.index }
        );
      }
      const above = inOrder
        .filter(({ index }) => index < code.index)
        .find(({ count }) => count > code.count);
      return finding(
        'out-of-order',
        'warning',
        code,
        above
          ? `Ran before cell ${above.index + 1}, though it stands below it`
          : 'Ran out of order',
        above ? { related: above.index } : {}
      );
    });
}

function errors(cells: ICodeCell[]): IFinding[] {
  return cells.flatMap(code => {
    const error = code.cell.outputs.find(
      output => output.output_type === 'error'
    );
    return error && !mayRaise(code.cell)
      ? [
          finding(
            'error-output',
            'warning',
            code,
            `The stored run failed here with ${describeError(error.ename, error.evalue)}`
          )
        ]
      : [];
  });
}

function finding(
  rule: string,
  severity: Severity,
  code: ICodeCell | null,
  message: string,
  more: Partial<IFinding> = {}
): IFinding {
  const cell = code && { index: code.index, id: code.cell.id };
  return {
    rule,
    severity,
    tier: 'recorded',
    cell,
    names: [],
    message,
    ...more
  };
}
