import { callArguments, parameters } from './arguments';
import type { Expr, IAlias, IHandler, IMatchCase, INode, Stmt } from './ast';
import type { IContext } from './context';
import { createContext, expression } from './expressions';
import { list, tuple } from './lists';
import { name } from './names';
import { pattern } from './patterns';
import { repair } from './repairs';
import { ERROR, parseTree, type ITreeNode } from './tree';

/** Statements of the given nodes, in order; groups (`a; b`) are flattened. */
export function statements(nodes: ITreeNode[], ctx: IContext): Stmt[] {
  const found: Stmt[] = [];
  for (const node of nodes) {
    if (node.name === 'StatementGroup') {
      found.push(...statements(node.kids, ctx));
    } else if (/Statement$|Definition$/.test(node.name)) {
      const broken = !ctx.clean && isBroken(node);
      found.push(broken ? brokenStmt(node) : statement(node, ctx));
    } else if (node.name === ERROR) {
      found.push(brokenStmt(node));
    }
  }
  return found;
}

function brokenStmt({ from, to }: INode): Stmt {
  return { type: 'BrokenStmt', from, to };
}

/** True if something in the statement itself, not in the blocks that it holds, was not understood. */
function isBroken(node: ITreeNode): boolean {
  return node.kids.some(
    kid =>
      kid.name === ERROR ||
      (kid.name !== 'Body' && kid.name !== 'MatchBody' && isBroken(kid))
  );
}

function block(node: ITreeNode | undefined, ctx: IContext): Stmt[] {
  return node?.name === 'Body' ? statements(node.kids, ctx) : [];
}

function statement(node: ITreeNode, ctx: IContext): Stmt {
  const { from, to, kids } = node;
  switch (node.name) {
    case 'ExpressionStatement':
      return {
        type: 'Expr',
        value: tuple(kids, 0, kids.length, ctx),
        from,
        to
      };
    case 'YieldStatement':
      return { type: 'Expr', value: expression(node, ctx), from, to };
    case 'AssignStatement':
      return assignment(node, ctx);
    case 'UpdateStatement':
      return {
        type: 'AugAssign',
        target: expression(kids[0], ctx),
        value: tuple(kids, 2, kids.length, ctx),
        from,
        to
      };
    case 'DeleteStatement':
      return {
        type: 'Delete',
        targets: list(kids, 1, kids.length, ctx),
        from,
        to
      };
    case 'PassStatement':
      return { type: 'Pass', from, to };
    case 'BreakStatement':
      return { type: 'Break', from, to };
    case 'ContinueStatement':
      return { type: 'Continue', from, to };
    case 'ReturnStatement': {
      const value = kids.length > 1 ? tuple(kids, 1, kids.length, ctx) : null;
      return { type: 'Return', value, from, to };
    }
    case 'RaiseStatement': {
      const parts = list(
        kids.filter(kid => kid.name !== 'from'),
        1,
        kids.filter(kid => kid.name !== 'from').length,
        ctx
      );
      const [exc = null, cause = null] = parts;
      return { type: 'Raise', exc, cause, from, to };
    }
    case 'AssertStatement': {
      const [test, msg = null] = list(kids, 1, kids.length, ctx);
      return { type: 'Assert', test, msg, from, to };
    }
    case 'ScopeStatement': {
      const names = kids
        .filter(kid => kid.name === 'VariableName')
        .map(kid => name(kid, ctx).id);
      const type = kids[0].name === 'global' ? 'Global' : 'Nonlocal';
      return { type, names, from, to };
    }
    case 'PrintStatement':
      return { type: 'Print', value: expression(kids[1], ctx), from, to };
    case 'ImportStatement':
      return imported(node, ctx);
    case 'TypeDefinition':
      return {
        type: 'TypeAlias',
        name: name(kids[1], ctx).id,
        value: expression(kids[kids.length - 1], ctx),
        from,
        to
      };
    case 'IfStatement':
      return conditional(kids, 0, node, ctx);
    case 'WhileStatement':
      return {
        type: 'While',
        test: expression(kids[1], ctx),
        body: block(kids[2], ctx),
        orelse: after('else', kids, ctx),
        from,
        to
      };
    case 'ForStatement':
      return loop(node, ctx);
    case 'TryStatement':
      return attempt(node, ctx);
    case 'WithStatement':
      return context(node, ctx);
    case 'FunctionDefinition':
    case 'ClassDefinition':
      return definition(node, [], ctx);
    case 'DecoratedStatement':
      return decorated(node, ctx);
    case 'MatchStatement':
      return matching(node, ctx);
    default:
      return brokenStmt(node);
  }
}

/** The block that follows a keyword such as `else`. */
function after(keyword: string, kids: ITreeNode[], ctx: IContext): Stmt[] {
  const at = kids.findIndex(kid => kid.name === keyword);
  return at < 0 ? [] : block(kids[at + 1], ctx);
}

