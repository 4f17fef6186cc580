import { count, match } from '../match';
import type { IContext, IMatch } from '../match';
import { barredCode, codeOf } from './rules/source';
import { compareTokens, tokenize } from './tokens';

/**
 * The same items in another order: elements of printed sets and dictionaries,
 * or lines of a stream, where the cell has threads, sets or folders that give
 * them so. What is printed as a
 * list or a table has an order that is a result. Null when it is not that.
 */
export function compareOrder(
  old: string,
  now: string,
  context: IContext
): IMatch | null {
  if (
    /\{/.test(old) &&
    !drawsBraces(context.source) &&
    sameInBraces(old, now, context)
  ) {
    return match(
      'reordered',
      'order',
      'Printed in another order',
      'same items in braces'
    );
  }
  const a = old.split('\n');
  const b = now.split('\n');
  if (a.length > 1 && sameItems(a, b)) {
    const detail = `same ${count(a.length, 'line')}`;
    return context.stream && !isTable(a, b) && isDisorderly(context.source)
      ? match('reordered', 'order', 'Printed in another order', detail)
      : match('different', 'order', 'Lines in another order', detail);
  }
  const words = (text: string) => tokenize(text).map(token => token.text);
  return /[[(]/.test(old) && sameItems(words(old), words(now))
    ? match(
        'different',
        'order',
        'Items in another order',
        'a list made from a set depends on PYTHONHASHSEED'
      )
    : null;
}

/** What has no order of its own, or does several things at a time. */
const DISORDER =
  /\b(?:frozen)?set\(|\{[^{}:\n]*[\w'][^{}:\n]*\}|\b(?:intersection|union|difference|symmetric_difference)\(|\b(?:listdir|scandir|walk|i?glob|rglob|iterdir|list\.files)\(|[tT]hread|\basync\b|\bawait\b|\basyncio\b|\bas_completed\b|\bmultiprocess|\bProcess\(|\b\w*Pool(?:Executor)?\b|\bconcurrent\b|\bdask\b|\bjoblib\b|\bParallel\(|\bimap_unordered\b|\.(?:submit|apply_async)\(|\bray\.|\b[Ss]park\b|\bn_jobs\b[^]*\bverbose\b|\bverbose\b[^]*\bn_jobs\b/;

/** Commands that list files or do several things at a time. */
const LISTING =
  /^\s*[!%].*\b(?:ls|find|du|tree|xargs|parallel)\b|^%%(?:bash|sh)\b[\s\S]*(?:\b(?:ls|find|du|tree|xargs|parallel)\b|&\s*$)/m;

/** Commands that sort, or list by size or time. */
const SORTED = /^.*(?:\bsort\b|\bls(?:\s+-\w+)*\s+(?:-\w*[StcuX]|--sort)).*$/gm;

/** Whether a source has something that may print lines in any order; what is sorted does not. */
function isDisorderly(source: string): boolean {
  return (
    LISTING.test(codeOf(source).replace(SORTED, '')) ||
    (DISORDER.test(barredCode(source).replace(/\bsorted\([^\n]*/g, '')) &&
      !printsRanking(barredCode(source)))
  );
}

/** What puts things in an order that is a result. */
const RANKING =
  /\bsorted\(|\.(?:sort|sort_values|sort_index|nlargest|nsmallest|most_common|argsort|value_counts)\(|\bargsort\(|\b(?:nlargest|nsmallest)\(/;

/** Sources are looked into up to here. */
const MAX_SOURCE = 20_000;

/** Whether a source goes through something sorted, line by line, and prints it; or prints it at once. */
function printsRanking(code: string): boolean {
  if (!RANKING.test(code)) {
    return false;
  }
  const ranked = new Set<string>();
  for (const [, name, value] of code.matchAll(
    /^[^\S\n]*(\w{1,80})[^\S\n]*=(?!=)([^\n]{0,1000})/gm
  )) {
    if (RANKING.test(value)) {
      ranked.add(name);
    }
  }
  for (const [, name] of code.matchAll(/(?<![\w.])(\w{1,80})\.sort\(/g)) {
    ranked.add(name);
  }
  const isRanked = (expression: string) =>
    RANKING.test(expression) ||
    (expression.match(/(?<![\w.])[A-Za-z_]\w*/g) ?? []).some(name =>
      ranked.has(name)
    );
  const lines = code.slice(0, MAX_SOURCE).split('\n');
  return lines.some((line, i) => {
    const loop = /^\s*(?:async )?for\b.{1,200}?\bin\b(.{1,500}?):(.*)$/.exec(
      line
    );
    return loop
      ? isRanked(loop[1]) && /\bprint\(/.test(loop[2] + bodyOf(lines, i))
      : isRanked(/\bprint\((.*)/.exec(line)?.[1] ?? '');
  });
}

/** The lines below one that are indented more. */
function bodyOf(lines: string[], at: number): string {
  const indent = lines[at].search(/\S/);
  const end = lines.findIndex(
    (line, i) => i > at && line.trim() !== '' && line.search(/\S/) <= indent
  );
  return lines.slice(at + 1, end < 0 ? undefined : end).join('\n');
}

/** What gives a set. */
const UNORDERED =
  /\b(?:frozen)?set\(|\b(?:intersection|union|difference|symmetric_difference)\(|(?<!['"{\w])\{[^{}:\n]*['"][^{}:\n]*,[^{}:\n]*\}/;

/** Whether a source writes braces around what it prints, in the order that it has: `f'{{{a}, {b}}}'`, `'{' + text`. */
function drawsBraces(source: string): boolean {
  return (
    (
      codeOf(source).match(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g) ?? []
    ).some(text => /\{(?:\{|%|['"]$)/.test(text)) &&
    !UNORDERED.test(codeOf(source))
  );
}

/**
 * Whether two texts are equal but for the order within braces. Of what the masks number by first use (addresses), the
 * numbers depend on the order; how often each occurs does not.
 */
function sameInBraces(old: string, now: string, context: IContext): boolean {
  const a = sortedBraces(old.replace(NUMBERED, '$1'));
  const b = sortedBraces(now.replace(NUMBERED, '$1'));
  return (
    a !== null &&
    b !== null &&
    (a === b ||
      compareTokens(tokenize(a), tokenize(b), context.rules.tolerance)
        .verdict !== 'different') &&
    sameItems(quotedTexts(a), quotedTexts(b)) &&
    sameItems(uses(old), uses(now))
  );
}

/** A hidden passage with the number of what it hides. */
const NUMBERED = /(\uE000[^\uE000\uE001]{0,70}?) (\d+)(?=\uE001)/g;

/** How often each numbered passage occurs. */
function uses(text: string): string[] {
  const counts = new Map<string, number>();
  for (const [passage] of text.matchAll(NUMBERED)) {
    counts.set(passage, (counts.get(passage) ?? 0) + 1);
  }
  return Array.from(
    counts,
    ([passage, count]) => `${passage.replace(/\d+$/, '')}${count}`
  );
}

function quotedTexts(text: string): string[] {
  return text.split(QUOTED).filter((_, i) => i % 2 === 1);
}

function sameItems(a: string[], b: string[]): boolean {
  if (a.length !== b.length) {
    return false;
  }
  const left = [...a].sort();
  const right = [...b].sort();
  return left.every((item, i) => item === right[i]);
}

/** Whether the lines that changed place are rows: columns two blanks apart. */
function isTable(a: string[], b: string[]): boolean {
  const moved = a.filter((line, i) => line !== b[i]);
  return moved.every(line => / {2,}\S/.test(line.trimStart()));
}

const CLOSING: { [open: string]: string } = { '{': '}', '[': ']', '(': ')' };

/** Most brackets within brackets that are looked into. */
const MAX_DEPTH = 100;

/**
 * Text as tokens with the elements of every brace group sorted; null when
 * brackets do not match.
 */
function sortedBraces(text: string): string | null {
  const tokens = quotedTokens(text);
  let at = 0;
  const group = (close: string | null, depth: number): string[] | null => {
    const items: string[] = [];
    let item: string[] = [];
    while (at < tokens.length) {
      const token = tokens[at++];
      if (token === close) {
        return item.length > 0 ? [...items, item.join(' ')] : items;
      }
      if (CLOSING[token]) {
        const inner =
          depth < MAX_DEPTH ? group(CLOSING[token], depth + 1) : null;
        if (!inner) {
          return null;
        }
        const ordered = token === '{' ? inner.sort() : inner;
        item.push(`${token} ${ordered.join(' , ')} ${CLOSING[token]}`);
      } else if (token === ',' && close !== null) {
        items.push(item.join(' '));
        item = [];
      } else {
        item.push(token);
      }
    }
    return close === null ? [item.join(' ')] : null;
  };
  return group(null, 0)?.[0] ?? null;
}

const QUOTED = /('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")/;

/** Tokens, with quoted texts whole. */
function quotedTokens(text: string): string[] {
  const parts = text.split(QUOTED);
  return parts.flatMap((part, i) =>
    i % 2 === 1 ? [part] : tokenize(part).map(token => token.text)
  );
}
