import { shellCommands } from '../formats';
import { isOnOneComputer, resolvePath } from '../paths';
import type { Tree } from '../tree';

/** One command that builds or enters an environment. */
export interface ISetupCommand {
  text: string;
  /** Files that it takes, relative to the host's root; standard names where the tool has one. */
  files: { path: string; present: boolean }[];
  /** Name of a conda environment that it enters or runs in, or null. */
  enters: string | null;
}

interface IMaker {
  /** Matches the command without its program's folder. */
  command: RegExp;
  /** Options that are followed by a file. */
  option: RegExp;
  /** The file that it takes when no option names one. */
  standard?: string;
  /** Takes a file without an option, too. */
  bare?: boolean;
}

const PIP = /^(?:-r|-c|--requirements?|--constraints?)(?:=|$|(?=\w))/;
const FILE = /^(?:-f|--file|--lockfile)(?:=|$)/;
const LONG_FILE = /^--file(?:=|$)/;
const NO_FILE = /^$/;

/** Commands that make an environment or start something that makes it by itself. */
const MAKERS: IMaker[] = [
  { command: /^(?:python[\d.]* -m )?pip[\d.]* install\b/, option: PIP },
  {
    command: /^(?:conda|mamba|micromamba) env (?:create|update)\b/,
    option: FILE,
    standard: 'environment.yml'
  },
  { command: /^micromamba (?:create|install)\b/, option: FILE },
  {
    command: /^(?:conda|mamba) (?:create|install|update)\b/,
    option: LONG_FILE
  },
  {
    command: /^conda[- ]lock install\b/,
    option: FILE,
    standard: 'conda-lock.yml',
    bare: true
  },
  {
    command: /^anaconda-project (?:prepare|run)\b/,
    option: NO_FILE,
    standard: 'anaconda-project.yml'
  },
  {
    command: /^pip-sync\b/,
    option: NO_FILE,
    standard: 'requirements.txt',
    bare: true
  },
  { command: /^uv pip (?:install|sync)\b/, option: PIP, bare: true },
  {
    command:
      /^(?:conda[- ]project|conda workspace|pixi|uv|poetry|pdm|pipenv|hatch|juv|make|docker|podman|docker-compose|apptainer|singularity|repo2docker|jupyter-repo2docker|nix|nix-shell|vagrant)\b/,
    option: NO_FILE
  }
];

const ENTERS =
  /^(?:(?:conda|mamba|micromamba) (?:activate|run)|source activate|activate)\b/;

/**
 * The commands of a shell text that set an environment up, seen from `folder` (relative to the host's root).
 */
export function setupCommands(
  tree: Tree,
  folder: string,
  text: string
): ISetupCommand[] {
  return shellCommands(text).flatMap((command): ISetupCommand[] => {
    const words = bareWords(command.words);
    const line = words.join(' ');
    const maker = MAKERS.find(each => each.command.test(line));
    const enters = ENTERS.test(line) ? environmentName(words) : null;
    if ((!maker && enters === null) || command.unsure === 'never') {
      return [];
    }
    const base = resolvePath(folder, command.folder) ?? folder;
    const files = maker ? filesOf(tree, base, words, maker) : [];
    return [{ text: line, files, enters }];
  });
}

/** A command's words without prompt, magic mark, `sudo` or variables before it, and without its program's folder. */
function bareWords(words: string[]): string[] {
  const start = words.findIndex(
    word => !/^(?:[$>%!@-]|sudo|time|exec|env|call|\w+=.*)$/.test(word)
  );
  if (start < 0) {
    return [];
  }
  const [program, ...rest] = words.slice(start);
  const name = program
    .replace(/^[!%@-]+/, '')
    .replace(/^.*[\\/]/, '')
    .replace(/\.exe$/i, '');
  return [name, ...rest];
}

/** Files that a command names, or the one it takes by itself. Addresses and placeholders are none. */
function filesOf(
  tree: Tree,
  base: string,
  words: string[],
  { option, standard, bare }: IMaker
): ISetupCommand['files'] {
  const names = words.flatMap((word, i) => {
    const found = option.exec(word);
    if (found) {
      return word.slice(found[0].length) || (words[i + 1] ?? '');
    }
    return bare && /\.(?:ya?ml|txt|lock|toml)$/.test(word) ? word : [];
  });
  if (names.length === 0 && standard !== undefined) {
    names.push(standard);
  }
  return [...new Set(names)].flatMap(name => {
    const plain = !/^$|^-|:\/\/|[$<>{}%*]/.test(name) && !isOnOneComputer(name);
    const path = plain ? resolvePath(base, name) : null;
    return path === null
      ? []
      : [{ path, present: tree.presence(path) !== 'missing' }];
  });
}

/** `-n name`, `--name name`, `--name=name`, or the word after `activate`. */
function environmentName(words: string[]): string | null {
  for (let i = 0; i < words.length; i++) {
    const inline = /^--name=(.+)$/.exec(words[i]);
    if (inline) {
      return inline[1];
    }
    const next = words[i + 1] ?? '';
    const names = words[i] === '-n' || words[i] === '--name';
    if (names || (words[i] === 'activate' && /^[\w.-]+$/.test(next))) {
      return next || null;
    }
  }
  return null;
}
