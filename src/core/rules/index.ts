export { applyRules, type IRuled } from './apply';
export {
  readRuleOptions,
  type IRuleOptions,
  type RuleSetting
} from './options';
export type { IExample, IExampleCell, IRule } from './rule';
export { RULES, ruleOf } from './rules';
export { SILENCE_TAG } from './silence';
