import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from '../program';
import type { ITerminal } from '../terminal';

/** What a command printed, and how it ended. */
export interface IOutcome {
  status: number;
  out: string;
  err: string;
}

/** A folder of its own for one test, with real files in it. */
export class Shell {
  /** Absolute, with links resolved. */
  readonly top = fs.realpathSync(
    fs.mkdtempSync(path.join(os.tmpdir(), 'reproducibility-'))
  );

  /** Writes files by their paths; `null` makes a folder. */
  write(files: { [file: string]: string | Uint8Array | null }): void {
    for (const [file, content] of Object.entries(files)) {
      const place = path.join(this.top, file);
      const folder = content === null ? place : path.dirname(place);
      fs.mkdirSync(folder, { recursive: true });
      if (content !== null) {
        fs.writeFileSync(place, content);
      }
    }
  }

  /** Runs the command line from a folder below the top, in a shell that may be another than a plain pipe. */
  async run(
    args: string[],
    folder = '',
    shell: Partial<ITerminal> = {}
  ): Promise<IOutcome> {
    let out = '';
    let err = '';
    const status = await run(args, {
      folder: path.join(this.top, folder),
      columns: null,
      colour: false,
      progress: null,
      repository: null,
      out: text => {
        out += text;
      },
      err: text => {
        err += text;
      },
      ...shell
    });
    return { status, out, err };
  }

  remove(): void {
    fs.rmSync(this.top, { recursive: true, force: true });
  }
}

/** A notebook file with these code cells, run top to bottom. */
export function notebook(...sources: string[]): string {
  return JSON.stringify({
    cells: sources.map((source, k) => ({
      id: `cell-${k}`,
      cell_type: 'code',
      metadata: {},
      execution_count: k + 1,
      outputs: [],
      source
    })),
    metadata: {
      kernelspec: {
        name: 'python3',
        display_name: 'Python 3',
        language: 'python'
      },
      language_info: { name: 'python' }
    },
    nbformat: 4,
    nbformat_minor: 5
  });
}
