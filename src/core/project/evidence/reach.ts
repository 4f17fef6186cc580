import { runsNotebooks, shellCommands } from '../formats';
import type { ICommand, IShellCommand } from '../formats';
import {
  folderOf,
  globTest,
  isGlob,
  isOnOneComputer,
  resolvePath
} from '../paths';
import type { IProject, IReach, IReaches } from '../project';

/** Finds the commands that reach the notebook. */
export function findReaches(
  project: Pick<IProject, 'facts' | 'tree' | 'commandFiles'>
): IReaches {
  const found: IReaches = { reaching: [], missing: [], unclear: [] };
  for (const file of project.commandFiles) {
    for (const command of file.commands) {
      const targets = targetsOf(command);
      const hits = targets.filter(target => matches(project, target.path));
      if (hits.length > 0) {
        const unsure = hits.every(hit => hit.unsure) ? hits[0].unsure : null;
        found.reaching.push({
          file,
          command,
          only: onlyOn(hits),
          ...(unsure ? { unsure } : {})
        });
        continue;
      }
      const missing = targets.find(
        ({ path }) => !isGlob(path) && project.tree.presence(path) === 'missing'
      );
      if (missing) {
        found.missing.push({ command, notebook: missing.path });
      } else if (runsUnclearly(command)) {
        found.unclear.push(command);
      }
    }
  }
  return found;
}

interface ITarget {
  path: string;
  platform: 'any' | 'unix' | 'windows';
  /** What keeps it from being sure that the command runs. */
  unsure: string | null;
}

/** Notebooks that a command opens or runs, relative to the host's root; may hold wildcards. */
function targetsOf(command: ICommand): ITarget[] {
  const folder = folderOf(command.path);
  const targets: ITarget[] = [];
  const add = (
    base: string,
    word: string,
    platform: ITarget['platform'],
    unsure: string | null = null
  ): void => {
    const plain = word.replace(
      /^(?:\$\{?PROJECT_DIR\}?|\{\{\s*PROJECT_DIR\s*\}\}|%PROJECT_DIR%)[\\/]/,
      ''
    );
    const path = isOnOneComputer(plain) ? null : resolvePath(base, plain);
    if (path) {
      targets.push({ path, platform, unsure });
    }
  };
  if (command.notebook !== null && command.kind === 'notebook') {
    add(folder, command.notebook, 'any');
  }
  let stopped = false;
  for (const { platform, text, when } of command.lines) {
    const commands = shellCommands(text);
    const runs = commands.filter(({ words }) => runsNotebooks(words));
    for (const { words, folder: below, unsure } of runs) {
      const doubt = when
        ? `it stands under \`${when}\``
        : stopped
          ? 'a line before it fails'
          : unsure
            ? 'it hangs on what goes before it in its line'
            : null;
      const base = resolvePath(folder, below) ?? folder;
      const loop = words.some(word => word.includes('$'))
        ? commands
            .filter(each => each.words[0] === 'for')
            .flatMap(each => each.words.slice(3))
        : [];
      for (const word of [...words, ...loop]) {
        if (word.endsWith('.ipynb')) {
          add(base, word, platform, doubt);
        }
      }
    }
    stopped ||= when === undefined && fails(commands);
  }
  return targets;
}

/** A line that does nothing but fail ends what its list of lines does. */
function fails(commands: IShellCommand[]): boolean {
  const [program, code = '0'] = commands.length === 1 ? commands[0].words : [];
  return program === 'false' || (program === 'exit' && code !== '0');
}

function matches(project: Pick<IProject, 'facts'>, path: string): boolean {
  const { notebook } = project.facts;
  return path === notebook || (isGlob(path) && globTest(path)(notebook));
}

function onlyOn(targets: ITarget[]): IReach['only'] {
  const platforms = new Set(targets.map(target => target.platform));
  if (platforms.has('any') || platforms.size !== 1) {
    return null;
  }
  return platforms.has('windows') ? 'windows' : 'unix';
}

/** It runs notebooks, but names them by a variable only. */
function runsUnclearly(command: ICommand): boolean {
  return command.lines.some(({ text }) =>
    shellCommands(text).some(
      ({ words }) =>
        runsNotebooks(words) && words.some(word => /\$|%\w+%/.test(word))
    )
  );
}
