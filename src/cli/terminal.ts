/** Where the program writes, and what it may know of the shell it runs in. */
export interface ITerminal {
  /** The shell's folder, absolute. */
  folder: string;
  /** Columns; null when standard output is not a terminal. */
  columns: number | null;
  colour: boolean;
  /** Columns of standard error; null when no person watches it. */
  progress: number | null;
  /** The folder that holds the repository, absolute, where a CI system tells. */
  repository: string | null;
  out(text: string): void;
  err(text: string): void;
}

/** The process's own standard streams. Colour only for a person, see https://no-color.org. */
export function processTerminal(): ITerminal {
  const { stdout, stderr, env } = process;
  // A reader that has enough (`| head`) is no error.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') {
      throw error;
    }
  });
  return {
    folder: process.cwd(),
    columns: stdout.isTTY ? stdout.columns : null,
    colour: stdout.isTTY && !env.NO_COLOR && env.TERM !== 'dumb',
    progress: stderr.isTTY && env.TERM !== 'dumb' ? stderr.columns : null,
    repository: env.GITHUB_WORKSPACE || null,
    out: text => void stdout.write(text),
    err: text => void stderr.write(text)
  };
}
