import { RECORDED_RULES } from './recorded';
import type { IRule } from './rule';
import { RUN_RULES } from './run';
import { SESSION_RULES } from './session';
import { STATIC_RULES } from './static';

/** Every rule that a finding can name. */
export const RULES: readonly IRule[] = [
  ...STATIC_RULES,
  ...RECORDED_RULES,
  ...SESSION_RULES,
  ...RUN_RULES
];

const byId = new Map(RULES.map(rule => [rule.id, rule]));

/** The rule with that id, or undefined. */
export function ruleOf(id: string): IRule | undefined {
  return byId.get(id);
}
