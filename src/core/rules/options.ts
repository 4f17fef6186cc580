import type { Severity } from '../notebook/finding';
import { RULES, ruleOf } from './rules';

/** What a person may make of a rule. */
export type RuleSetting = Severity | 'off';

/** A person's choices about rules; all that is left out is as the rules have it. */
export interface IRuleOptions {
  /**
   * By rule id: the severity of its findings, or `off` to silence them in the whole notebook.
   *
   * #### Notes
   * A severity says how much a finding matters to the person. A rule set to `error` never claims that a restart would
   * stop where the analysis did not; one set lower than that claim takes it away.
   */
  rules?: { [rule: string]: RuleSetting };
  /** Names that the environment defines before the first cell runs. */
  providedNames?: string[];
}

const SETTINGS: readonly string[] = [
  'error',
  'warning',
  'note',
  'off'
] satisfies RuleSetting[];

function isRuleSetting(value: unknown): value is RuleSetting {
  return typeof value === 'string' && SETTINGS.includes(value);
}

/**
 * Reads options from parsed JSON. What is wrong is left out and told, a sentence each; the rest counts. Never throws.
 */
export function readRuleOptions(value: unknown): {
  options: IRuleOptions;
  problems: string[];
} {
  const problems: string[] = [];
  if (value === undefined || value === null) {
    return { options: {}, problems };
  }
  if (!isObject(value)) {
    problems.push(
      `Rule options must be an object with \`rules\` and \`providedNames\`, not ${show(value)}`
    );
    return { options: {}, problems };
  }
  const options: IRuleOptions = {};
  for (const [key, part] of Object.entries(value)) {
    if (key === 'rules') {
      options.rules = readRules(part, problems);
    } else if (key === 'providedNames') {
      options.providedNames = readNames(part, problems);
    } else {
      problems.push(
        `\`${shorten(key)}\` is no option; there are \`rules\` and \`providedNames\``
      );
    }
  }
  return { options, problems };
}

function readRules(
  value: unknown,
  problems: string[]
): { [rule: string]: RuleSetting } {
  if (value === undefined) {
    return {};
  }
  if (!isObject(value)) {
    problems.push(
      `\`rules\` must be an object of rule ids and severities, not ${show(value)}`
    );
    return {};
  }
  const read: [string, RuleSetting][] = [];
  for (const [id, setting] of Object.entries(value)) {
    const rule = ruleOf(id);
    if (setting === undefined) {
      continue;
    }
    if (!rule) {
      const near = nearest(id);
      problems.push(
        `There is no rule \`${shorten(id)}\`${near ? `; did you mean \`${near}\`?` : ''}`
      );
    } else if (rule.isFixed) {
      problems.push(`\`${id}\` cannot be set: it tells what a clean run did`);
    } else if (!isRuleSetting(setting)) {
      problems.push(
        `\`${id}\` must be \`error\`, \`warning\`, \`note\` or \`off\`, not ${show(setting)}`
      );
    } else {
      read.push([id, setting]);
    }
  }
  return Object.fromEntries(read);
}

/** Source of the rule: The Python Language Reference, 2.3 (identifiers). */
const NAME = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;

function readNames(value: unknown, problems: string[]): string[] {
  if (value === undefined) {
    return [];
  }
  if (!Array.isArray(value)) {
    problems.push(
      `\`providedNames\` must be a list of names, not ${show(value)}`
    );
    return [];
  }
  return value.filter((name: unknown): name is string => {
    const isName = typeof name === 'string' && NAME.test(name);
    if (!isName) {
      problems.push(
        `\`providedNames\` must hold Python names; ${show(name)} is none`
      );
    }
    return isName;
  });
}

function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const LONGEST_SHOWN = 40;

/** A value as JSON has it, in backticks, so short that it fits into a sentence. */
function show(value: unknown): string {
  if (Array.isArray(value)) {
    return 'a list';
  }
  return isObject(value)
    ? 'an object'
    : `\`${shorten(JSON.stringify(value) ?? String(value))}\``;
}

function shorten(text: string): string {
  const plain = text.replace(/`/g, "'");
  return plain.length > LONGEST_SHOWN
    ? `${plain.slice(0, LONGEST_SHOWN - 1)}…`
    : plain;
}

/** The rule whose id is at most two edits away, if any. */
function nearest(id: string): string | null {
  const close = RULES.filter(rule => distance(rule.id, id) <= 2);
  return close.length > 0 ? close[0].id : null;
}

/** Levenshtein's distance; Infinity when the lengths alone tell that it is beyond 2. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) {
    return Infinity;
  }
  let row = Array.from({ length: b.length + 1 }, (_, k) => k);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let k = 1; k <= b.length; k++) {
      const change = a[i - 1] === b[k - 1] ? 0 : 1;
      next.push(Math.min(row[k] + 1, next[k - 1] + 1, row[k - 1] + change));
    }
    row = next;
  }
  return row[b.length];
}
