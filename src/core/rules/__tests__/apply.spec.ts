import * as fc from 'fast-check';
import { makeCell } from '../../ladder/__tests__/make';
import type { INotebook } from '../../notebook/facts';
import type { IFinding } from '../../notebook/finding';
import { applyRules, RULES, type IRuleOptions } from '..';
import { reportOn, sources } from './example';

const stops = sources('total = sum(prices)', 'prices = [3]');

describe('a severity that is set', () => {
  it('holds for all findings of the rule and no other', () => {
    const { findings } = reportOn(sources('a', 'b', 'for'), {
      rules: { 'undefined-name': 'note' }
    });
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['syntax-error', 'error'],
      ['undefined-name', 'note'],
      ['undefined-name', 'note']
    ]);
  });

  it('lower than error takes a notebook from level -1', () => {
    expect(reportOn(stops)).toMatchObject({ standing: 'failed', level: -1 });
    const report = reportOn(stops, { rules: { 'undefined-name': 'warning' } });
    expect(report).toMatchObject({ standing: 'unverified', level: 3 });
    expect(report.findings).toMatchObject([
      { rule: 'undefined-name', severity: 'warning' }
    ]);
    expect(report.silenced).toBe(0);
  });

  it('to error marks the finding and fails no notebook', () => {
    const notebook = sources('if input():\n    print(x)');
    const [before] = reportOn(notebook).findings;
    expect(before.severity).toBe('warning');
    const report = reportOn(notebook, { rules: { 'undefined-name': 'error' } });
    expect(report).toMatchObject({
      standing: 'unverified',
      findings: [{ ...before, severity: 'error', raised: true }]
    });
    const run = report.facets.find(({ id }) => id === 'run');
    expect(run?.state).toBe('unknown');
    expect(report.next?.title).not.toMatch(/run from the top/);
  });

  it('to error leaves an error of the analysis what it is', () => {
    const report = reportOn(stops, { rules: { 'undefined-name': 'error' } });
    expect(report).toEqual(reportOn(stops));
  });

  it('to error on another finding does not hide where a restart would stop', () => {
    const notebook = sources(
      makeCell('print(1)', { executionCount: 3 }),
      'total = sum(prices)'
    );
    const report = reportOn(notebook, { rules: { 'skipped-count': 'error' } });
    expect(report.standing).toBe('failed');
    expect(report.next?.detail).toMatch(/^Cell 2: `prices`/);
    expect(report.facets.find(({ id }) => id === 'run')?.summary).toBe(
      'A restart would stop at cell 2'
    );
  });

  it('comes after what a clean run proved: an error it disproved is none again', () => {
    const findings = [makeFinding('undefined-name', 0, 'warning')];
    const set = applyRules(findings, stops, {
      rules: { 'undefined-name': 'error' }
    });
    expect(set.findings[0]).toMatchObject({ severity: 'error', raised: true });
  });
});

describe('a silence', () => {
  it('of a rule in a cell takes its findings there, and counts them', () => {
    const report = reportOn(
      sources('a # reproducibility: ignore[undefined-name]', 'b')
    );
    expect(report.findings.map(({ names }) => names)).toEqual([['b']]);
    expect(report.silenced).toBe(1);
  });

  it('of another rule takes nothing', () => {
    const report = reportOn(sources('a # reproducibility: ignore[never-run]'));
    expect(report.findings).toHaveLength(1);
    expect(report.silenced).toBe(0);
  });

  it('of all rules in a cell takes a notebook from level -1', () => {
    const report = reportOn(sources('a # reproducibility: ignore'));
    expect(report).toMatchObject({ standing: 'unverified', findings: [] });
  });

  it('by tag is one of all rules', () => {
    const tags = ['reproducibility-ignore'];
    const report = reportOn(sources(makeCell('a', { tags }), 'b'));
    expect(report.findings.map(({ names }) => names)).toEqual([['b']]);
  });

  it('of a whole notebook is a rule that is off', () => {
    const report = reportOn(sources('a', 'b'), {
      rules: { 'undefined-name': 'off' }
    });
    expect(report).toMatchObject({
      findings: [],
      silenced: 2,
      standing: 'unverified'
    });
  });

  it('in no cell takes a finding on the whole notebook', () => {
    const cell = makeCell('# reproducibility: ignore', { executionCount: 7 });
    expect(reportOn(sources(cell)).findings).toMatchObject([
      { rule: 'skipped-count', cell: null }
    ]);
  });

  it('does not hide that a clean run stopped', () => {
    const notebook = sources('1 / 0 # reproducibility: ignore');
    const rules = { 'run-failed': 'off' } as const;
    expect(reportOn(notebook, { rules }, 0)).toMatchObject({
      standing: 'failed',
      findings: [{ rule: 'run-failed', severity: 'error' }],
      silenced: 0
    });
  });
});

