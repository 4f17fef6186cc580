import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES, ruleOf } from '..';
import { notebookOf, reportOn } from './example';

const core = join(__dirname, '..', '..');
const root = join(core, '..', '..');

/** The code of core outside this room, tests left out. */
const code = readdirSync(core, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile() && entry.name.endsWith('.ts'))
  .map(entry => join(entry.parentPath, entry.name))
  .filter(path => !/__tests__|core.rules/.test(path))
  .map(path => readFileSync(path, 'utf8'))
  .join('\n');

describe('the registry', () => {
  it('holds every rule that a finding in src/core names', () => {
    const named = Array.from(
      code.matchAll(/\brule:([^,;{}]*)|\bfinding\(\s*('[\w-]+')/g),
      ([, field, argument]) => field ?? argument
    ).flatMap(text => text.match(/(?<!=== ?')(?<=')[\w-]+(?=')/g) ?? []);
    expect(named).toContain('undefined-name');
    expect(named).toContain('out-of-order');
    expect(named.filter(id => !ruleOf(id))).toEqual([]);
  });

  it('holds no rule that nothing in src/core names', () => {
    const unused = RULES.filter(({ id }) => !code.includes(`'${id}'`));
    expect(unused.map(({ id }) => id)).toEqual([]);
  });

  it('knows each id once', () => {
    const ids = RULES.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    expect(ruleOf('no-such-rule')).toBeUndefined();
    expect(ruleOf('constructor')).toBeUndefined();
  });

  it('gives each rule that can be set a setting, and no other', () => {
    const path = join(root, 'schema', 'plugin.json');
    const { properties } = JSON.parse(readFileSync(path, 'utf8')).properties
      .rules;
    expect(Object.keys(properties)).toEqual(
      RULES.filter(({ isFixed }) => !isFixed).map(({ id }) => id)
    );
  });

  it.each(RULES)('$id: text as the pages need it', rule => {
    expect(rule.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(rule.title).toMatch(/^[A-Z].{3,40}[^.]$/);
    for (const sentence of [rule.explanation, rule.cure, rule.silence]) {
      expect(sentence).toMatch(/^[A-Z].*\.$/);
    }
  });
});

describe('the examples', () => {
  it.each(RULES)('$id: the bad one gives the finding', rule => {
    const { bad, id } = rule;
    const report = reportOn(notebookOf(bad), {}, bad.stoppedAt);
    const found = report.findings.filter(finding => finding.rule === id);
    expect(found).not.toEqual([]);
    expect(found.map(({ tier }) => tier)).toContain(rule.tier);
    expect(found.map(({ severity }) => severity)).toContain(rule.severity);
  });

  it.each(RULES)('$id: the good one gives no finding at all', ({ good }) => {
    const report = reportOn(notebookOf(good), {}, good.stoppedAt);
    expect(report.findings).toEqual([]);
  });
});
