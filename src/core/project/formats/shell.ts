import { judgeRuns } from './shell-runs';
import type { Join, Unsure } from './shell-runs';

/** One command of a shell text, with its arguments unquoted. */
export interface IShellCommand {
  words: string[];
  /** Folder that preceding `cd` commands of the same text lead to, '' at first. */
  folder: string;
  /** The output of the command before it is piped into this one. */
  piped: boolean;
  /** Where its first word starts in the text. */
  offset: number;
  /** Whether it runs hangs on what goes before; left out when nothing but a failure before it keeps it from running. */
  unsure?: Unsure;
}

/**
 * Words of one shell text, as Python's `shlex` splits them: quotes removed,
 * backslash escapes the next character. An open quote ends with the text.
 */
export function shellWords(text: string): string[] {
  return shellCommands(text, false).flatMap(command => command.words);
}

/**
 * Commands of a shell text, split at `&&`, `||`, `;`, `|`, `&`, newlines and
 * brackets. Nothing is expanded; `$NAME` stays as written.
 */
export function shellCommands(text: string, split = true): IShellCommand[] {
  const commands: IShellCommand[] = [];
  let words: string[] = [];
  let word = '';
  let inWord = false;
  let piped = false;
  let start = 0;
  const joins: Join[] = [];
  let join: Join = ';';
  const endWord = (): void => {
    if (inWord) {
      words.push(word);
    }
    word = '';
    inWord = false;
  };
  const startWord = (at: number): void => {
    start = inWord || words.length > 0 ? start : at;
    inWord = true;
  };
  const endCommand = (nextPiped: boolean, next: Join = ';'): void => {
    endWord();
    if (words.length > 0) {
      commands.push({ words, folder: '', piped, offset: start });
      joins.push(join);
      join = next;
    } else if (next !== ';') {
      join = next;
    }
    words = [];
    piped = nextPiped;
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === "'" || c === '"') {
      startWord(i);
      for (i++; i < text.length && text[i] !== c; i++) {
        if (c === '"' && text[i] === '\\' && /["\\$`\n]/.test(text[i + 1])) {
          i++;
        }
        word += text[i] ?? '';
      }
    } else if ((c === '$' && text[i + 1] === '(') || c === '`') {
      startWord(i);
      const end = endOfSubstitution(text, i);
      word += text.slice(i, end);
      i = end - 1;
    } else if (c === '\\') {
      i++;
      if (i < text.length && text[i] !== '\n') {
        startWord(i - 1);
        word += text[i];
      }
    } else if (c === '\n') {
      if (split) {
        endCommand(false);
      } else {
        endWord();
      }
    } else if (c === ' ' || c === '\t') {
      endWord();
    } else if (split && c === '#' && !inWord) {
      while (i + 1 < text.length && text[i + 1] !== '\n') {
        i++;
      }
    } else if (split && c === '|' && text[i + 1] !== '|') {
      endCommand(true, '|');
    } else if (split && c === '&' && text[i - 1] === '>') {
      word += c;
    } else if (
      split &&
      '&|;()'.includes(c) &&
      !(inWord && word.endsWith('$'))
    ) {
      const twice = '&|'.includes(c) && text[i + 1] === c;
      endCommand(false, !twice ? ';' : c === '&' ? '&&' : '||');
      i += twice ? 1 : 0;
    } else {
      startWord(i);
      word += c;
    }
  }
  endCommand(false);
  followFolders(commands);
  judgeRuns(commands, joins);
  return commands;
}

/** True for a command that only prints its words, or takes no notice of them. */
export function onlyPrints([program = '', ...rest]: string[]): boolean {
  const name = program.replace(/^[@+-]+(?=.)/, '');
  return name === ''
    ? false
    : /^(?:sudo|env|time|exec|command|builtin|then|do|else|if|!|@|[A-Za-z_]\w*=.*)$/s.test(
          name
        )
      ? onlyPrints(rest)
      : /^(?:.*\/)?(?:echo|printf|:|true|false|rem|test|\[)(?:\.exe)?$/i.test(
          name
        );
}

/** Index after `$(...)` or `...` in backticks; the text's end if it stays open. */
function endOfSubstitution(text: string, start: number): number {
  if (text[start] === '`') {
    const close = text.indexOf('`', start + 1);
    return close < 0 ? text.length : close + 1;
  }
  let depth = 0;
  for (let i = start + 1; i < text.length; i++) {
    depth += text[i] === '(' ? 1 : text[i] === ')' ? -1 : 0;
    if (depth === 0) {
      return i + 1;
    }
  }
  return text.length;
}

function followFolders(commands: IShellCommand[]): void {
  let folder = '';
  for (const command of commands) {
    command.folder = folder;
    if (command.words[0] === 'cd' && command.words.length === 2) {
      const target = command.words[1];
      folder = /^[/~]/.test(target) ? target : joinFolder(folder, target);
    }
  }
}

function joinFolder(folder: string, target: string): string {
  return folder === '' ? target : `${folder}/${target}`;
}
