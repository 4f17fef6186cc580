import { match } from './match';
import type { IContext, IMatch } from './match';
import { comparison, oneSided, textOf } from './items';
import type { IFound, IItem } from './items';
import { isSame } from './severity';
import { compareText, isCutOff } from './text/compare';
import { barredCode } from './text/rules/source';
import type { IOutputComparison } from './types';

/** Compares the text of two streams of one name. */
export function compareStreams(a: IItem, b: IItem, context: IContext): IMatch {
  return compareText(textOf(a), textOf(b), { ...context, stream: true });
}

/** By the rule for stderr, what differs there may be a remark only. */
export function compareStderr(
  a: IItem | null,
  b: IItem | null,
  context: IContext
): IOutputComparison {
  const policy = context.rules.stderr;
  if ([a, b].some(item => item !== null && isCutOff(textOf(item)))) {
    // The limits hold for all outputs of the cell, so some may be lost.
    return comparison(
      a,
      b,
      match('uncomparable', null, 'Cut off by the server')
    );
  }
  if (policy === 'ignore') {
    const message = 'stderr is left out';
    return comparison(a, b, {
      verdict: 'ignored',
      cause: null,
      message,
      detail: null
    });
  }
  const found: IFound =
    a !== null && b !== null
      ? compareStreams(a, b, context)
      : oneSided(a !== null, 'stderr');
  const lenient =
    policy === 'remark' &&
    /^(?:different|missing|unexpected)$/.test(found.verdict);
  return comparison(
    a,
    b,
    lenient ? { ...found, verdict: 'ignored', message: remark(a, b) } : found
  );
}

function remark(a: IItem | null, b: IItem | null): string {
  return a === null
    ? 'New text on stderr'
    : b === null
      ? 'Text on stderr is gone'
      : 'stderr differs';
}

/** Code whose text may come later than it was printed: it goes on beside the cell, or writes past Python's own streams. */
const BESIDE =
  /[tT]hread|\basync\b|\bawait\b|\basyncio\b|\bTimer\b|\bcall_(?:later|soon|at)\b|\bconcurrent\b|\bmultiprocess|\bProcess\(|\b\w*Pool(?:Executor)?\b|\bdask\b|\bjoblib\b|\bParallel\(|\.(?:submit|apply_async)\(|\bray\.|\b[Ss]park\b|\bn_jobs\b|\bsubprocess\b|\bPopen\b|\bos\.(?:system|write|fork|popen)\b|\bctypes\b|\bcffi\b/;

/** Whether a source has something that may print late. */
export function printsLate(source: string): boolean {
  return BESIDE.test(barredCode(source));
}

/**
 * Where stdout differs piece by piece, but its pieces joined do not: the text
 * only came before or after another picture. Gives the comparisons to use.
 */
export function acceptMovedText(
  outputs: IOutputComparison[],
  old: IItem[],
  now: IItem[],
  context: IContext
): IOutputComparison[] {
  const changed = outputs.filter(
    output => output.kind === 'stdout' && !isSame(output.verdict)
  );
  const isAlone = (items: IItem[], at: number | null) =>
    at === null ||
    items.some(({ index, output }) => index === at && output.name === 'stdout');
  if (
    changed.length < 2 ||
    // What stands beside one of them must not go with it.
    !changed.every(each => isAlone(old, each.old) && isAlone(now, each.new))
  ) {
    return outputs;
  }
  const joined = (items: IItem[]) =>
    joinPieces(
      items.filter(({ output }) => output.name === 'stdout').map(textOf)
    );
  const { verdict } = compareText(joined(old), joined(now), context);
  if (!isSame(verdict)) {
    return outputs;
  }
  const moved: IOutputComparison = {
    verdict: 'reordered',
    cause: 'order',
    message: 'Printed in another place',
    detail: 'same text, before or after another output',
    kind: 'stdout',
    old: changed.find(output => output.old !== null)?.old ?? null,
    new: changed.find(output => output.new !== null)?.new ?? null
  };
  return outputs.flatMap(output =>
    !changed.includes(output) ? output : output === changed[0] ? moved : []
  );
}

/** Pieces of text that are shown apart: what ends one and what begins the next are never one word. */
export function joinPieces(pieces: string[]): string {
  return pieces.reduce(
    (text, piece) =>
      /\S$/.test(text.slice(-1)) && /^\S/.test(piece)
        ? `${text}\n${piece}`
        : text + piece,
    ''
  );
}
