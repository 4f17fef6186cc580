import { parseArgs } from 'node:util';
import { check } from './check';
import { compare } from './compare';
import { readCompareRules } from './compare-options';
import { readCheckOptions, readFormat } from './options';
import { Status } from './status';
import type { ITerminal } from './terminal';
import { VERSION } from './version';

const USAGE = `\
Usage: jupyter reproducibility check PATH... [OPTION...]
       jupyter reproducibility compare OLD NEW [OPTION...]

check tells on which level of reproducibility notebooks stand, what proves it,
and the next step up. compare tells whether two runs of a notebook gave the
same outputs. Nothing is run: notebooks and the files beside them are read.

  PATH              a notebook, a folder to look for notebooks in, or a pattern
                    in quotes: 'notebooks/**/*.ipynb', '{a,b}/[0-9]?-*.ipynb'
  OLD, NEW          two files of the same notebook

  --format FORMAT   text; json: one report for one notebook, a list for several
                    or for a folder; github: annotations in GitHub Actions;
                    sarif: for code scanning. compare knows text and json
  --json            the same as --format json
  --fail-on WHAT    what gives exit status 1: error, warning (unless told
                    otherwise), or 'level<N>' for a notebook below level N;
                    may be given more than once
  --select RULE,... report these rules alone
  --ignore RULE,... leave these rules out
  --config FILE     JSON with a severity or "off" for rules, and names that the
                    environment provides: {"rules": {"never-run": "off"},
                    "providedNames": ["spark"]}
  --jobs N          notebooks looked at at a time; else one for each core

  of compare alone, how outputs are compared:
  --tolerance N     largest relative deviation at which two printed floats still
                    count as the same (1e-9 unless told otherwise); exact
  --stderr WHAT     ignore, remark (unless told otherwise), or strict
  --images WHAT     exact: every pixel counts; small (unless told otherwise):
                    what cannot be seen does not; small:0.01: and up to 1 % of
                    the pixels; ignore
  --no-mask ID,...  do not ignore this: address, timing, uuid, ...
  --mask PATTERN    ignore what this regular expression (JavaScript) matches;
                    may be given more than once
  --sanitize FILE   ignore what a sanitizer file of nbval names

  --version         print the version
  --help            print this

Exit status: 0 nothing wrong, 1 something found, 2 could not look.
`;

/**
 * Runs the command line with its arguments and resolves with the exit status. Never rejects.
 *
 * @param script - What threads run; null when there is no such file, and all is done in this thread.
 */
export async function run(
  args: string[],
  terminal: ITerminal,
  script: string | null = null
): Promise<Status> {
  try {
    return await dispatch(args, terminal, script);
  } catch (error) {
    terminal.err(`jupyter reproducibility: ${String(error)}\n`);
    return Status.CouldNotLook;
  }
}

async function dispatch(
  args: string[],
  terminal: ITerminal,
  script: string | null
): Promise<Status> {
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
    terminal.out(`${VERSION}\n`);
    return Status.Fine;
  }
  const [command, ...paths] = positionals;
  if (command === undefined) {
    terminal.err(USAGE);
    return Status.CouldNotLook;
  }
  switch (command) {
    case 'check': {
      if (paths.length === 0) {
        return misused('Name a notebook or a folder to check', terminal);
      }
      const alien = COMPARE_ONLY.find(name => values[name] !== undefined);
      if (alien) {
        return misused(`--${alien} is an option of compare alone`, terminal);
      }
      const read = await readCheckOptions(values, terminal.folder);
      return 'problem' in read
        ? misused(read.problem, terminal)
        : check(paths, read.options, terminal, script);
    }
    case 'compare': {
      if (paths.length !== 2) {
        return misused(
          'Name two notebooks to compare, the old one first',
          terminal
        );
      }
      const alien = CHECK_ONLY.find(name => values[name] !== undefined);
      if (alien) {
        return misused(`--${alien} is an option of check alone`, terminal);
      }
      const read = readFormat(values, ['text', 'json']);
      if ('problem' in read) {
        return misused(read.problem, terminal);
      }
      const found = await readCompareRules(values, terminal.folder);
      if ('problem' in found) {
        return misused(found.problem, terminal);
      }
      for (const warning of found.warnings) {
        terminal.err(`${warning}\n`);
      }
      const json = read.format === 'json';
      return compare(paths, { json, rules: found.rules }, terminal);
    }
    default:
      return misused(`There is no command '${command}'`, terminal);
  }
}

const CHECK_ONLY = ['fail-on', 'select', 'ignore', 'config', 'jobs'] as const;
const COMPARE_ONLY = [
  'tolerance',
  'stderr',
  'images',
  'no-mask',
  'mask',
  'sanitize'
] as const;

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        format: { type: 'string' },
        'fail-on': { type: 'string', multiple: true },
        select: { type: 'string', multiple: true },
        ignore: { type: 'string', multiple: true },
        config: { type: 'string' },
        jobs: { type: 'string' },
        tolerance: { type: 'string' },
        stderr: { type: 'string' },
        images: { type: 'string' },
        'no-mask': { type: 'string', multiple: true },
        mask: { type: 'string', multiple: true },
        sanitize: { type: 'string', multiple: true },
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
