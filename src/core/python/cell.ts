import { TextCache } from '../cache';
import { neutralise, type IMagic, type INeutral } from './ipython/prepass';
import { certainError, type ISyntaxProblem } from './syntax/check';
import type { IMagicStmt, INode, Stmt } from './syntax/ast';
import { guessBindings } from './syntax/guess';
import { parse } from './syntax/parse';
import { scopeOfBlock } from './flow/scopes';

/** A cell's source as the analysis sees it. */
export interface ICellCode {
  /** Statements, IPython's own among them. Empty when the cell did not parse or is not Python. */
  body: Stmt[];
  /** Names that the module-level code of the cell binds somewhere; as good as can be guessed if it did not parse. */
  names: ReadonlySet<string>;
  /** Names that the cell, its functions included, reads from the outside or from its own top level. */
  free: ReadonlySet<string>;
  /** Names that functions of the cell bind by `global`. */
  shared: ReadonlySet<string>;
  /** Names that functions of the cell bind by `nonlocal`. */
  rebound: ReadonlySet<string>;
  /** All words of a cell that did not parse: any of them may be bound by it. */
  words: ReadonlySet<string> | null;
  /** A cell that did not parse may also define names that do not appear in it. */
  dynamic: boolean;
  /** A syntax error that stops the run for certain. */
  problem: ISyntaxProblem | null;
  magics: IMagic[];
  /** What was written with prompts removed, at the offsets of `body`. */
  text: string;
  toSource: (offset: number) => number;
}

const cache = new TextCache<ICellCode>(2_000_000);

/** Read a cell. Cached by source; never throws. */
export function readCell(source: string): ICellCode {
  let code = cache.get(source);
  if (!code) {
    code = read(source);
    cache.set(source, code);
  }
  return code;
}

function read(source: string): ICellCode {
  const neutral = neutralise(source);
  const { written, toSource } = neutral;
  const text = withoutFormFeeds(neutral.text);
  const magics = [...neutral.magics.values()];
  if (neutral.cell) {
    magics.unshift(neutral.cell);
  }
  const common = { magics, text: written, toSource };
  try {
    const module = neutral.opaque ? EMPTY : parse(text, written);
    const problem = certainError(text, module);
    const body = withMagics(module.body, neutral);
    if (module.errors.length > 0) {
      return { ...unread(text, body), ...common, problem };
    }
    const { locals, globalWrites, rebinds, free } = scopeOfBlock(body);
    return {
      body,
      names: locals,
      free,
      shared: globalWrites,
      rebound: rebinds,
      words: null,
      dynamic: false,
      problem,
      ...common
    };
  } catch (error) {
    if (error instanceof RangeError) {
      // Nesting beyond what the stack holds.
      return { ...unread(text), ...common, problem: null };
    }
    throw error;
  }
}

/** A form feed at the start of a line sets the indent to nothing, as a new line does; the parser does not know it. */
function withoutFormFeeds(text: string): string {
  return text.includes('\f')
    ? text.replace(/^[ \t]*\f/gm, lead => '\n'.repeat(lead.length))
    : text;
}

const EMPTY = { body: [], errors: [] };

/** What is taken from a cell that did not parse. */
function unread(
  text: string,
  body: Stmt[] = []
): Omit<ICellCode, 'magics' | 'text' | 'toSource' | 'problem'> {
  const words = new Set(
    text.match(/[A-Za-z_\u00a1-\uffff][\w\u00a1-\uffff]*/g)
  );
  return {
    body: [],
    names: guessBindings(text),
    free: words,
    shared: words,
    rebound: words,
    words,
    dynamic:
      /import\s*\(?\s*\*|\b(?:exec|globals|locals|vars|get_ipython|setattr)\b/.test(
        text
      )
  };
}

/** Put IPython's statements where their placeholders stand. */
function withMagics(body: Stmt[], neutral: INeutral): Stmt[] {
  const { magics, cell } = neutral;
  let found = magics.size > 0 ? placed(body, neutral) : body;
  if (cell) {
    const wraps = cell.isolates || cell.name === 'capture';
    const stmt = statementOf(cell, wraps ? found : []);
    found = wraps ? [stmt] : [...found, stmt];
  }
  return found;
}

function statementOf(
  magic: IMagic,
  body: Stmt[],
  instead: Stmt[] = []
): IMagicStmt {
  const { effect, isolates, shadow, from, to } = magic;
  const swallows = magic.kind === 'cell' && magic.name === 'capture';
  return {
    type: 'Magic',
    effect,
    body,
    isolates,
    swallows,
    shadow,
    instead,
    from,
    to
  };
}

function placed(body: Stmt[], neutral: INeutral): Stmt[] {
  const { magics, written } = neutral;
  const found: Stmt[] = [];
  for (let i = 0; i < body.length; i++) {
    const stmt = body[i];
    if (stmt.type === 'Expr' && stmt.value.type === 'Constant') {
      const magic = magics.get(stmt.from);
      if (magic) {
        const python = magic.shadow === null ? null : parse(written);
        const instead = python?.errors.length === 0 ? python.body : [];
        const inner: Stmt[] = [];
        while (body[i + 1] && body[i + 1].from < magic.to) {
          i++;
          inner.push(body[i]);
        }
        found.push(statementOf(magic, inner, instead));
        continue;
      }
    }
    if (stmt.type === 'Assign' || stmt.type === 'AnnAssign') {
      const magic = valueMagic(stmt, magics);
      if (magic) {
        found.push(statementOf(magic, []));
        if (stmt.value?.from === magic.from) {
          stmt.value = { ...range(stmt.value), type: 'Opaque', parts: [] };
        }
      }
    }
    nested(stmt, neutral);
    found.push(stmt);
  }
  return found;
}

function range({ from, to }: INode): INode {
  return { from, to };
}

/** The magic in the value of an assignment, if any. */
function valueMagic(stmt: INode, magics: Map<number, IMagic>): IMagic | null {
  for (const magic of magics.values()) {
    if (magic.from > stmt.from && magic.from <= stmt.to) {
      return magic;
    }
  }
  return null;
}

function nested(stmt: Stmt, neutral: INeutral): void {
  switch (stmt.type) {
    case 'If':
    case 'For':
    case 'While':
      stmt.body = placed(stmt.body, neutral);
      stmt.orelse = placed(stmt.orelse, neutral);
      break;
    case 'Try':
      stmt.body = placed(stmt.body, neutral);
      stmt.handlers.forEach(handler => {
        handler.body = placed(handler.body, neutral);
      });
      stmt.orelse = placed(stmt.orelse, neutral);
      stmt.finalbody = placed(stmt.finalbody, neutral);
      break;
    case 'With':
    case 'FunctionDef':
    case 'ClassDef':
      stmt.body = placed(stmt.body, neutral);
      break;
    case 'Match':
      stmt.cases.forEach(each => {
        each.body = placed(each.body, neutral);
      });
      break;
    default:
      break;
  }
}
