import type { ICellModel, ICodeCellModel } from '@jupyterlab/cells';
import type { INotebookModel } from '@jupyterlab/notebook';
import { RECORD_KEY } from '../core/ladder/file-record';
import type { ICell, INotebook, IOutput } from '../core/notebook/facts';
import { digestOutputs } from '../core/outputs/digest';
import type { IKernelName } from '../core/notebook/log';
import type { ExecutionLog } from '../kernel/execution-log';

/** What a model is read with. */
export interface IFactsOptions {
  path: string;
  /** The kernel that the notebook is connected to; null when there is none. */
  kernel: { name: string; language: string | null } | null;
  runs: ExecutionLog;
  /** What the kernel told when it was asked. */
  kernelNames?: IKernelName[];
  /** Present when a recorded run has to be told from the outputs: then each cell gets its `outputsDigest`. */
  digests: OutputDigests | null;
}

/**
 * The notebook as plain data. Reads models only, never widgets, so that it does not depend on windowing; output data
 * stay behind (only types, stream names and errors go along).
 */
export function notebookFacts(
  model: INotebookModel,
  options: IFactsOptions
): INotebook {
  const { path, kernel, runs, kernelNames, digests } = options;
  const cells: ICell[] = [];
  for (const cell of model.cells) {
    const tags = cell.getMetadata('tags') as unknown;
    const facts: ICell = {
      id: cell.sharedModel.getId() || null,
      type: cellType(cell.type),
      source: cell.sharedModel.getSource(),
      executionCount: null,
      tags: Array.isArray(tags) ? tags.map(String) : [],
      outputs: [],
      ranSource: null
    };
    if (cell.type === 'code') {
      const code = cell as ICodeCellModel;
      facts.executionCount = code.executionCount;
      facts.outputs = lightOutputs(code);
      facts.ranSource = runs.sourceOf(facts.id, code.executionCount);
      if (digests) {
        facts.outputsDigest = digests.of(code);
      }
    }
    cells.push(facts);
  }
  const spec = model.getMetadata('kernelspec') as
    { name?: string; language?: string } | undefined;
  const info = model.getMetadata('language_info') as
    { name?: string; version?: string } | undefined;
  const { log } = runs;
  const record: unknown = model.getMetadata(RECORD_KEY);
  return {
    path,
    language: normalise(kernel?.language ?? info?.name ?? spec?.language),
    ...(info?.version ? { languageVersion: info.version } : {}),
    kernelName: kernel?.name ?? spec?.name ?? null,
    cells,
    ...(log ? { log } : {}),
    ...(record === undefined ? {} : { record }),
    ...(kernelNames ? { kernelNames } : {})
  };
}

/** The outputs of a code cell as nbformat JSON. */
export function outputsOf(cell: ICodeCellModel): IOutput[] {
  return cell.sharedModel.getOutputs() as IOutput[];
}

/** What is known of the outputs of a cell. */
interface IDigested {
  digest: string | null;
  /** Counts their changes. */
  version: number;
}

/**
 * Digests of cells' outputs, each computed once and again after that cell's outputs changed.
 */
export class OutputDigests {
  /** @param digest - computes them elsewhere than in the page's own thread, in the same order */
  constructor(digest: (outputs: IOutput[][]) => Promise<string[]>) {
    this._digest = digest;
  }

  /** Computes what is missing; a cell whose outputs change meanwhile is left to `of`. */
  async prepare(cells: Iterable<ICellModel>): Promise<void> {
    const missing: [ICodeCellModel, IDigested, number][] = [];
    for (const cell of cells) {
      if (cell.type === 'code') {
        const code = cell as ICodeCellModel;
        const entry = this._entryOf(code);
        if (entry.digest === null) {
          missing.push([code, entry, entry.version]);
        }
      }
    }
    if (missing.length > 0) {
      const digests = await this._digest(
        missing.map(([cell]) => outputsOf(cell))
      );
      missing.forEach(([, entry, version], at) => {
        if (entry.version === version) {
          entry.digest = digests[at];
        }
      });
    }
  }

  of(cell: ICodeCellModel): string {
    const entry = this._entryOf(cell);
    entry.digest ??= digestOutputs(outputsOf(cell));
    return entry.digest;
  }

  private _entryOf(cell: ICodeCellModel): IDigested {
    const known = this._entries.get(cell);
    if (known) {
      return known;
    }
    const entry: IDigested = { digest: null, version: 0 };
    const forget = () => {
      entry.digest = null;
      entry.version++;
    };
    // The connections go with the cell's own output model.
    cell.outputs.changed.connect(forget);
    cell.outputs.stateChanged.connect(forget);
    cell.sharedModel.changed.connect((_, change) => {
      if ('outputsChange' in change || 'streamOutputChange' in change) {
        forget();
      }
    });
    this._entries.set(cell, entry);
    return entry;
  }

  private _digest: (outputs: IOutput[][]) => Promise<string[]>;
  private _entries = new WeakMap<ICodeCellModel, IDigested>();
}

function lightOutputs(cell: ICodeCellModel): IOutput[] {
  const light: IOutput[] = [];
  for (let index = 0; index < cell.outputs.length; index++) {
    const output = cell.outputs.get(index);
    if (output.type === 'error') {
      const { ename, evalue } = output.toJSON() as {
        ename?: string;
        evalue?: string;
      };
      light.push({ output_type: 'error', ename, evalue });
    } else {
      light.push({ output_type: output.type });
    }
  }
  return light;
}

function cellType(type: string): ICell['type'] {
  return type === 'code' || type === 'markdown' ? type : 'raw';
}

function normalise(language: string | null | undefined): string | null {
  const name = language?.toLowerCase().trim();
  return name === 'ipython' ? 'python' : name || null;
}
