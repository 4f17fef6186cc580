/** How a command is joined to the one before it. */
export type Join = ';' | '&&' | '||' | '|';

/** `maybe`: it hangs on a condition. `never`: what goes before it rules it out. */
export type Unsure = 'maybe' | 'never';

interface ICommandLike {
  words: string[];
  unsure?: Unsure;
}

const OPENS = new Set(['if', 'while', 'until', 'case', 'for', 'select']);
const CLOSES = new Set(['fi', 'esac', 'done']);
const BEFORE = new Set(['then', 'do', 'else', 'elif', 'time', '!', '{']);

/**
 * Notes which commands of a text hang on a condition: what follows `||`, a test or `false`, or an `exit`, and what
 * stands inside `if`, `while` or `case`. That a command before it with `&&` succeeds is taken for granted, and so is
 * that a condition does not end the text with an error.
 */
export function judgeRuns(commands: ICommandLike[], joins: Join[]): void {
  const open: string[] = [];
  let chain: Unsure | undefined;
  let ended: Unsure | undefined;
  let guards = 0;
  let before: { program: string; negated: boolean; join: Join } | null = null;
  commands.forEach((command, at) => {
    const join = joins[at];
    const words = bare(command.words);
    const [program = ''] = words;
    if (join === ';') {
      chain = undefined;
    } else if (join === '||') {
      chain = /^(?:true|:)$/.test(before?.program ?? '') ? 'never' : 'maybe';
    } else if (join === '&&' && before) {
      chain = worse(
        before.join === '||' ? undefined : chain,
        afterAnd(before.program, before.negated)
      );
    }
    const inside =
      guards > 0 || open.some(each => each !== 'for' && each !== 'select');
    const own = worse(chain, inside ? 'maybe' : undefined);
    const unsure = worse(ended, own);
    if (unsure) {
      command.unsure = unsure;
    }
    if (command.words[0] === '{' && join === '||') {
      guards++;
    } else if (program === '}' && guards > 0) {
      guards--;
    } else if (OPENS.has(program)) {
      open.push(program);
    } else if (CLOSES.has(program)) {
      open.pop();
    } else if (program === 'exit' || program === 'return') {
      const fine = words[1] === '0' || (words.length === 1 && join !== '||');
      const how = own === undefined ? 'never' : fine ? 'maybe' : undefined;
      ended = worse(ended, how);
    }
    const negated = command.words.slice(0, 3).includes('!');
    before = { program, negated, join };
  });
}

/** Without shell keywords and make's marks in front. */
function bare(words: string[]): string[] {
  const start = words.findIndex(word => !BEFORE.has(word));
  const [first = '', ...rest] = start < 0 ? [] : words.slice(start);
  return first === '' ? [] : [first.replace(/^[@+-]+(?=.)/, ''), ...rest];
}

function afterAnd(program: string, negated: boolean): Unsure | undefined {
  const test = /^(?:test|\[|\[\[|\(\()$/.test(program);
  return negated || test
    ? 'maybe'
    : /^(?:false|exit|return)$/.test(program)
      ? 'never'
      : undefined;
}

function worse(a: Unsure | undefined, b: Unsure | undefined): typeof a {
  return a === 'never' || b === 'never' ? 'never' : (a ?? b);
}
