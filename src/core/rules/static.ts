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
    }
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
  },
  {
    id: 'unseeded-random',
    severity: 'warning',
    tier: 'static',
    languages: 'python',
    title: 'Random numbers without a seed',
    explanation:
      'The cell draws from a random generator that nothing above it has seeded, so that its results change with every run. It is a *warning*, because the run comes through, but nobody gets these results again; a *note* where the draw or the missing seed is not certain, or no seed is possible (`uuid.uuid4`, `secrets`, `os.urandom`).',
    cure: 'Set the seed once, above the first draw (`np.random.seed(0)`), or give it to the generator (`default_rng(0)`) or the call (`random_state=0`). A seed taken from the clock is none.',
    silence:
      'When the results need not come again, say so in the cell. A seed that a tool sets outside the notebook cannot be seen from here.',
    bad: {
      cells: [
        { source: 'import numpy as np' },
        { source: 'sample = np.random.rand(3)' }
      ]
    },
    good: {
      cells: [
        { source: 'import numpy as np\nnp.random.seed(0)' },
        { source: 'sample = np.random.rand(3)' }
      ]
    }
  }
];
