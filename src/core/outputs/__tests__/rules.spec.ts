import { readFileSync } from 'fs';
import { join } from 'path';
import fc from 'fast-check';
import { compareNotebook, DEFAULT_RULES } from '..';
import type { ICompareRules, INotebookComparison, IOwnPattern } from '..';
import { compileOwn, evaluateOwn, ownTexts, withResults } from '../own';
import { MASK_LIST } from '../text/rules/catalogue';
import { cell, display, error, stream } from './helpers';
import type { ICellRun, IOutput } from './helpers';
import pictures from './fixtures/pictures.json';

function compare(
  cells: ICellRun[],
  part: Partial<ICompareRules> = {}
): INotebookComparison {
  const rules = { ...DEFAULT_RULES, ...part };
  const texts = ownTexts(cells);
  const results = texts.map(({ text }) =>
    evaluateOwn(text, rules.ownPatterns ?? [])
  );
  return compareNotebook(withResults(cells, texts, results), rules);
}

/** One cell that printed this. */
const printed = (old: string, now: string) =>
  cell({ old: [stream(old)], new: [stream(now)] });
const shown = (mime: string, old: string, now: string) =>
  cell({ old: [display({ [mime]: old })], new: [display({ [mime]: now })] });

const own = (
  pattern: string,
  part: Partial<IOwnPattern> = {}
): Partial<ICompareRules> => ({ ownPatterns: [{ pattern, ...part }] });

const first = (comparison: INotebookComparison) =>
  comparison.cells[0].outputs[0];

describe('what is said of the rules', () => {
  const address = (digit: number) =>
    `a <Card at 0x7f3c2d5e8f1${digit}> and <Card at 0x7f3c2d5e8a1${digit}> of red\n`;

  it('names the masks that fired, by output, cell and notebook', () => {
    const comparison = compare([
      printed(address(1), address(2)),
      cell({
        old: [stream('Wall time: 3.1 ms\nthe result is 12\n')],
        new: [stream('Wall time: 4.2 ms\nthe result is 12\n')]
      }),
      printed(address(3), address(4))
    ]);
    const addresses = { id: 'address', name: 'address', plural: 'addresses' };
    expect(first(comparison).masks).toEqual([{ ...addresses, count: 2 }]);
    expect(comparison.cells[0].masks).toEqual([{ ...addresses, count: 2 }]);
    expect(comparison.masks).toMatchObject([
      { id: 'address', count: 4 },
      { id: 'timing', count: 1 }
    ]);
  });

  it('names the masks of outputs that differ all the same', () => {
    const comparison = compare([
      printed(`${address(1)}12 cards`, `${address(2)}13 cards`)
    ]);
    expect(first(comparison)).toMatchObject({
      verdict: 'different',
      masks: [{ id: 'address', count: 2 }]
    });
  });

  it('says it in a sentence, with what was ignored and the largest deviation', () => {
    const same = printed('1\n', '1\n');
    const comparison = compare([
      same,
      same,
      printed(address(1), address(2)),
      printed('x = 1.0000000001\n', 'x = 1.0000000002\n'),
      printed('x = 1\n', 'x = 2\n')
    ]);
    expect(comparison.summary).toBe(
      '2 identical, 1 equivalent (ignoring 2 addresses), 1 close (largest deviation 1·10⁻¹⁰), 1 different'
    );
    expect(comparison.deviation).toBeCloseTo(1e-10, 12);
    expect(comparison.summary).not.toContain('%');
  });

  it('gives the rules that were used, filled in', () => {
    expect(compare([], { tolerance: 1e-3 }).rules).toEqual({
      stderr: 'remark',
      tolerance: 1e-3,
      images: 'small',
      imageThreshold: 0,
      masksOff: [],
      ownPatterns: []
    });
  });

  it.each([
    ['text/plain', 'a 1.5', 'a 1.6'],
    [
      'text/html',
      '<table><tr><td>1.5</td></tr></table>',
      '<table><tr><td>1.6</td></tr></table>'
    ],
    ['application/vnd.x+json', '{"a": 1.5}', '{"a": 1.6}']
  ])('tells how far numbers are apart in %s', (mime, a, b) => {
    expect(first(compare([shown(mime, a, b)])).deviation).toBeCloseTo(0.0625);
    expect(
      first(compare([shown(mime, a, b)], { tolerance: 0.1 }))
    ).toMatchObject({ verdict: 'close' });
  });
});

