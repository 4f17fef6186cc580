import { shellCommands } from '../formats';
import { isOnOneComputer, nameOf, resolvePath } from '../paths';
import type { Tree } from '../tree';

/** One command that builds or enters an environment. */
export interface ISetupCommand {
  text: string;
  /** Files that it takes, relative to the host's root; standard names where the tool has one. */
  files: { path: string; present: boolean }[];
  /** Name of a conda environment that it enters or runs in, or null. */
  enters: string | null;
}

/** First words of a command that makes an environment, the file each takes by itself, if any. */
const MAKERS: [RegExp, string | null][] = [
  [/^(?:python[\d.]*\s+-m\s+)?pip[\d.]* install\b/, null],
  [/^(?:conda|mamba|micromamba) env (?:create|update)\b/, 'environment.yml'],
  [/^(?:conda|mamba|micromamba) (?:create|install|update)\b/, null],
  [/^conda-lock install\b/, 'conda-lock.yml'],
  [/^conda lock install\b/, 'conda-lock.yml'],
  [/^anaconda-project (?:prepare|run|unarchive)\b/, 'anaconda-project.yml'],
  [/^conda[ -]project (?:prepare|install|run)\b/, 'conda-project.yml'],
  [/^conda workspace install\b/, 'conda.toml'],
  [/^pixi (?:install|run|shell)\b/, null],
  [/^uv (?:sync|run|pip (?:install|sync)|tool run)\b/, null],
  [/^(?:pip-sync)\b/, 'requirements.txt'],
  [/^poetry (?:install|run|sync)\b/, null],
  [/^pdm (?:install|sync|run)\b/, null],
  [/^pipenv (?:install|sync|run)\b/, null],
  [/^hatch (?:env create|run|shell)\b/, null],
  [/^juv run\b/, null],
  [/^(?:docker|podman) (?:build|run|load|compose|pull)\b/, null],
  [/^docker-compose (?:up|run|build)\b/, null],
  [/^(?:apptainer|singularity) (?:build|run|exec|pull)\b/, null],
  [/^(?:jupyter-)?repo2docker\b/, null],
  [/^make(?: [\w-]*(?:env|install|setup|build|all|run|lab)[\w-]*| *$)/, null],
  [/^nix(?:-shell| develop| run| shell)?\b/, null],
  [/^vagrant up\b/, null]
];

const ENTERS =
  /^(?:(?:conda|mamba|micromamba) (?:activate|run)|source activate|activate)\b/;

const PREFIX =
  /^(?:\$|>|%|!|@|-|sudo|time|exec|env|bash|call|\w+=\S*)(?:\s+|$)|^[!%@-]+(?=\w)/;

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
    const maker = MAKERS.find(([pattern]) => pattern.test(line));
    const enters = ENTERS.test(line) ? environmentName(words) : null;
    if (!maker && enters === null) {
      return [];
    }
    const base = resolvePath(folder, command.folder) ?? folder;
    const files = maker ? filesOf(tree, base, words, maker[1]) : [];
    return [{ text: line, files, enters }];
  });
}

/** A command's words without a prompt, a magic's mark or `sudo`. */
export function bareWords(words: string[]): string[] {
  let line = words.join(' ');
  for (let before = ''; before !== line;) {
    before = line;
    line = line.replace(PREFIX, '');
  }
  const left = line === '' ? 0 : line.split(' ').length;
  const kept = words.slice(Math.max(0, words.length - left));
  return kept.length > 0 && line.startsWith(kept[0])
    ? kept
    : line.split(' ').filter(word => word !== '');
}

const FILE_OPTION =
  /^(?:-r|-c|-f|--file|--requirement|--constraint|--lockfile|--lock-file)(?:=|$)?/;

/** Files that the options of a command name, or the one it takes when none does. */
function filesOf(
  tree: Tree,
  base: string,
  words: string[],
  standard: string | null
): ISetupCommand['files'] {
  const names: string[] = [];
  words.forEach((word, i) => {
    const option = FILE_OPTION.exec(word);
    const value = option ? word.slice(option[0].length) || words[i + 1] : word;
    const named = option || /\.(?:ya?ml|txt|lock|toml)$/.test(word);
    if (named && value && !value.startsWith('-') && !names.includes(value)) {
      names.push(value);
    }
  });
  const files = (names.length > 0 ? names : standard ? [standard] : []).flatMap(
    name => {
      const path = isOnOneComputer(name) ? null : resolvePath(base, name);
      return path === null ? [] : [{ path, presence: tree.presence(path) }];
    }
  );
  return files.map(({ path, presence }) => ({
    path,
    present: presence === 'file' || presence === 'unseen'
  }));
}

/** `-n name`, `--name name`, `--name=name`, or the word after `activate`. */
function environmentName(words: string[]): string | null {
  for (let i = 0; i < words.length; i++) {
    const inline = /^--name=(.+)$/.exec(words[i]);
    if (inline) {
      return inline[1];
    }
    if (words[i] === '-n' || words[i] === '--name') {
      return words[i + 1] ?? null;
    }
    if (
      nameOf(words[i]) === 'activate' &&
      /^[\w.-]+$/.test(words[i + 1] ?? '')
    ) {
      return words[i + 1];
    }
  }
  return null;
}
