/*
 * Own patterns in a thread of their own, which the page ends when one takes too long. Nothing that JupyterLab shares may
 * be imported here.
 */
import { compileOwn, evaluateOwn, ownTexts } from '../core/outputs/own';
import type { ICellRun, IOwnPattern, OwnResult } from '../core/outputs/types';

/** What the page asks: all texts of these cells but the first `from`. */
export interface IToPatterns {
  cells: ICellRun[];
  patterns: readonly IOwnPattern[];
  /** Texts that are the same on both sides, too. */
  all: boolean;
  from: number;
  /** Say before each pattern where it is, as one of the last time took too long. */
  trace: boolean;
}

/** What the patterns came to in one text. */
export interface IPlace {
  /** Place of the cell in the list. */
  cell: number;
  side: 'old' | 'new';
  result: OwnResult;
}

/** How far it is. The page takes silence for a pattern that takes too long. */
export type IFromPatterns =
  | { kind: 'ready' }
  | {
      kind: 'at';
      /** The text that comes next, and the pattern. */
      text: number;
      pattern: number;
      /** Of the texts before it that were not told yet. */
      places: IPlace[];
    }
  | { kind: 'done'; places: IPlace[] };

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<IToPatterns>) => void) | null;
  postMessage(message: IFromPatterns): void;
};

/** How long nothing is said, in ms. */
const QUIET = 10;

scope.onmessage = ({ data }) => {
  const { cells, patterns, all, from, trace } = data;
  const usable = patterns.filter(own => !('problem' in compileOwn(own)));
  const texts = usable.length > 0 ? ownTexts(cells, all) : [];
  let told = performance.now();
  let places: IPlace[] = [];
  const tell = (text: number, pattern: number) => {
    scope.postMessage({ kind: 'at', text, pattern, places });
    places = [];
    told = performance.now();
  };
  if (from < texts.length) {
    tell(from, 0);
  }
  for (let at = from; at < texts.length; at++) {
    if (!trace && performance.now() - told > QUIET) {
      tell(at, 0);
    }
    const { cell, side, text } = texts[at];
    const result = evaluateOwn(
      text,
      patterns,
      trace ? pattern => tell(at, pattern) : undefined
    );
    places.push({ cell, side, result });
  }
  scope.postMessage({ kind: 'done', places });
};
scope.postMessage({ kind: 'ready' });
