import type { ICodeCellModel } from '@jupyterlab/cells';
import type { INotebookModel } from '@jupyterlab/notebook';
import type { PartialJSONValue } from '@lumino/coreutils';
import type { IOutput } from '../core/notebook/facts';
import type { IKeptCell } from './baseline';

/**
 * Reads all code cells of a notebook, outputs as the file holds them.
 *
 * #### Notes
 * The data are copies. Outputs come from the shared model, because the output
 * area's own has already interpreted carriage returns and joined streams.
 */
export function snapshot(model: INotebookModel): IKeptCell[] {
  const cells: IKeptCell[] = [];
  let index = 0;
  for (const cell of model.cells) {
    if (cell.type === 'code') {
      cells.push(keptCell(cell as ICodeCellModel, index));
    }
    index += 1;
  }
  return cells;
}

/** The code cells of a notebook by cell id, as they are now. */
export function codeCellsById(
  model: INotebookModel
): Map<string, { cell: ICodeCellModel; index: number }> {
  const found = new Map<string, { cell: ICodeCellModel; index: number }>();
  let index = 0;
  for (const cell of model.cells) {
    if (cell.type === 'code') {
      found.set(cell.id, { cell: cell as ICodeCellModel, index });
    }
    index += 1;
  }
  return found;
}

/** The outputs of a cell as the file would hold them: copies. */
export function outputsOf(cell: ICodeCellModel): IOutput[] {
  return cell.sharedModel.getOutputs() as IOutput[];
}

function keptCell(cell: ICodeCellModel, index: number): IKeptCell {
  const tags: unknown = cell.getMetadata('tags');
  return {
    index,
    id: cell.id,
    source: cell.sharedModel.getSource(),
    tags: Array.isArray(tags) ? tags.map(String) : [],
    executionCount: cell.executionCount,
    trusted: cell.trusted,
    dirty: cell.isDirty,
    timing: cell.getMetadata('execution') ?? null,
    outputs: outputsOf(cell)
  };
}

/** What a cell is to hold; parts that are left out stay as they are. */
export interface ICellContent {
  outputs: readonly IOutput[];
  executionCount: number | null;
  trusted: boolean;
  dirty?: boolean;
  /** Recorded times; null removes them. */
  timing?: unknown;
}

/**
 * Puts outputs into a code cell: in the file's own form, with count and trust
 * flag. Untrusted outputs are never shown as trusted, not even for a moment.
 */
export function writeCell(cell: ICodeCellModel, content: ICellContent): void {
  const { sharedModel } = cell;
  cell.outputs.clear();
  cell.trusted = content.trusted;
  if (!content.trusted) {
    // JupyterLab writes this flag when a cell gets trusted, never back.
    sharedModel.setMetadata('trusted', false);
  }
  sharedModel.setOutputs(
    writable(content.outputs) as unknown as Parameters<
      typeof sharedModel.setOutputs
    >[0]
  );
  cell.executionCount = content.executionCount;
  cell.executionState = 'idle';
  if (content.timing === null) {
    sharedModel.deleteMetadata('execution');
  } else if (content.timing !== undefined) {
    sharedModel.setMetadata('execution', content.timing as PartialJSONValue);
  }
  if (content.dirty !== undefined) {
    setDirty(cell, content.dirty);
  }
}

/**
 * The outputs in a form that JupyterLab's models keep as it is: the text of a
 * stream in one piece, and adjoining pieces of a stream as one output.
 *
 * #### Notes
 * Otherwise the shared model joins text lists with commas (`@jupyter/ydoc`
 * 4.2), and the output area, which joins adjoining streams, writes the joined
 * text back beside the pieces.
 */
export function writable(outputs: readonly IOutput[]): IOutput[] {
  const written: IOutput[] = [];
  for (const output of outputs) {
    if (output.output_type !== 'stream') {
      written.push(output);
      continue;
    }
    const text = Array.isArray(output.text)
      ? output.text.join('')
      : String(output.text ?? '');
    const last = written[written.length - 1];
    if (last?.output_type === 'stream' && last.name === output.name) {
      last.text = `${String(last.text)}${text}`;
    } else {
      written.push({ ...output, text });
    }
  }
  return written;
}

/** The class has a setter since 4.2; the interface does not tell. */
function setDirty(cell: ICodeCellModel, dirty: boolean): void {
  const descriptor = Object.getOwnPropertyDescriptor(
    Object.getPrototypeOf(cell),
    'isDirty'
  );
  if (descriptor?.set) {
    descriptor.set.call(cell, dirty);
  }
}
