import { condaRequirement } from './matchspec';
import { baseName } from './paths';
import { parsePipSpec } from './pep508';
import { readOptions } from './requirement-lines';
import { onlyPrints, shellCommands } from './shell';
import type { IRequirement } from './types';

/** What the shell text of a build step installs from the network. */
export interface IInstalls {
  requirements: IRequirement[];
  /** Requirements and environment files it installs from. */
  files: { path: string; line: number }[];
  channels: string[];
  /** Steps that give something else another day, in plain words. */
  unpinned: { line: number; message: string }[];
}

const COMMIT = /^[0-9a-f]{40}$/;

/**
 * Look through a shell text of `path`; `lineOf` gives the line of an offset in it.
 * `dated` says that system packages come from a dated snapshot of the archive.
 */
export function readInstalls(
  text: string,
  path: string,
  lineOf: (offset: number) => number,
  dated = false
): IInstalls {
  const found: IInstalls = {
    requirements: [],
    files: [],
    channels: [],
    unpinned: []
  };
  const commands = shellCommands(text);
  const all = commands.map(({ words }) => withoutPrefix(words));
  all.forEach((words, index) => {
    if (onlyPrints(words)) {
      return;
    }
    const at = lineOf(commands[index].offset);
    const previous = commands[index].piped ? (all[index - 1] ?? []) : [];
    const program = baseName(words[0] ?? '');
    const next = words.slice(1).find(word => !word.startsWith('-')) ?? '';
    if (/^(?:apt-get|apt|aptitude|apk|yum|dnf|microdnf)$/.test(program)) {
      if (!dated) {
        readSystem(program, words, at, found);
      }
    } else if (isPip(words)) {
      readPip(words.slice(words.indexOf('install') + 1), path, at, found);
    } else if (/^(?:conda|mamba|micromamba)$/.test(program)) {
      readConda(words, path, at, found);
    } else if (
      /^(?:ba|z|da)?sh$/.test(program) &&
      previous.some(word => /^(?:curl|wget)$/.test(baseName(word)))
    ) {
      const message = 'Runs a script fetched from the network';
      found.unpinned.push({ line: at, message });
    } else if (program === 'git' && next === 'clone') {
      const fixed = all.some(
        other =>
          other[0] === 'git' &&
          /^(?:checkout|reset|switch)$/.test(other[1] ?? '') &&
          other.some(word => COMMIT.test(word))
      );
      if (!fixed) {
        const message = 'Clones a repository without naming a commit';
        found.unpinned.push({ line: at, message });
      }
    }
  });
  return found;
}

/** Without `NAME=value`, `sudo`, `env` and shell keywords in front. */
function withoutPrefix(words: string[]): string[] {
  const start = words.findIndex(
    word =>
      !/^(?:[A-Za-z_]\w*=.*|sudo|env|then|do|else|if|time|exec|!)$/s.test(word)
  );
  return start < 0 ? [] : words.slice(start);
}

function isPip(words: string[]): boolean {
  const at = words.findIndex(word => /^pip[\d.]*$/.test(baseName(word)));
  return at >= 0 && at <= 4 && words.indexOf('install') > at;
}

function readSystem(
  program: string,
  words: string[],
  line: number,
  found: IInstalls
): void {
  const verb = program === 'apk' ? 'add' : 'install';
  const start = words.indexOf(verb);
  if (start < 0) {
    return;
  }
  const loose: string[] = [];
  for (let i = start + 1; i < words.length; i++) {
    if (/^(?:-t|-o|--target-release|--virtual|--repository)$/.test(words[i])) {
      i++;
    } else if (!/^-/.test(words[i]) && !/[=/$]/.test(words[i])) {
      loose.push(words[i]);
    }
  }
  if (loose.length > 0) {
    found.unpinned.push({
      line,
      message: `${program} installs without a version: ${listed(loose)}`
    });
  }
}

/** Options of pip install that take a value of no interest here. */
const PIP_VALUES =
  /^(?:-i|--index-url|--extra-index-url|-f|--find-links|-t|--target|--prefix|--root|--timeout|--retries|--cache-dir|--platform|--python-version|--trusted-host|--only-binary|--no-binary|--progress-bar|--python|-p|--upgrade-strategy|--config-settings|--build-constraint)$/;

function readPip(
  words: string[],
  path: string,
  line: number,
  found: IInstalls
): void {
  const loose: string[] = [];
  const add = (spec: string, editable: boolean): void => {
    const {
      complaint: _,
      specifier: __,
      extras: ___,
      ...said
    } = parsePipSpec(spec, editable);
    if (said.name === '' && said.local === null && said.pin !== 'floating') {
      return;
    }
    found.requirements.push({
      manager: 'pip',
      ...said,
      text: editable ? `-e ${spec}` : spec,
      line,
      path
    });
    const pinned = said.pin === 'exact' || said.pin === 'build';
    if (!pinned && said.local === null) {
      loose.push(spec);
    }
  };
  for (let i = 0; i < words.length; i++) {
    if (PIP_VALUES.test(words[i])) {
      i++;
    } else if (
      /^(?:-r|-c|-e|--requirement|--constraint|--editable)/.test(words[i])
    ) {
      const [option] = readOptions(words.slice(i, i + 2));
      i += option?.value === words[i + 1] ? 1 : 0;
      if (option?.name === '--requirement' && option.value !== null) {
        found.files.push({ path: option.value, line });
      } else if (option?.name === '--editable' && option.value !== null) {
        add(option.value, true);
      }
    } else if (!words[i].startsWith('-') && !/[$<>]$|^\$/.test(words[i])) {
      add(words[i], false);
    }
  }
  if (loose.length > 0) {
    found.unpinned.push({
      line,
      message: `pip installs without an exact version: ${listed(loose)}`
    });
  }
}

const CONDA_VALUES = /^(?:-n|--name|-p|--prefix|--solver|-s|--platform)$/;

function readConda(
  words: string[],
  path: string,
  line: number,
  found: IInstalls
): void {
  const environment = words[1] === 'env';
  const verb = environment ? words[2] : words[1];
  if (!/^(?:install|create|update)$/.test(verb ?? '')) {
    return;
  }
  const loose: string[] = [];
  for (let i = environment ? 3 : 2; i < words.length; i++) {
    const glued = /^--(file|channel)=(.*)$/.exec(words[i]);
    const file = /^(?:-f|--file)$/.test(words[i]);
    if (glued) {
      const list = glued[1] === 'file' ? null : found.channels;
      list?.push(glued[2]);
      if (glued[1] === 'file') {
        found.files.push({ path: glued[2], line });
      }
    } else if (file && words[i + 1] !== undefined) {
      found.files.push({ path: words[++i], line });
    } else if (/^(?:-c|--channel)$/.test(words[i])) {
      found.channels.push(...words.slice(++i, i + 1));
    } else if (CONDA_VALUES.test(words[i])) {
      i++;
    } else if (!words[i].startsWith('-') && !/^\$/.test(words[i])) {
      const requirement = condaRequirement(words[i], path, line);
      found.requirements.push(requirement);
      if (requirement.pin !== 'exact' && requirement.pin !== 'build') {
        loose.push(words[i]);
      }
    }
  }
  if (loose.length > 0) {
    found.unpinned.push({
      line,
      message: `conda installs without an exact version: ${listed(loose)}`
    });
  }
}

function listed(names: string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
