import * as fc from 'fast-check';
import { readRuleOptions } from '..';

describe('readRuleOptions', () => {
  it('takes what is right as it is', () => {
    const value = {
      rules: { 'out-of-order': 'off', 'never-run': 'warning' },
      providedNames: ['spark', '_größe']
    };
    expect(readRuleOptions(value)).toEqual({ options: value, problems: [] });
  });

  it.each([[undefined], [null], [{}]])('takes %j for no choice', value => {
    expect(readRuleOptions(value)).toEqual({ options: {}, problems: [] });
  });

  it.each<[unknown, string]>([
    [
      3,
      'Rule options must be an object with `rules` and `providedNames`, not `3`'
    ],
    [
      [],
      'Rule options must be an object with `rules` and `providedNames`, not a list'
    ],
    [
      { rule: {} },
      '`rule` is no option; there are `rules` and `providedNames`'
    ],
    [
      { rules: ['never-run'] },
      '`rules` must be an object of rule ids and severities, not a list'
    ],
    [
      { rules: { 'never-run': 'fatal' } },
      '`never-run` must be `error`, `warning`, `note` or `off`, not `"fatal"`'
    ],
    [
      { rules: { 'never-run': {} } },
      '`never-run` must be `error`, `warning`, `note` or `off`, not an object'
    ],
    [
      { rules: { 'undefined-names': 'off' } },
      'There is no rule `undefined-names`; did you mean `undefined-name`?'
    ],
    [{ rules: { '`x`': 'off' } }, "There is no rule `'x'`"],
    [
      { rules: { 'run-failed': 'off' } },
      '`run-failed` cannot be set: it tells what a clean run did'
    ],
    [
      { providedNames: 'spark' },
      '`providedNames` must be a list of names, not `"spark"`'
    ],
    [
      { providedNames: ['a b'] },
      '`providedNames` must hold Python names; `"a b"` is none'
    ],
    [
      { providedNames: [null] },
      '`providedNames` must hold Python names; `null` is none'
    ]
  ])('%j: %s', (value, problem) => {
    expect(readRuleOptions(value).problems).toEqual([problem]);
  });

  it('keeps what is right beside what is wrong', () => {
    const { options, problems } = readRuleOptions({
      rules: { 'never-run': 'off', 'no-such': 'off' },
      providedNames: ['spark', '1'],
      more: true
    });
    expect(options).toEqual({
      rules: { 'never-run': 'off' },
      providedNames: ['spark']
    });
    expect(problems).toHaveLength(3);
  });

  it('passes over rules that a form left unset', () => {
    expect(readRuleOptions({ rules: { 'never-run': undefined } })).toEqual({
      options: { rules: {} },
      problems: []
    });
  });

  it('never throws, gives only what it would take, and says at most a short sentence', () => {
    const rules = fc.dictionary(
      fc.oneof(fc.constantFrom('never-run', 'run-failed'), fc.string()),
      fc.oneof(fc.constantFrom('off', 'error'), fc.anything())
    );
    const value = fc.oneof(
      fc.anything(),
      fc.record(
        { rules, providedNames: fc.array(fc.anything()) },
        { requiredKeys: [] }
      )
    );
    fc.assert(
      fc.property(value, value => {
        const { options, problems } = readRuleOptions(value);
        expect(readRuleOptions(options)).toEqual({ options, problems: [] });
        for (const problem of problems) {
          expect(problem.length).toBeLessThan(160);
        }
      })
    );
  });
});