function assignment(node: ITreeNode, ctx: IContext): Stmt {
  const { from, to, kids } = node;
  const parts: Expr[] = [];
  let annotation: Expr | null = null;
  let start = 0;
  for (let i = 0; i <= kids.length; i++) {
    const kind = kids[i]?.name;
    if (i === kids.length || kind === 'AssignOp' || kind === 'TypeDef') {
      if (i > start) {
        parts.push(tuple(kids, start, i, ctx));
      }
      start = i + 1;
      if (kind === 'TypeDef' && kids[i].kids[1]) {
        annotation = expression(kids[i].kids[1], ctx);
      }
    }
  }
  if (annotation) {
    return {
      type: 'AnnAssign',
      target: parts[0],
      annotation,
      value: parts[1] ?? null,
      simple: kids[0].name === 'VariableName',
      from,
      to
    };
  }
  const value = parts.pop();
  return value && parts.length > 0
    ? { type: 'Assign', targets: parts, value, from, to }
    : brokenStmt(node);
}

function imported(node: ITreeNode, ctx: IContext): Stmt {
  const { from, to, kids } = node;
  const at = kids.findIndex(kid => kid.name === 'import');
  const names = aliases(kids.slice(at + 1), ctx);
  if (kids[0].name !== 'from') {
    return { type: 'Import', names, from, to };
  }
  const head = ctx.text.slice(kids[0].to, kids[at]?.from ?? to);
  const path = head.replace(/\\\r?\n|\s/g, '');
  const module = path.replace(/^\.+/, '');
  const level = path.length - module.length;
  return { type: 'ImportFrom', module, level, names, from, to };
}

function aliases(kids: ITreeNode[], ctx: IContext): IAlias[] {
  const found: IAlias[] = [];
  let renames = false;
  let fresh = true;
  for (const kid of kids) {
    const last = found[found.length - 1];
    if (kid.name === '*') {
      found.push({ name: '*', asname: null, from: kid.from, to: kid.to });
    } else if (kid.name === ',') {
      fresh = true;
      renames = false;
    } else if (kid.name === 'as') {
      renames = true;
    } else if (kid.name === 'VariableName') {
      const part = name(kid, ctx).id;
      if (renames) {
        last.asname = part;
      } else if (fresh) {
        found.push({ name: part, asname: null, from: kid.from, to: kid.to });
        fresh = false;
      } else {
        last.name += `.${part}`;
        last.to = kid.to;
      }
    }
  }
  return found;
}

/** `if`, with each `elif` as an `if` in the `else` of the one before. */
function conditional(
  kids: ITreeNode[],
  at: number,
  node: INode,
  ctx: IContext
): Stmt {
  const body = block(kids[at + 2], ctx);
  const next = kids[at + 3];
  const orelse =
    next?.name === 'elif'
      ? [conditional(kids, at + 3, { from: next.from, to: node.to }, ctx)]
      : next?.name === 'else'
        ? block(kids[at + 4], ctx)
        : [];
  const test = expression(kids[at + 1], ctx);
  return { type: 'If', test, body, orelse, from: node.from, to: node.to };
}

function loop(node: ITreeNode, ctx: IContext): Stmt {
  const { from, to, kids } = node;
  const start = kids.findIndex(kid => kid.name === 'for') + 1;
  const within = kids.findIndex((kid, i) => i > start && kid.name === 'in');
  const body = kids.findIndex(kid => kid.name === 'Body');
  if (within < 0 || body < 0) {
    return brokenStmt(node);
  }
  return {
    type: 'For',
    target: tuple(kids, start, within, ctx),
    iter: tuple(kids, within + 1, body, ctx),
    body: block(kids[body], ctx),
    orelse: after('else', kids, ctx),
    from,
    to
  };
}

function attempt(node: ITreeNode, ctx: IContext): Stmt {
  const { from, to, kids } = node;
  const handlers: IHandler[] = [];
  for (const [i, kid] of kids.entries()) {
    if (kid.name !== 'except') {
      continue;
    }
    const end = kids.findIndex((other, at) => at > i && other.name === 'Body');
    const header = kids
      .slice(i + 1, end)
      .filter(part => part.name !== '*' && part.name !== ',');
    const as = header.findIndex(part => part.name === 'as');
    const test =
      header.length === 0
        ? null
        : tuple(header, 0, as < 0 ? header.length : as, ctx);
    handlers.push({
      test,
      name: as < 0 || !header[as + 1] ? null : name(header[as + 1], ctx).id,
      body: block(kids[end], ctx),
      from: kid.from,
      to: kids[end]?.to ?? to
    });
  }
  return {
    type: 'Try',
    body: block(kids[1], ctx),
    handlers,
    orelse: after('else', kids, ctx),
    finalbody: after('finally', kids, ctx),
    from,
    to
  };
}

