import { notebookOf } from './notebook-command';
import { checkText } from './text';
import type { ICommand, ICommandFile } from './types';

interface ILogical {
  text: string;
  line: number;
  recipe: boolean;
}

/** A value or line longer than this is left as it stands. */
const LONGEST_VALUE = 10_000;
/** Most references written out in one file: a guard against values that multiply. */
const MOST_EXPANSIONS = 100_000;

/** A target's recipe, each line with the condition that it stands under. */
interface IRecipe {
  command: ICommand;
  texts: { source: string; when: string | undefined }[];
}

/** The constants seen so far, and how many references may still be written out. */
interface IConstants {
  values: Map<string, string>;
  left: number;
}

/**
 * Read a makefile's targets with their recipes. Plain constants (`NAME = value`,
 * `:=`, `?=`) are written out in recipes; functions, patterns and
 * included files are not followed. What stands between `ifdef` and the like and
 * `endif` is read, and marked with its condition.
 */
export function readMakefile(text: string, path: string): ICommandFile {
  const file: ICommandFile = {
    format: 'makefile',
    path,
    commands: [],
    problems: []
  };
  const checked = checkText(text, path);
  if (checked.problem) {
    file.problems.push(checked.problem);
    return file;
  }
  const constants: IConstants = { values: new Map(), left: MOST_EXPANSIONS };
  const recipes = new Map<string, IRecipe>();
  let current: IRecipe[] = [];
  /** Conditions that are open, and those that the current rule stands under. */
  const conditions: string[] = [];
  let ruled: string | undefined;
  const needs = new Map<string, string[][]>();
  const start = (names: string[], line: number): void => {
    current = names.map(name => {
      const known = recipes.get(name);
      const entry = known ?? {
        command: { ...EMPTY, name, path, line, lines: [] },
        texts: []
      };
      recipes.set(name, entry);
      return entry;
    });
  };
  let defining = false;
  for (const { text: source, line, recipe } of logicalLines(checked.text)) {
    if (defining) {
      defining = !/^\s*endef\b/.test(source);
      continue;
    }
    if (recipe && current.length > 0) {
      const when = conditions.at(-1) ?? ruled;
      current.forEach(entry => entry.texts.push({ source, when }));
      continue;
    }
    const bare = cutComment(source).trim();
    if (bare === '' || bare.length > LONGEST_VALUE) {
      continue;
    }
    const directive = DIRECTIVE.exec(bare)?.[1];
    if (directive) {
      if (directive.startsWith('if')) {
        conditions.push(bare.slice(0, 80));
      } else if (directive === 'endif') {
        conditions.pop();
      }
      continue;
    }
    const include = /^[-s]?include\s+(.*)$/.exec(bare);
    if (include) {
      file.problems.push({
        path,
        line,
        message: `Includes ${include[1].slice(0, 80)}, which is not followed`,
        fatal: false
      });
      continue;
    }
    defining = /^(?:override\s+)?define\b/.test(bare);
    if (defining || assign(bare, constants, conditions.length > 0)) {
      continue;
    }
    const rule = /^([^:=]+?)\s*&?::?(?!=)\s*([^;]*)(?:;(.*))?$/.exec(bare);
    if (!rule) {
      current = [];
      continue;
    }
    const targets = expand(rule[1], constants).trim().split(/\s+/);
    const names = targets.filter(
      name => !/^\.[A-Z_]+$/.test(name) && !name.includes('%')
    );
    start(names, line);
    ruled = conditions.at(-1);
    const first = expand(rule[2], constants)
      .split(/[\s|]+/)
      .filter(Boolean);
    for (const name of first.length > 0 ? names : []) {
      const rules = needs.get(name) ?? [];
      rules.push(first);
      needs.set(name, rules);
    }
    if (rule[3]) {
      const when = ruled;
      current.forEach(entry => entry.texts.push({ source: rule[3], when }));
    }
  }
  for (const { command, texts } of recipes.values()) {
    finish(command, texts, constants);
    if (command.lines.length > 0) {
      file.commands.push(command);
    }
  }
  if (needs.size > 0) {
    file.needs = needs;
  }
  return file;
}

