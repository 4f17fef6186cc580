import type { IRule } from './rule';

/** Rules on the session behind the outputs: what ran there, in which order, and what is left of it. */
export const SESSION_RULES: readonly IRule[] = [
  {
    id: 'would-change',
    severity: 'warning',
    tier: 'recorded',
    languages: 'python',
    title: 'A clean run would change the output',
    explanation:
      'As the cells ran, by the log of the session or else by the counts, what made the stored output is not what a run from the top would make it from; a *note* says that it rests on chance or the clock.',
    cure: 'Run the notebook from the top and see whether the new output is what you mean.',
    silence:
      'When another output is as good: a timing, a sample drawn at random.',
    bad: {
      story: 'Cell 2 ran twice, by the counts.',
      cells: [
        { source: 'prices = [3]', count: 1 },
        { source: 'prices.append(4)', count: 3 },
        { source: 'print(sum(prices))', count: 4, prints: '11\n' }
      ]
    },
    good: {
      cells: [
        { source: 'prices = [3]', count: 1 },
        { source: 'prices.append(4)', count: 2 },
        { source: 'print(sum(prices))', count: 3, prints: '7\n' }
      ]
    }
  },
  {
    id: 'stale-input',
    severity: 'warning',
    tier: 'recorded',
    languages: 'python',
    title: 'What it read has changed since',
    explanation:
      'A name that the cell read has another value now, or would have in a run from the top, so that what the cell made of it is out of date.',
    cure: 'Run the cell again, and those that rest on it.',
    silence: 'When the value that it read cannot matter to what it makes.',
    bad: {
      story: 'Cell 1 was edited and ran again after cell 2.',
      cells: [
        { source: 'rate = 0.25', count: 3 },
        { source: 'price = 100 * (1 + rate)', count: 2 }
      ],
      ran: [{ cell: 0, source: 'rate = 0.2' }, { cell: 1 }, { cell: 0 }]
    },
    good: {
      cells: [
        { source: 'rate = 0.25', count: 1 },
        { source: 'price = 100 * (1 + rate)', count: 2 }
      ],
      ran: [{ cell: 0 }, { cell: 1 }]
    }
  },
  {
    id: 'stale-downstream',
    severity: 'warning',
    tier: 'recorded',
    languages: 'python',
    title: 'Rests on a cell that is out of date',
    explanation:
      'The cell read a name that a stale cell made, so that its own result is out of date as well.',
    cure: 'Run the stale cell first, then this one.',
    silence: 'When the value that it read cannot matter to what it makes.',
    bad: {
      story: 'Cell 1 was edited and ran again after the others.',
      cells: [
        { source: 'rate = 0.25', count: 4 },
        { source: 'price = 100 * (1 + rate)', count: 2 },
        { source: 'total = 3 * price', count: 3 }
      ],
      ran: [
        { cell: 0, source: 'rate = 0.2' },
        { cell: 1 },
        { cell: 2 },
        { cell: 0 }
      ]
    },
    good: {
      cells: [
        { source: 'rate = 0.25', count: 1 },
        { source: 'price = 100 * (1 + rate)', count: 2 },
        { source: 'total = 3 * price', count: 3 }
      ],
      ran: [{ cell: 0 }, { cell: 1 }, { cell: 2 }]
    }
  },
  {
    id: 'older-session',
    severity: 'note',
    tier: 'recorded',
    languages: 'any',
    title: 'Ran in an older session',
    explanation:
      'The kernel was started anew since the cell ran, so that what the cell made is in the notebook and not in the kernel.',
    cure: 'Run the cell again, or the notebook from the top.',
    silence: 'When outputs of an earlier day are kept on purpose.',
    bad: {
      story: 'After a restart of the kernel only the first cell ran.',
      cells: [
        { source: 'price = 4', count: 1 },
        { source: 'print(2 * price)', count: 2, prints: '8\n' }
      ],
      ran: [{ cell: 0 }]
    },
    good: {
      cells: [
        { source: 'price = 4', count: 1 },
        { source: 'print(2 * price)', count: 2, prints: '8\n' }
      ],
      ran: [{ cell: 0 }, { cell: 1 }]
    }
  },
  {
    id: 'hidden-state',
    severity: 'warning',
    tier: 'recorded',
    languages: 'python',
    title: 'Ran on a name that no cell defines',
    explanation:
      'The cell succeeded in this session with a name that no cell above it defines now, so that it would fail in a run from the top.',
    cure: 'Insert the recovered cell, or write the definition again.',
    silence:
      'When the place where the notebook runs provides the name, list it in the setting `providedNames` instead.',
    bad: {
      cells: [{ source: 'price = 100 * (1 + rate)', count: 2 }],
      ran: [{ source: 'rate = 0.2' }, { cell: 0 }]
    },
    good: {
      cells: [
        { source: 'rate = 0.2', count: 1 },
        { source: 'price = 100 * (1 + rate)', count: 2 }
      ],
      ran: [{ cell: 0 }, { cell: 1 }]
    },
    isOnMissingNames: true
  },
  {
    id: 'kernel-only',
    severity: 'warning',
    tier: 'run',
    languages: 'python',
    title: 'Lives in the kernel alone',
    explanation:
      'The kernel, when asked, told a name that no cell defines: it is gone after a restart; a *note* when no cell reads it.',
    cure: 'Insert the recovered cell, or write the definition again.',
    silence:
      'When the place where the notebook runs provides the name, list it in the setting `providedNames` instead.',
    bad: {
      cells: [{ source: 'price = 100 * (1 + rate)', count: 2 }],
      ran: [{ source: 'rate = 0.2' }, { cell: 0 }],
      kernelNames: ['price', 'rate']
    },
    good: {
      cells: [
        { source: 'rate = 0.2', count: 1 },
        { source: 'price = 100 * (1 + rate)', count: 2 }
      ],
      ran: [{ cell: 0 }, { cell: 1 }],
      kernelNames: ['price', 'rate']
    },
    isOnMissingNames: true
  }
];
