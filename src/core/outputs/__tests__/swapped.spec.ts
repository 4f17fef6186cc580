import { DEFAULT_RULES, compareCell, compareNotebook } from '..';
import type { IOutput } from './helpers';
import { cell, display, error, stream } from './helpers';

const text = (value: string) => display({ 'text/plain': value });
const table = (value: number) =>
  display({ 'text/html': `<table><tr><td>${value}</td></tr></table>` });
const compare = (old: IOutput[], now: IOutput[], source = 'await gather()') =>
  compareCell(cell({ source, old, new: now }), DEFAULT_RULES);
const told = (old: IOutput[], now: IOutput[], source?: string) =>
  compare(old, now, source).outputs.map(({ verdict, old, new: now }) =>
    [verdict, old, now].join(' ')
  );

describe('outputs that changed places', () => {
  it('are reordered, each with its partner', () => {
    expect(told([text('a'), table(1)], [table(1), text('a')])).toEqual([
      'identical 1 0',
      'reordered 0 1'
    ]);
    expect(told([text('a'), text('b')], [text('b'), text('a')])).toEqual([
      'reordered 1 0',
      'reordered 0 1'
    ]);
    const run = cell({
      source: 'for name in os.listdir(): display(name)',
      old: [text('a'), table(1)],
      new: [table(1), text('a')]
    });
    expect(compareNotebook([run], DEFAULT_RULES).verdict).toBe('remarks');
  });

  it.each(['display(a, b)', 'ax.set(x=1)', 'for k in {"a": 1}: show(k)'])(
    'are different where the order is fixed: %s',
    source => {
      const found = compare(
        [text('a'), text('b')],
        [text('b'), text('a')],
        source
      );
      expect(found.verdict).toBe('different');
      expect(found.outputs[0].message).toBe('Shown in another place');
    }
  );

  it('are told alike in both directions where one of them is printed', () => {
    const [one, other] = [
      [text('y'), stream('a\n'), text('y')],
      [text('y'), text('y'), stream('a\n')]
    ];
    expect(compare(one, other, 'f()').verdict).toBe('reordered');
    expect(compare(other, one, 'f()').verdict).toBe('reordered');
  });

  it('are equal but for what the masks hide', () => {
    expect(
      told(
        [text('<A at 0x7f3c2d5e8f10>'), text('b'), table(1)],
        [table(1), text('<A at 0x7fa1b2c3d4e0>'), text('b')]
      ).join()
    ).not.toMatch(/missing|unexpected|different/);
  });

  it('do not hide one that differs', () => {
    expect(told([text('a'), table(1)], [table(2), text('a')])).toEqual([
      'different 1 0',
      'identical 0 1'
    ]);
    expect(
      compare([text('a'), text('b')], [text('c'), text('a')]).verdict
    ).toBe('different');
  });

  it('are not looked for where one is gone and the rest follow', () => {
    expect(told([text('a'), text('b')], [text('b')])).toEqual([
      'identical 1 0',
      'missing 0 '
    ]);
    expect(told([text('b')], [text('a'), text('b')])).toEqual([
      'unexpected  0',
      'identical 0 1'
    ]);
  });

  it('are found among very many', () => {
    const many = Array.from({ length: 300 }, (_, i) => text(`value ${i}`));
    const found = compare(many, [...many].reverse());
    expect(found.verdict).toBe('reordered');
    expect(found.outputs).toHaveLength(300);
  });
});

describe('what was damaged', () => {
  it('ends no comparison', () => {
    const damaged = [null, 5, 'x', [], { output_type: 'stream' }, {}];
    for (const output of damaged) {
      const run = cell({ old: [output as IOutput], new: [text('a')] });
      expect(() => compareNotebook([run], DEFAULT_RULES)).not.toThrow();
    }
  });
});

describe('what the server cut off', () => {
  it.each(['ignore', 'remark', 'strict'] as const)(
    'makes a cell uncomparable when stderr tells of it (%s)',
    stderr => {
      const notice = stream('IOPub data rate exceeded.\nThe server', 'stderr');
      const run = cell({ old: [stream('a')], new: [stream('a'), notice] });
      expect(compareCell(run, { ...DEFAULT_RULES, stderr }).verdict).toBe(
        'uncomparable'
      );
    }
  );
});

describe('an error too long to compare', () => {
  it('is not the same as before', () => {
    const evalue = (end: string) => 'x'.repeat(300_000) + end;
    const run = cell({
      tags: ['raises-exception'],
      outcome: { status: 'error', ename: 'E', evalue: evalue('5') },
      old: [error('E', evalue('4'))],
      new: [error('E', evalue('5'))]
    });
    expect(compareCell(run, DEFAULT_RULES).verdict).toBe('uncomparable');
    expect(compareCell({ ...run, tags: [] }, DEFAULT_RULES).verdict).toBe(
      'failed'
    );
  });

  it('is the same where nothing but an address is left of it', () => {
    const raised = (address: string) => error('E', `<A at ${address}>`);
    const run = cell({
      tags: ['raises-exception'],
      outcome: { status: 'error', ename: 'E', evalue: '<A at 0x7fa1b2c3d4e0>' },
      old: [raised('0x7f3c2d5e8f10')],
      new: [raised('0x7fa1b2c3d4e0')]
    });
    expect(compareCell(run, DEFAULT_RULES).verdict).toBe('failed-as-before');
  });
});

describe('long tables', () => {
  const rows = (change: (y: number) => string) =>
    display({
      'text/html': `<table>${Array.from({ length: 30_000 }, (_, y) => `<tr><td>${y}</td><td>${change(y)}</td></tr>`).join('')}</table><p>end</p>`
    });
  const verdict = (old: IOutput, now: IOutput) =>
    compare([old], [now]).outputs[0];

  it('are compared by the rows that differ', () => {
    const found = verdict(
      rows(() => '0.5'),
      rows(y => (y === 20_000 ? '0.6' : '0.5'))
    );
    expect(found.verdict).toBe('different');
    expect(found.detail).toBe('1 table cell, 17 % apart');
    expect(
      verdict(
        rows(() => '<b>0.5</b>'),
        rows(y => (y === 20_000 ? '<i>0.5</i>' : '<b>0.5</b>'))
      ).verdict
    ).toBe('equivalent');
  });

  it('are told apart by what comes after them', () => {
    const old = rows(() => '0.5');
    const now = {
      ...old,
      data: {
        'text/html': String(
          (old.data as { [mime: string]: string })['text/html']
        ).replace('<p>end', '<p>fin')
      }
    };
    expect(verdict(old, now).verdict).toBe('different');
  });

  it('whose rows all changed are not compared', () => {
    expect(
      verdict(
        rows(y => String(y)),
        rows(y => String(y + 1))
      ).verdict
    ).toBe('uncomparable');
  });
});