describe('masks that are switched off', () => {
  const page = readFileSync(
    join(__dirname, '../../../../docs/comparison.md'),
    'utf8'
  );

  it.each(MASK_LIST.map(mask => [mask.id, mask.about] as const))(
    '%s stands in docs/comparison.md',
    (id, about) => {
      const row = page.split('\n').find(line => line.startsWith(`| \`${id}\``));
      expect(row?.split('|')[2].trim()).toBe(about);
    }
  );

  it.each(MASK_LIST.map(mask => [mask.id, mask] as const))(
    '%s says what it hides',
    (_, { about, name, plural }) => {
      expect(about).not.toBe('');
      expect(about).not.toMatch(/\.$/);
      expect(plural).not.toBe(name);
    }
  );

  it('hide nothing', () => {
    const cells = [
      printed('<A at 0x7f3c2d5e8f11> red', '<A at 0x7f3c2d5e8f12> red')
    ];
    expect(first(compare(cells)).verdict).toBe('equivalent');
    const without = compare(cells, { masksOff: ['address'] });
    expect(first(without).verdict).toBe('different');
    expect(without.masks).toEqual([]);
    expect(without.rules?.masksOff).toEqual(['address']);
  });
});

describe('pictures', () => {
  const png = (name: string) =>
    (pictures as unknown as { [name: string]: string })[name];
  const [a, b] = Object.keys(pictures);

  it('are left out when the person says so, but not their absence', () => {
    const cells = [shown('image/png', png(a), png(b))];
    expect(first(compare(cells, { images: 'ignore' }))).toMatchObject({
      verdict: 'ignored',
      message: 'Pictures are left out'
    });
    const gone = [cell({ old: [display({ 'image/png': png(a) })], new: [] })];
    expect(first(compare(gone, { images: 'ignore' })).verdict).toBe('missing');
  });

  it('within a page are told as ignored', () => {
    const page = (name: string) =>
      `<p>a result</p><img src="data:image/png;base64,${png(name)}">`;
    const comparison = compare([shown('text/html', page(a), page(b))], {
      images: 'ignore'
    });
    expect(first(comparison)).toMatchObject({
      verdict: 'equivalent',
      masks: [{ id: 'picture', count: 1 }]
    });
  });
});

