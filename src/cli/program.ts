import { parseArgs } from 'node:util';
import { check } from './check';
import { compare } from './compare';
import { Status } from './status';
import type { ITerminal } from './terminal';

/** Put there by the bundler. */
declare const CLI_VERSION: string | undefined;

const USAGE = `\
Usage: jupyter reproducibility check PATH... [--json]
       jupyter reproducibility compare OLD NEW [--json]

check tells on which level of reproducibility notebooks stand, what proves it,
and the next step up. compare tells whether two runs of a notebook gave the
same outputs. Nothing is run: notebooks and the files beside them are read.

  PATH        a notebook, or a folder to look for notebooks in
  OLD, NEW    two files of the same notebook
  --json      print JSON: check prints one report for one notebook, a list for
              several or for a folder
  --version   print the version
  --help      print this

Exit status: 0 nothing wrong, 1 something found, 2 could not look.
`;

/** Runs the command line with its arguments and resolves with the exit status. Never rejects. */
export async function run(
  args: string[],
  terminal: ITerminal
): Promise<Status> {
  try {
    return await dispatch(args, terminal);
  } catch (error) {
    terminal.err(`jupyter reproducibility: ${String(error)}\n`);
    return Status.CouldNotLook;
  }
}

async function dispatch(args: string[], terminal: ITerminal): Promise<Status> {
  const parsed = parse(args);
  if ('problem' in parsed) {
    return misused(parsed.problem, terminal);
  }
  const { values, positionals } = parsed;
  if (values.help) {
    terminal.out(USAGE);
    return Status.Fine;
  }
  if (values.version) {
    const version = typeof CLI_VERSION === 'string' ? CLI_VERSION : 'dev';
    terminal.out(`${version}\n`);
    return Status.Fine;
  }
  const [command, ...paths] = positionals;
  if (command === undefined) {
    terminal.err(USAGE);
    return Status.CouldNotLook;
  }
  const json = Boolean(values.json);
  switch (command) {
    case 'check':
      return paths.length > 0
        ? check(paths, json, terminal)
        : misused('Name a notebook or a folder to check', terminal);
    case 'compare':
      return paths.length === 2
        ? compare(paths, json, terminal)
        : misused('Name two notebooks to compare, the old one first', terminal);
    default:
      return misused(`There is no command '${command}'`, terminal);
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean' }
      }
    });
  } catch (error) {
    return { problem: (error as Error).message.split('. ')[0] };
  }
}

function misused(problem: string, terminal: ITerminal): Status {
  terminal.err(
    `${problem}.\nSee 'jupyter reproducibility --help' for what there is.\n`
  );
  return Status.CouldNotLook;
}