describe('names that the environment provides', () => {
  it('are not undefined, and not silenced either', () => {
    const report = reportOn(sources('spork.read()', 'other'), {
      providedNames: ['spork']
    });
    expect(report.findings.map(({ names }) => names)).toEqual([['other']]);
    expect(report.silenced).toBe(0);
  });

  it('leave what else the cell lacks', () => {
    const { findings } = reportOn(sources('spork.read()\nprint(other)'), {
      providedNames: ['spork']
    });
    expect(findings.map(({ names }) => names)).toEqual([['other']]);
  });

  it('are gone once a cell deletes them', () => {
    const options = { providedNames: ['spork'] };
    const { findings } = reportOn(
      sources('spork.read()\ndel spork', 'spork'),
      options
    );
    expect(findings).toMatchObject([
      { rule: 'undefined-name', severity: 'error', cell: { index: 1 } }
    ]);
    expect(findings[0].message).toContain('cell 1 deleted it');
    const again = sources('del spork', 'spork = 1', 'spork');
    expect(reportOn(again, options).findings).toEqual([]);
  });

  it('count from the first cell on, whatever was provided before', () => {
    const notebook = sources('spork');
    const count = (providedNames: string[]) =>
      reportOn(notebook, { providedNames }).findings.length;
    expect([count([]), count(['spork']), count([])]).toEqual([1, 0, 1]);
  });

  it('are not kept by the kernel alone', () => {
    const notebook = sources('spork');
    notebook.kernelNames = [{ name: 'spork', type: 'Session' }];
    notebook.log = { session: 's', complete: true, executions: [] };
    const rulesOf = (options: IRuleOptions) =>
      reportOn(notebook, options).findings.map(({ rule }) => rule);
    expect(rulesOf({})).toContain('kernel-only');
    expect(rulesOf({ providedNames: ['spork'] })).toEqual([]);
  });

  it('matter to rules about missing names alone', () => {
    const findings = [makeFinding('never-run', 0), makeFinding('no-rule', 0)];
    const { length } = applyRules(findings, stops, {
      providedNames: ['x']
    }).findings;
    expect(length).toBe(2);
  });
});

function makeFinding(
  rule: string,
  index: number | null,
  severity: IFinding['severity'] = 'note'
): IFinding {
  const cell = index === null ? null : { index, id: null };
  return { rule, severity, tier: 'static', cell, names: ['x'], message: 'm' };
}

describe('for any findings, cells and options', () => {
  const rule = fc.constantFrom(
    ...RULES.map(({ id }) => id),
    'no-rule',
    'toString',
    '__proto__'
  );
  const severity = fc.constantFrom('error', 'warning', 'note');
  const finding = fc
    .tuple(rule, fc.option(fc.integer({ min: -1, max: 4 })), severity)
    .map(([id, index, severity]) => makeFinding(id, index, severity));
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom('# reproducibility: ignore', '[', ']', '"', "'''", '\n'),
    rule.map(id => `# reproducibility: ignore[${id}]\n`)
  );
  const notebook = fc
    .array(fc.array(piece), { maxLength: 4 })
    .map((cells): INotebook => sources(...cells.map(cell => cell.join(''))));
  const setting = fc.constantFrom('error', 'warning', 'note', 'off');
  const options: fc.Arbitrary<IRuleOptions> = fc.record(
    {
      rules: fc.dictionary(rule, setting),
      providedNames: fc.uniqueArray(fc.constantFrom('x', 'y'))
    },
    { requiredKeys: [] }
  );
  const findings = fc.array(finding);

  it('a second time changes nothing', () => {
    fc.assert(
      fc.property(findings, notebook, options, (all, notebook, options) => {
        const once = applyRules(all, notebook, options);
        const twice = applyRules(once.findings, notebook, options);
        expect(twice).toEqual({ findings: once.findings, silenced: 0 });
      })
    );
  });

  it('none is added, and what goes is silenced or provided', () => {
    fc.assert(
      fc.property(findings, notebook, options, (all, notebook, options) => {
        const { findings, silenced } = applyRules(all, notebook, options);
        expect(silenced).toBeGreaterThanOrEqual(0);
        expect(findings.length + silenced).toBeLessThanOrEqual(all.length);
        if (!options.providedNames) {
          expect(findings.length + silenced).toBe(all.length);
        }
      })
    );
  });

  it('one silence more takes findings away and changes none', () => {
    fc.assert(
      fc.property(
        findings,
        notebook,
        options,
        rule,
        fc.nat(3),
        (all, notebook, options, id, index) => {
          const before = applyRules(all, notebook, options).findings;
          const keptBy = (findings: IFinding[]) =>
            before.filter(finding =>
              findings.some(each => same(each, finding))
            );
          const off = { ...options, rules: { ...options.rules, [id]: 'off' } };
          const after = applyRules(all, notebook, off as IRuleOptions).findings;
          expect(after).toEqual(keptBy(after));
          const cells = notebook.cells.map((cell, k) =>
            k === index ? { ...cell, tags: ['reproducibility-ignore'] } : cell
          );
          const tagged = applyRules(all, { ...notebook, cells }, options);
          expect(tagged.findings).toEqual(keptBy(tagged.findings));
        }
      )
    );
  });

  function same(a: IFinding, b: IFinding): boolean {
    return JSON.stringify(a) === JSON.stringify(b);
  }
});
