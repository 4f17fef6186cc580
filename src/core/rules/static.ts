import type { IRule } from './rule';

/** Rules that need the source alone. */
export const STATIC_RULES: readonly IRule[] = [
  {
    id: 'undefined-name',
    severity: 'error',
    tier: 'static',
    languages: 'python',
    title: 'Name used before it exists',
    explanation:
      'In a run from the top, no cell has given the name a value by the time that it is used, so that Python raises a `NameError`; a *warning* says that it may.',
    cure: 'Move the cell that defines the name above, or write the definition that was deleted or renamed again.',
    silence:
      'When the place where the notebook runs provides the name, list it in the setting `providedNames` instead.',
    bad: {
      cells: [
        { source: 'total = sum(prices)' },
        { source: 'prices = [3, 4, 5]' }
      ]
    },
    good: {
      cells: [
        { source: 'prices = [3, 4, 5]' },
        { source: 'total = sum(prices)' }
      ]
    },
    isOnMissingNames: true
  },
  {
    id: 'syntax-error',
    severity: 'error',
    tier: 'static',
    languages: 'python',
    title: 'Not Python',
    explanation:
      'Python cannot compile the cell, so that a run from the top stops there with a `SyntaxError`.',
    cure: 'Correct the marked place, or turn a cell of notes into a Markdown cell.',
    silence:
      'A cell that is meant to fail is better tagged `raises-exception`, which clean runs respect as well.',
    bad: { cells: [{ source: 'for price in prices\n    print(price)' }] },
    good: {
      cells: [{ source: 'for price in [3, 4, 5]:\n    print(price)' }]
    }
  }
];
