import type { IExecutionLog, IKernelName } from './log';

/**
 * What a host hands over about one notebook: plain JSON, no behaviour.
 */

/** An output as nbformat 4 writes it; kept open because vendors add keys. */
export interface IOutput {
  output_type: string;
  [key: string]: unknown;
}

/** One cell of a notebook. */
export interface ICell {
  /** nbformat 4.5 cell id, or null in older files. */
  id: string | null;
  type: 'code' | 'markdown' | 'raw';
  source: string;
  /** Always null for other cells than code cells, and for code that never ran. */
  executionCount: number | null;
  /** `metadata.tags`, or an empty list. */
  tags: string[];
  /** Code cells only. Empty for others. */
  outputs: IOutput[];
  /**
   * The source that produced the stored outputs, when the host saw the cell run; null when it did not.
   */
  ranSource: string | null;
  /**
   * Digest of the outputs by `digestOutputs`, when the host has it (it may then leave the data out of `outputs`).
   */
  outputsDigest?: string;
  /** When the cell last began to run (ISO 8601), as its file says; left out when it does not say. */
  ranAt?: string;
}

/** One notebook. Cell indices count all cells, from 0, in document order. */
export interface INotebook {
  /** Relative to the server's root (JupyterLab) or the shell's folder (command line); `/` separated. */
  path: string;
  /** Lower-case language name ('python', 'r', 'julia'), or null when the file does not say. */
  language: string | null;
  /** Version of the language of the kernel that ran it last (`3.12.4`); left out when the file does not say. */
  languageVersion?: string;
  /** Name of the kernel spec, or null. */
  kernelName: string | null;
  cells: ICell[];
  /** What was seen to run in the kernel that the notebook is connected to; left out when nothing was watched. */
  log?: IExecutionLog;
  /** Names that live in that kernel, when a person asked it. */
  kernelNames?: IKernelName[];
  /** What the metadata hold as the record of a clean run, as it stands there; left out when there is nothing. */
  record?: unknown;
}
