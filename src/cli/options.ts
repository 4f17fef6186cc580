import os from 'node:os';
import path from 'node:path';
import {
  readRuleOptions,
  ruleOf,
  RULES,
  type IRuleOptions
} from '../core/rules';
import { readTextFile } from './host';
import { readFailOn, type IFailOn } from './status';

export const FORMATS = ['text', 'json', 'github', 'sarif'] as const;

export type Format = (typeof FORMATS)[number];

/** What a person asks of `check`. */
export interface ICheckOptions {
  format: Format;
  failOn: IFailOn;
  rules: IRuleOptions;
  /** How many notebooks are looked at at the same time, at least 1. */
  jobs: number;
}

/** Options as they stand on the command line. */
export interface IGiven {
  json?: boolean;
  format?: string;
  'fail-on'?: string[];
  select?: string[];
  ignore?: string[];
  config?: string;
  jobs?: string;
}

/** Reads what was given to `check`. Never rejects: `problem` says what is wrong. */
export async function readCheckOptions(
  given: IGiven,
  folder: string
): Promise<{ options: ICheckOptions } | { problem: string }> {
  const format = readFormat(given, FORMATS);
  if ('problem' in format) {
    return format;
  }
  const failOn = readFailOn(listed(given['fail-on']));
  if ('problem' in failOn) {
    return failOn;
  }
  const jobs = Number(given.jobs ?? os.availableParallelism());
  if (!Number.isSafeInteger(jobs) || jobs < 1) {
    return { problem: `--jobs takes a number from 1 on, not '${given.jobs}'` };
  }
  const rules = await readRules(given, folder);
  return 'problem' in rules
    ? rules
    : { options: { ...format, ...failOn, ...rules, jobs } };
}

/** The format that is asked for; `--json` is short for one. */
export function readFormat<F extends string>(
  { json, format }: IGiven,
  formats: readonly F[]
): { format: F } | { problem: string } {
  const asked = format ?? (json ? 'json' : 'text');
  if (json && asked !== 'json') {
    return { problem: `--json and --format ${asked} ask for two formats` };
  }
  const found = formats.find(each => each === asked);
  return found === undefined
    ? { problem: `--format takes ${formats.join(', ')}, not '${asked}'` }
    : { format: found };
}

/** A configuration file, and on top of it what was selected and ignored. */
async function readRules(
  { select, ignore, config }: IGiven,
  folder: string
): Promise<{ rules: IRuleOptions } | { problem: string }> {
  const base =
    config === undefined ? { rules: {} } : await readConfig(config, folder);
  if ('problem' in base) {
    return base;
  }
  const rules = { ...base.rules.rules };
  const selected = listed(select);
  const ignored = listed(ignore);
  for (const id of [...selected, ...ignored]) {
    // The registry has the words for what is wrong.
    const { problems } = readRuleOptions({ rules: { [id]: 'off' } });
    if (problems.length > 0 && !(ruleOf(id) && selected.includes(id))) {
      return { problem: unquoted(problems[0]) };
    }
  }
  for (const { id, isFixed } of RULES) {
    if (isFixed) {
      continue;
    }
    const isLeft = selected.length > 0 && !selected.includes(id);
    if (isLeft || ignored.includes(id)) {
      rules[id] = 'off';
    } else if (selected.includes(id) && rules[id] === 'off') {
      delete rules[id];
    }
  }
  return { rules: { ...base.rules, rules } };
}

async function readConfig(
  named: string,
  folder: string
): Promise<{ rules: IRuleOptions } | { problem: string }> {
  const { text, problem } = await readTextFile(path.resolve(folder, named));
  if (text === null) {
    return { problem: `${named}: ${(problem ?? '').replace(/\.$/, '')}` };
  }
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    return {
      problem: `${named}: It is not valid JSON: ${(error as Error).message}`
    };
  }
  const { options, problems } = readRuleOptions(value);
  return problems.length > 0
    ? { problem: `${named}: ${problems.map(unquoted).join('; ')}` }
    : { rules: options };
}

/** An option may be given more than once, and hold several words with commas between them. */
function listed(given: string[] | undefined): string[] {
  return (given ?? [])
    .flatMap(each => each.split(','))
    .map(each => each.trim());
}

function unquoted(problem: string): string {
  return problem.replace(/`/g, "'");
}