describe('own patterns', () => {
  it('hide what they match, and say how often', () => {
    const cells = [
      printed('job 4711 has ended well\n', 'job 4712 has ended well\n')
    ];
    expect(first(compare(cells)).verdict).toBe('different');
    expect(
      first(compare(cells, own('(?<=job )\\d+', { name: 'job number' })))
    ).toMatchObject({
      verdict: 'equivalent',
      message: 'Same after ignoring 1 match of job number',
      masks: [{ id: 'own:1', count: 1 }]
    });
  });

  it('leave everything else to be compared', () => {
    const cells = [printed('job 4711 gave 12\n', 'job 4712 gave 13\n')];
    expect(first(compare(cells, own('(?<=job )\\d+'))).verdict).toBe(
      'different'
    );
  });

  it('compare the groups that a replacement keeps', () => {
    const rule = own('(\\w+) took (\\d+) s', { replacement: '$1 took TIME' });
    expect(
      first(
        compare([printed('fit took 3 s, good', 'fit took 4 s, good')], rule)
      ).verdict
    ).toBe('equivalent');
    expect(
      first(
        compare([printed('fit took 3 s, good', 'cut took 4 s, good')], rule)
      ).verdict
    ).toBe('different');
  });

  it('work in pages, errors and joined streams', () => {
    const rule = own('run-\\d+');
    const page = (n: number) => `<p>the result of run-${n} is good</p>`;
    expect(
      first(compare([shown('text/html', page(1), page(2))], rule)).verdict
    ).toBe('equivalent');
    const tags = ['raises-exception'];
    const raised = (n: number) => error('ValueError', `bad end of run-${n}`);
    const failing = cell({
      tags,
      old: [raised(1)],
      new: [raised(2)],
      outcome: {
        status: 'error',
        ename: 'ValueError',
        evalue: 'bad end of run-2'
      }
    });
    expect(first(compare([failing])).verdict).toBe('different');
    expect(first(compare([failing], rule)).verdict).toBe('failed-as-before');
    const chunks = (n: number): IOutput[] => [
      stream('a good ru'),
      stream('warning', 'stderr'),
      stream(`n-${n} of ours`)
    ];
    expect(
      first(compare([cell({ old: chunks(1), new: chunks(2) })], rule)).verdict
    ).toBe('equivalent');
  });

  it('work together with masks, and the sentence names both', () => {
    const line = (n: number) => `job-${n}: <Card at 0x7f3c2d5e8f1${n}> is red`;
    const comparison = compare([printed(line(1), line(2))], own('job-\\d'));
    expect(first(comparison).message).toBe(
      'Same after ignoring 1 match of `job-\\d`, 1 address'
    );
  });

  it('that hide all leave nothing to compare', () => {
    for (const pattern of ['.*', '\\w+', '[^]+']) {
      expect(
        first(compare([printed('12 cards', '13 cards')], own(pattern))).verdict
      ).toBe('uncomparable');
    }
  });

  it('leave an output that differs undecided when they took too long there', () => {
    const rules = { ...DEFAULT_RULES, ...own('(a+)+$') };
    const judge = (old: string, now: string) => {
      const cells = [printed(old, now)];
      const texts = ownTexts(cells);
      const problem = 'the own pattern `(a+)+$` took too long';
      return first(
        compareNotebook(
          withResults(
            cells,
            texts,
            texts.map(() => ({ problem }))
          ),
          rules
        )
      );
    };
    expect(judge('a is 1', 'a is 2')).toMatchObject({
      verdict: 'uncomparable',
      message: 'Own patterns could not be applied',
      detail: 'the own pattern `(a+)+$` took too long'
    });
    expect(judge('a is 1', 'a  is 1').verdict).toBe('equivalent');
  });

  it('are told when they cannot be used, and then hide nothing', () => {
    const comparison = compare([printed('a 1', 'a 2')], own('(a'));
    expect(first(comparison).verdict).toBe('different');
    expect(comparison.rules?.ownPatterns[0].problem).toBe(
      'it is no regular expression: unterminated group'
    );
  });

  it.each([
    ['', 'it is empty'],
    [
      'a{2,1}',
      'it is no regular expression: numbers out of order in {} quantifier'
    ],
    ['\\p{Nope}', 'it is no regular expression: invalid property name']
  ])('says what is wrong with %p', (pattern, problem) => {
    expect(compileOwn({ pattern })).toEqual({ problem });
  });

  it('may be written with needless backslashes', () => {
    expect(compileOwn({ pattern: '\\d\\-\\d\\:' })).not.toHaveProperty(
      'problem'
    );
  });

  it('look only at cells whose texts differ', () => {
    expect(ownTexts([printed('a', 'a'), printed('a', 'b')])).toMatchObject([
      { cell: 1, side: 'old', text: 'a' },
      { cell: 1, side: 'new', text: 'b' }
    ]);
  });

  it('are not applied to a text that holds the signs for what is hidden', () => {
    expect(evaluateOwn('a \uE002', [{ pattern: 'a' }])).toHaveProperty(
      'problem'
    );
  });

  it('can follow each other: a later one may hide a whole line with what was hidden in it', () => {
    const rules: Partial<ICompareRules> = {
      ownPatterns: [{ pattern: '\\d+' }, { pattern: '^log .*$', flags: 'm' }]
    };
    const text = (n: number) => `log ${n} of ${'x'.repeat(n)}\nthe sum is good`;
    expect(first(compare([printed(text(1), text(2))], rules)).verdict).toBe(
      'equivalent'
    );
  });

  it('never make an output worse', () => {
    const text = fc.array(
      fc.constantFrom('a', 'b', '1', '2.5', ' ', '\n', '<A at 0x7f3c2d5e8f11>'),
      { maxLength: 12 }
    );
    const order = ['identical', 'equivalent', 'close'];
    fc.assert(
      fc.property(
        text,
        text,
        fc.constantFrom('a', '\\d', '[ab]+', ' ', '\\d\\.\\d', '\\w+ '),
        (a, b, pattern) => {
          const cells = [printed(`.${a.join('')}.`, `.${b.join('')}.`)];
          const { verdict } = first(compare(cells));
          if (order.includes(verdict)) {
            expect(first(compare(cells, own(pattern))).verdict).toBe(verdict);
          }
        }
      )
    );
  });
});