function context(node: ITreeNode, ctx: IContext): Stmt {
  const { from, to, kids } = node;
  const items: { context: Expr; target: Expr | null }[] = [];
  const start = kids.findIndex(kid => kid.name === 'with') + 1;
  const end = kids.findIndex(kid => kid.name === 'Body');
  for (let i = start; i < end; i++) {
    const kid = kids[i];
    const last = items[items.length - 1];
    if (kid.name === ',' || kid.name === 'as') {
      continue;
    } else if (
      last &&
      (kids[i - 1].name === 'as' || ctx.notes.get(kid.from) === 'target')
    ) {
      last.target = expression(kid, ctx);
    } else {
      items.push({ context: expression(kid, ctx), target: null });
    }
  }
  return { type: 'With', items, body: block(kids[end], ctx), from, to };
}

function typeParams(node: ITreeNode | undefined, ctx: IContext): string[] {
  return (node?.kids ?? [])
    .flatMap(kid => kid.kids.slice(0, 2))
    .filter(kid => kid.name === 'VariableName')
    .map(kid => name(kid, ctx).id);
}

function definition(node: ITreeNode, decorators: Expr[], ctx: IContext): Stmt {
  const { from, to, kids } = node;
  const child = (kind: string): ITreeNode | undefined =>
    kids.find(kid => kid.name === kind);
  const at = child('VariableName');
  if (!at) {
    return brokenStmt(node);
  }
  const common = {
    name: name(at, ctx).id,
    at: { from: at.from, to: at.to },
    decorators,
    typeParams: typeParams(child('TypeParamList'), ctx),
    body: block(child('Body'), ctx),
    from,
    to
  };
  if (node.name === 'ClassDefinition') {
    const { args: bases, keywords } = callArguments(child('ArgList'), ctx);
    return { type: 'ClassDef', ...common, bases, keywords };
  }
  const result = child('TypeDef')?.kids.at(-1);
  return {
    type: 'FunctionDef',
    ...common,
    isAsync: kids[0].name === 'async',
    args: parameters(child('ParamList'), ctx),
    returns: result ? expression(result, ctx) : null
  };
}

function decorated(node: ITreeNode, ctx: IContext): Stmt {
  const decorators: Expr[] = [];
  for (const kid of node.kids) {
    if (kid.name === 'Decorator') {
      decorators.push(decorator(kid, ctx));
    }
  }
  return definition(node.kids[node.kids.length - 1], decorators, ctx);
}

function decorator(node: ITreeNode, ctx: IContext): Expr {
  let value: Expr | null = null;
  for (const kid of node.kids) {
    if (kid.name === 'VariableName' && value) {
      const attr = name(kid, ctx).id;
      const from: number = value.from;
      value = {
        type: 'Attribute',
        value,
        attr,
        from,
        to: kid.to
      };
    } else if (kid.name === 'VariableName') {
      value = name(kid, ctx);
    } else if (kid.name === 'ArgList' && value) {
      const from: number = value.from;
      value = {
        type: 'Call',
        func: value,
        ...callArguments(kid, ctx),
        from,
        to: kid.to
      };
    }
  }
  const { from, to } = node;
  const note = value && ctx.notes.get(value.from);
  const end = /^decorator (\d+)$/.exec(note ?? '')?.[1];
  return value && end === undefined
    ? value
    : anyExpression(ctx.text, value?.from ?? from, Number(end ?? to));
}

/** An expression that the grammar does not allow where it stands, read on its own. */
function anyExpression(text: string, from: number, to: number): Expr {
  const alone = `${' '.repeat(from - 1)}(${text.slice(from, to)})`;
  const { text: repaired, notes } = repair(alone);
  const { root, errors } = parseTree(repaired);
  const ctx = createContext(alone, notes, errors.length === 0);
  const [stmt] = ctx.clean ? statements(root.kids, ctx) : [];
  return stmt?.type === 'Expr'
    ? stmt.value
    : { type: 'Opaque', parts: [], from, to };
}

function matching(node: ITreeNode, ctx: IContext): Stmt {
  const { from, to, kids } = node;
  const body = kids.findIndex(kid => kid.name === 'MatchBody');
  const cases: IMatchCase[] = [];
  for (const clause of kids[body]?.kids ?? []) {
    if (clause.name !== 'MatchClause') {
      continue;
    }
    const patterns = clause.kids.filter(kid => /Pattern$/.test(kid.name));
    const many = clause.kids.some(kid => kid.name === ',');
    const guard = clause.kids.find(kid => kid.name === 'Guard')?.kids[1];
    const converted = patterns.map(kid => pattern(kid, ctx));
    cases.push({
      pattern:
        converted.length === 1 && !many
          ? converted[0]
          : { type: 'MatchSequence', patterns: converted },
      guard: guard ? expression(guard, ctx) : null,
      body: block(
        clause.kids.find(kid => kid.name === 'Body'),
        ctx
      ),
      from: clause.from,
      to: clause.to
    });
  }
  const subject = tuple(kids, 1, Math.max(1, body), ctx);
  return { type: 'Match', subject, cases, from, to };
}
