import type { ICellCode } from '../cell';

/*
 * Commands of IPython that are written without a percent sign.
 */

/** Code that makes commands, which may be written without a percent sign. */
const NAMED_COMMANDS =
  /%\s*alias(?:_magic)?\b|\bregister_|\b(?:alias|magics)_manager\b|\bmagics_class\b/;

/** Code after which any word at the start of a cell may be such a command. */
const ANY_COMMANDS =
  /%\s*(?:autocall|rehashx|load_ext|reload_ext|run)\b|\b(?:load_extension|run_line_magic|input_transformer)/;

/** What a cell has to do with commands that are written without a percent sign. */
interface ICommands {
  /** Any word may be a command from here on. */
  makesAny: boolean;
  /** Words that may be commands from here on. */
  made: string[];
  /** The word that may be a command in this cell. */
  command: string | null;
}

const commandsByCode = new WeakMap<ICellCode, ICommands>();

/** What a cell does with commands; kept with its code. */
export function commandsOf(code: ICellCode): ICommands {
  let found = commandsByCode.get(code);
  if (!found) {
    const { text } = code;
    found = {
      makesAny: ANY_COMMANDS.test(text),
      made: NAMED_COMMANDS.test(text) ? (text.match(/\w+/g) ?? []) : [],
      command: commandOf(text)
    };
    commandsByCode.set(code, found);
  }
  return found;
}

/** First word of a cell of one line that may be a command without its percent sign, or null. */
function commandOf(text: string): string | null {
  return /^\s*([^\W\d]\w*)(?:[ \t][^\r\n]*)?\s*$/.exec(text)?.[1] ?? null;
}