/** Lines that make reads by condition. */
const DIRECTIVE = /^(ifdef|ifndef|ifeq|ifneq|else|endif)(?=[\s(]|$)/;

/** What decides which notebook runs, and how. */
const DECISIVE = /\.ipynb|jupyter|nbconvert|papermill|execute/i;

const EMPTY = { notebook: null, environment: null, kind: 'shell' } as const;

function finish(
  command: ICommand,
  texts: IRecipe['texts'],
  constants: IConstants
): void {
  for (const { source, when } of texts) {
    const own = source.replace(/^[\s@+-]+/, '');
    const written = expand(own, constants, command.name).trim();
    if (written !== '' && !written.startsWith('#')) {
      const condition = when === undefined ? {} : { when };
      command.lines.push({ platform: 'any', text: written, ...condition });
      command.notebook = command.notebook ?? notebookOf(written);
    }
  }
}

/**
 * `NAME = value` and its kin; later assignments win, `?=` only fills in. A value under a condition that decides what
 * runs makes the name unknown.
 */
function assign(
  text: string,
  constants: IConstants,
  conditional: boolean
): boolean {
  const { values } = constants;
  const found =
    /^(?:export\s+|override\s+)*([A-Za-z_][\w.-]*)\s*(\?|\+|:{1,3}|!)?=\s*(.*)$/.exec(
      text
    );
  if (!found) {
    return false;
  }
  const [, name, operator, value] = found;
  const before = values.get(name);
  if (operator === '!' || (conditional && DECISIVE.test(value))) {
    values.delete(name);
  } else if (operator === '+' && before !== undefined) {
    const joined = `${before} ${value}`;
    values.set(name, joined.length > LONGEST_VALUE ? before : joined);
  } else if (operator !== '?' || before === undefined) {
    const fixed = operator?.startsWith(':');
    values.set(name, fixed ? expand(value, constants) : value);
  }
  return true;
}

/** Write out `$(NAME)`, `${NAME}`, `$@` and `$$`; leave the rest as it stands. */
function expand(
  text: string,
  constants: IConstants,
  target?: string,
  depth = 0
): string {
  if (!text.includes('$') || depth > 10 || text.length > LONGEST_VALUE) {
    return text;
  }
  return text.replace(
    /\$(?:\(([\w.-]+)\)|\{([\w.-]+)\}|(@)|(\$))/g,
    (whole, round, curly, at, dollar) => {
      if (dollar) {
        return depth === 0 && target !== undefined ? '$' : whole;
      }
      if (at) {
        return target ?? whole;
      }
      const value = constants.values.get(round ?? curly);
      if (value === undefined || constants.left-- <= 0) {
        return whole;
      }
      const inner = expand(value, constants, target, depth + 1);
      return inner.length > LONGEST_VALUE ? whole : inner;
    }
  );
}

/** Join continued lines; a recipe line begins with a tab. */
function logicalLines(text: string): ILogical[] {
  const lines: ILogical[] = [];
  let open: ILogical | null = null;
  text.split('\n').forEach((physical, index) => {
    const continues = /(?:^|[^\\])(?:\\\\)*\\$/.test(physical);
    const part = continues ? physical.slice(0, -1).trimEnd() : physical;
    if (open) {
      open.text += ` ${part.trim()}`;
    } else {
      open = {
        text: part,
        line: index + 1,
        recipe: physical.startsWith('\t')
      };
      lines.push(open);
    }
    open = continues ? open : null;
  });
  return lines;
}

function cutComment(text: string): string {
  const at = text.search(/(?:^|[^\\])#/);
  return at < 0 ? text : text.slice(0, text[at] === '#' ? at : at + 1);
}
