import path from 'node:path';
import {
  DEFAULT_RULES,
  type ICompareRules,
  type IOwnPattern
} from '../core/outputs';
import { compileOwn, readSanitizers } from '../core/outputs/own';
import { MASK_LIST } from '../core/outputs/text/rules/catalogue';
import { readTextFile } from './host';

/** Options of `compare` as they stand on the command line. */
export interface IGivenRules {
  tolerance?: string;
  stderr?: string;
  images?: string;
  'no-mask'?: string[];
  mask?: string[];
  sanitize?: string[];
}

const STDERR = ['ignore', 'remark', 'strict'] as const;
const IMAGES = ['exact', 'small', 'ignore'] as const;

/**
 * Reads by which rules a person wants outputs compared. Never rejects: `problem` says what is wrong.
 *
 * @returns beside the rules, what nbval itself would make of the pairs of sanitizer files that its author can hardly have
 * meant, a sentence each
 */
export async function readCompareRules(
  given: IGivenRules,
  folder: string
): Promise<{ rules: ICompareRules; warnings: string[] } | { problem: string }> {
  const rules: ICompareRules = { ...DEFAULT_RULES };
  const warnings: string[] = [];
  if (given.tolerance !== undefined) {
    const tolerance =
      given.tolerance === 'exact' ? 0 : Number(given.tolerance || 'no');
    if (!(tolerance >= 0 && tolerance < 1)) {
      return {
        problem: `--tolerance takes a number from 0 on and below 1, as 1e-6, or 'exact', not '${given.tolerance}'`
      };
    }
    rules.tolerance = tolerance;
  }
  if (given.stderr !== undefined) {
    const stderr = STDERR.find(each => each === given.stderr);
    if (!stderr) {
      return oneOf('stderr', STDERR, given.stderr);
    }
    rules.stderr = stderr;
  }
  if (given.images !== undefined) {
    const [word, share, ...more] = given.images.split(':');
    const images = IMAGES.find(each => each === word);
    const threshold = share === undefined ? 0 : Number(share || 'no');
    const sound =
      images &&
      more.length === 0 &&
      threshold >= 0 &&
      threshold <= 1 &&
      (share === undefined || images === 'small');
    if (!sound) {
      return {
        problem: `--images takes exact, small, 'small:SHARE' with a share of the pixels from 0 to 1, or ignore, not '${given.images}'`
      };
    }
    rules.images = images;
    rules.imageThreshold = threshold;
  }
  const masksOff = (given['no-mask'] ?? []).flatMap(each => each.split(','));
  const unknown = masksOff.find(id => !MASK_LIST.some(mask => mask.id === id));
  if (unknown !== undefined) {
    return {
      problem: `There is no mask '${unknown}'; there are ${MASK_LIST.map(({ id }) => id).join(', ')}`
    };
  }
  rules.masksOff = masksOff;
  const ownPatterns: IOwnPattern[] = [];
  for (const pattern of given.mask ?? []) {
    const compiled = compileOwn({ pattern });
    if ('problem' in compiled) {
      return { problem: `--mask '${pattern}': ${compiled.problem}` };
    }
    ownPatterns.push({ pattern });
  }
  for (const named of given.sanitize ?? []) {
    const { text, problem } = await readTextFile(path.resolve(folder, named));
    if (text === null) {
      return { problem: `${named}: ${(problem ?? '').replace(/\.$/, '')}` };
    }
    const pairs = readSanitizers(text);
    if (pairs.length === 0) {
      return {
        problem: `${named}: It has no lines 'regex: …' and 'replace: …'`
      };
    }
    for (const { line, used, own, warnings: told } of pairs) {
      warnings.push(...told.map(each => `${named}:${line}: ${each}`));
      if (used && own) {
        ownPatterns.push(own);
      }
    }
  }
  rules.ownPatterns = ownPatterns;
  return { rules, warnings };
}

function oneOf(
  name: string,
  words: readonly string[],
  given: string
): { problem: string } {
  return { problem: `--${name} takes ${words.join(', ')}, not '${given}'` };
}
