import path from 'node:path';
import { Engine } from '../core/engine';
import type { IReport } from '../core/ladder';
import type { IRuleOptions } from '../core/rules';
import { NodeHost } from './host';
import { SourceLines } from './lines';
import { placeOf, rebase } from './place';
import { readNotebook } from './reading';

/** What is the same for all notebooks of one call; plain data, so that it can be sent to a thread. */
export interface IJob {
  /** The shell's folder, absolute. */
  folder: string;
  rules: IRuleOptions;
  /** Whether the lines of findings are wanted. */
  lines: boolean;
}

/** What was seen of one notebook, paths relative to the shell's folder; or why nothing was, a sentence. */
export type Answer =
  | {
      report: IReport;
      /** For each finding its 1-based line in the file; empty when not wanted. */
      lines: number[];
    }
  | { problem: string };

/**
 * Looks at one notebook and the files beside it. Never rejects.
 *
 * @param file - Absolute path.
 */
export async function lookAt(file: string, job: IJob): Promise<Answer> {
  try {
    return await look(file, job);
  } catch (error) {
    return { problem: crashed(String(error)) };
  }
}

/** What to say when the program itself fails on a notebook. */
export function crashed(why: string): string {
  return `It could not be checked, because the program failed on it (${why}). Please report this defect.`;
}

async function look(
  file: string,
  { folder, rules, lines }: IJob
): Promise<Answer> {
  const place = await placeOf(file, folder);
  const read = await readNotebook(file, place.path);
  if ('problem' in read) {
    return read;
  }
  const { report } = await new Engine().report(
    { notebook: read.notebook, run: null, look: true, options: rules },
    new NodeHost(place.root)
  );
  return {
    report: rebase(report, place.root, folder),
    lines: lines ? linesOf(report, read.text) : []
  };
}

function linesOf({ findings }: IReport, text: string): number[] {
  if (findings.length === 0) {
    return [];
  }
  const source = new SourceLines(text);
  return findings.map(({ cell, range }) =>
    cell === null ? 1 : source.lineOf(cell.index, range?.from)
  );
}

/** A path as the person would write it. */
export function shown(file: string, folder: string): string {
  return path.relative(folder, file) || file;
}
