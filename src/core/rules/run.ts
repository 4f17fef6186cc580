import type { IRule } from './rule';

/** Rules on what a clean run did, or the kernel told. */
export const RUN_RULES: readonly IRule[] = [
  {
    id: 'run-failed',
    severity: 'error',
    tier: 'run',
    languages: 'any',
    title: 'The clean run stopped',
    explanation:
      'The last clean run, which still counts for the notebook as it is, raised an error in the cell.',
    cure: 'Correct the cell and verify again, or tag it `raises-exception` when the error is its point.',
    silence:
      'It cannot be silenced or set, because it tells what happened; an edit or another clean run takes it away.',
    bad: {
      story: 'A clean run stopped at the second cell.',
      cells: [
        { source: 'price = 4', count: 1 },
        { source: 'print(price / 0)', count: 2 }
      ],
      stoppedAt: 1
    },
    good: {
      story: 'No clean run stopped.',
      cells: [
        { source: 'price = 4', count: 1 },
        { source: 'print(price / 2)', count: 2, prints: '2.0\n' }
      ]
    },
    isFixed: true
  }
];
