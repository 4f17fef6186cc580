import type {
  ICellComparison,
  IOutputComparison
} from '../../core/outputs/types';
import { headline, isTelling } from '../headline';

function output(part: Partial<IOutputComparison>): IOutputComparison {
  return {
    verdict: 'identical',
    cause: null,
    message: 'Identical',
    detail: null,
    kind: 'stdout',
    old: 0,
    new: 0,
    ...part
  };
}

function cell(part: Partial<ICellComparison>): ICellComparison {
  return { index: 0, verdict: 'identical', cause: null, outputs: [], ...part };
}

describe('isTelling', () => {
  const cases: [string, Partial<ICellComparison>, boolean][] = [
    ['an identical output', { outputs: [output({})] }, false],
    [
      'numbers within the tolerance',
      { outputs: [output({ verdict: 'close', cause: 'value' })] },
      false
    ],
    [
      'a picture that is only close',
      { outputs: [output({ verdict: 'close', cause: 'appearance' })] },
      true
    ],
    [
      'an output left out by a tag',
      { verdict: 'ignored', outputs: [output({ verdict: 'ignored' })] },
      false
    ],
    [
      'another text on stderr',
      { outputs: [output({}), output({ verdict: 'ignored', cause: 'value' })] },
      true
    ],
    [
      'the error that was expected',
      {
        verdict: 'failed-as-before',
        outputs: [output({ verdict: 'failed-as-before' })]
      },
      false
    ],
    [
      'a cell without stored outputs',
      { verdict: 'new', outputs: [output({ verdict: 'new' })] },
      false
    ]
  ];
  it.each(cases)('%s', (_, part, telling) => {
    expect(isTelling(cell(part), 'remarks')).toBe(telling);
  });

  it('names the cell that stopped the run, even with the error that was stored', () => {
    const stopped = cell({
      verdict: 'failed-as-before',
      outputs: [output({ verdict: 'failed-as-before' })]
    });
    expect(isTelling(stopped, 'failed')).toBe(true);
  });
});

describe('headline', () => {
  it('is the output that decided, with the number of others', () => {
    const line = headline(
      cell({
        verdict: 'different',
        outputs: [
          output({ verdict: 'reordered', message: 'Other order' }),
          output({ verdict: 'different', message: 'Numbers differ' }),
          output({})
        ]
      })
    );
    expect(line).toMatchObject({ message: 'Numbers differ', more: 1 });
  });

  it('is what there is to tell, where the deciding output is quiet', () => {
    const line = headline(
      cell({
        outputs: [
          output({}),
          output({ verdict: 'ignored', cause: 'value', message: 'stderr' })
        ]
      })
    );
    expect(line).toMatchObject({
      verdict: 'ignored',
      message: 'stderr',
      more: 0
    });
  });

  it('has no message of its own without outputs', () => {
    expect(headline(cell({ verdict: 'not-run' }))).toEqual({
      verdict: 'not-run',
      cause: null,
      message: null,
      detail: null,
      more: 0
    });
  });
});
