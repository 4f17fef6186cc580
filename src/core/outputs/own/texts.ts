import type { IOutput } from '../../notebook/facts';
import { canonicalOutputs } from '../canonical';
import { itemsOf } from '../items';
import { stripAnsi } from '../terminal';
import type { ICellRun, IOwnResults, OwnResult } from '../types';

/** A text to which own patterns are applied. */
export interface IOwnText {
  /** Place of the cell in the list. */
  cell: number;
  side: 'old' | 'new';
  /** Names it among the texts of its cell. */
  key: string;
  text: string;
}

/** Bytes in base64: nothing to look for. */
const BYTES =
  /^(?:(?:image|audio|video|model|font)\/(?!svg)|application\/(?:pdf|octet-stream|zip))/i;

/**
 * The texts of a run that own patterns may apply to: streams, what is shown as text of any kind (not JSON), and the
 * values of errors.
 *
 * @param all - those of cells whose texts are the same on both sides as well
 */
export function ownTexts(cells: readonly ICellRun[], all = false): IOwnText[] {
  return cells.flatMap(({ old, new: now, outcome }, cell) => {
    if (outcome.status === 'not-run' || old === null) {
      return all ? textsOf(now, cell, 'new') : [];
    }
    const a = textsOf(old, cell, 'old');
    const b = textsOf(now, cell, 'new');
    const same =
      a.length === b.length && a.every(({ text }, i) => text === b[i].text);
    return same && !all ? [] : [...a, ...b];
  });
}

function textsOf(
  outputs: IOutput[],
  cell: number,
  side: IOwnText['side']
): IOwnText[] {
  const canonical = canonicalOutputs(outputs);
  const items = itemsOf(canonical).map(({ index, output }) => ({
    index,
    parts: partsOf(output)
  }));
  canonical.forEach((output, index) => {
    if (output.output_type === 'error') {
      items.push({ index, parts: partsOf(output) });
    }
  });
  return items.flatMap(({ index, parts }) =>
    Object.entries(parts).map(([part, text]) => ({
      cell,
      side,
      key: keyOf(side, index, part),
      text
    }))
  );
}

/** The texts of one output by their names: `text`, `evalue`, or a MIME type. */
export function partsOf(output: IOutput): { [part: string]: string } {
  switch (output.output_type) {
    case 'stream':
      return { text: stripAnsi(String(output.text)) };
    case 'error':
      return { evalue: stripAnsi(String(output.evalue)) };
    default: {
      const data = (output.data ?? {}) as { [mime: string]: unknown };
      return Object.fromEntries(
        Object.entries(data).flatMap(([mime, value]) =>
          typeof value === 'string' && !BYTES.test(mime)
            ? [[mime, stripAnsi(value)]]
            : []
        )
      );
    }
  }
}

/** Names a text of an output, counted in the canonical list. */
export function keyOf(
  side: IOwnText['side'],
  index: number,
  part: string
): string {
  return `${side} ${index} ${part}`;
}

/** The cells with what was made of their texts. */
export function withResults(
  cells: readonly ICellRun[],
  texts: readonly IOwnText[],
  results: readonly OwnResult[]
): ICellRun[] {
  const byCell = new Map<number, IOwnResults>();
  texts.forEach(({ cell, key }, at) => {
    const own = byCell.get(cell) ?? {};
    own[key] = results[at];
    byCell.set(cell, own);
  });
  return cells.map((cell, at) => {
    const own = byCell.get(at);
    return own ? { ...cell, own } : cell;
  });
}
