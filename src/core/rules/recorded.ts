import type { IRule } from './rule';

/** Rules that read the counts and outputs in the file, in any language. */
export const RECORDED_RULES: readonly IRule[] = [
  {
    id: 'out-of-order',
    severity: 'warning',
    tier: 'recorded',
    languages: 'any',
    title: 'Ran in another order',
    explanation:
      'By the counts, the cell ran after one that stands below it, or before one above, so that its outputs may rest on another state than a run from the top gives.',
    cure: 'Move the cell to where it ran, or run the notebook from the top.',
    silence:
      'When the order cannot matter: a cell that only shows a help page.',
    bad: {
      cells: [
        { source: 'price = price * 2', count: 3 },
        { source: 'price = 4', count: 1 },
        { source: 'print(price)', count: 2 }
      ]
    },
    good: {
      cells: [
        { source: 'price = 4', count: 1 },
        { source: 'price = price * 2', count: 2 },
        { source: 'print(price)', count: 3 }
      ]
    }
  },
  {
    id: 'repeated-count',
    severity: 'warning',
    tier: 'recorded',
    languages: 'any',
    title: 'Two cells with one count',
    explanation:
      'A kernel gives each count once, so that the outputs of these cells come from different kernel sessions.',
    cure: 'Run the notebook from the top, so that all outputs come from one session.',
    silence: 'When a tool wrote the counts and no kernel did.',
    bad: {
      cells: [
        { source: 'price = 4', count: 1 },
        { source: 'print(2 * price)', count: 1, prints: '6\n' }
      ]
    },
    good: {
      cells: [
        { source: 'price = 4', count: 1 },
        { source: 'print(2 * price)', count: 2, prints: '8\n' }
      ]
    }
  },
  {
    id: 'skipped-count',
    severity: 'note',
    tier: 'recorded',
    languages: 'any',
    title: 'Counts with gaps',
    explanation:
      'Some counts up to the highest are on no cell: cells ran more than once, or were deleted after they ran.',
    cure: 'Run the notebook from the top: its counts then go from 1 up without a gap.',
    silence: 'When notebooks are always run again before they are handed on.',
    bad: {
      cells: [
        { source: 'price = 4', count: 1 },
        { source: 'print(price)', count: 5, prints: '4\n' }
      ]
    },
    good: {
      cells: [
        { source: 'price = 4', count: 1 },
        { source: 'print(price)', count: 2, prints: '4\n' }
      ]
    }
  },
  {
    id: 'never-run',
    severity: 'note',
    tier: 'recorded',
    languages: 'any',
    title: 'Never run',
    explanation:
      'The cell has no count while others have one: nothing shows that it works, and a run from the top would run it.',
    cure: 'Run the notebook from the top, or delete the cell.',
    silence:
      'When the cell is kept for occasional use; a clean run runs it all the same.',
    bad: {
      cells: [{ source: 'price = 4', count: 1 }, { source: 'price = 0' }]
    },
    good: {
      cells: [
        { source: 'price = 4', count: 1 },
        { source: 'price = 0', count: 2 }
      ]
    }
  },
  {
    id: 'output-without-count',
    severity: 'note',
    tier: 'recorded',
    languages: 'any',
    title: 'Outputs without a count',
    explanation:
      'Outputs are stored but not the counts that would tell the order in which the cells ran.',
    cure: 'Run the notebook from the top and save it with its counts.',
    silence:
      'When a tool removes the counts on purpose, to keep differences small.',
    bad: { cells: [{ source: 'print(4)', prints: '4\n' }] },
    good: { cells: [{ source: 'print(4)', count: 1, prints: '4\n' }] }
  },
  {
    id: 'error-output',
    severity: 'warning',
    tier: 'recorded',
    languages: 'any',
    title: 'An error is stored',
    explanation:
      'The last run of the cell raised an error, at which a run from the top would stop if it came again.',
    cure: 'Correct the cell and run it again, or tag it `raises-exception` when the error is its point.',
    silence:
      'The tag `raises-exception` is better, because clean runs respect it as well.',
    bad: {
      cells: [
        {
          source: 'print(1 / 0)',
          count: 1,
          error: { ename: 'ZeroDivisionError', evalue: 'division by zero' }
        }
      ]
    },
    good: { cells: [{ source: 'print(1 / 2)', count: 1, prints: '0.5\n' }] }
  },
  {
    id: 'edited-since-run',
    severity: 'warning',
    tier: 'recorded',
    languages: 'any',
    title: 'Edited since it ran',
    explanation:
      'The stored outputs come from an earlier text of the cell, so that what is read beside them did not make them.',
    cure: 'Run the cell and those below it, or undo the edit.',
    silence:
      'While a cell is being worked on; its outputs stay those of the earlier text.',
    bad: {
      cells: [
        {
          source: 'print(2 * 4)',
          ranSource: 'print(2 * 3)',
          count: 1,
          prints: '6\n'
        }
      ]
    },
    good: {
      cells: [
        {
          source: 'print(2 * 4)',
          ranSource: 'print(2 * 4)',
          count: 1,
          prints: '8\n'
        }
      ]
    }
  }
];
