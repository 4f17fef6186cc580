import type { IFile } from './facts';
import {
  isCommandName,
  isEnvironmentName,
  isLockName,
  isReadmeName
} from './names';
import { nameOf } from './paths';
import type { IUnread } from './project';

/** Parts of pyproject.toml that name packages, and those that name commands. */
const DEPENDENCIES =
  /^\s*(?:dependencies|optional-dependencies)\s*=|^\s*\[(?:dependency-groups|tool\.(?:poetry|pdm|pixi|conda|hatch\.envs|uv)\b)/m;
const TASKS =
  /^\s*\[tool\.(?:pixi\.(?:[\w.-]+\.)?tasks|conda\.(?:[\w.-]+\.)?tasks|pdm\.scripts|hatch\.envs\.[\w.-]+\.scripts|poe\.tasks)/m;

/** Manifests of tools that define commands along with environments. */
const BOTH = /^(?:conda-project\.ya?ml|pixi\.toml|conda\.toml|Pipfile)$/i;

/** Packages of R and Julia: they tell nothing about what a Python notebook imports. */
const OTHER_LANGUAGES =
  /^(?:DESCRIPTION|install\.R|renv\.lock|(?:Julia)?(?:Project|Manifest)\.toml)$/i;

/** What a file would tell that could not be read, or whose format has no reader here. */
export function unreadFile(
  { path, text, problem }: IFile,
  python: boolean
): IUnread[] {
  const name = nameOf(path);
  const why =
    text === null
      ? `could not be read (${problem ?? 'no reason given'})`
      : 'is of a kind that is not read here';
  const all: IUnread['what'][] = [];
  if (python && OTHER_LANGUAGES.test(name)) {
    return [];
  }
  if (/^pyproject\.toml$/i.test(name)) {
    if (text === null || DEPENDENCIES.test(text)) {
      all.push('environment');
    }
    if (text === null || TASKS.test(text)) {
      all.push('commands');
    }
  } else if (isLockName(name)) {
    all.push('lock');
  } else if (isCommandName(name)) {
    all.push('commands');
  } else if (isReadmeName(name)) {
    all.push('readme');
  } else if (isEnvironmentName(name)) {
    all.push('environment');
    if (BOTH.test(name) || /^anaconda-project\.ya?ml$/i.test(name)) {
      all.push('commands');
    }
  }
  return all.map(what => ({ path, what, why }));
}
