import type {
  Expr,
  IClassDef,
  IComprehension,
  IFunctionDef,
  ILambda,
  Stmt
} from '../syntax/ast';
import {
  children,
  patternNames,
  patternReads,
  targetNames
} from '../syntax/parts';

/** What the text of one scope says about its names (as CPython's `symtable` would). */
export interface IScope {
  /** Names it binds, parameters included. */
  locals: Set<string>;
  globals: Set<string>;
  nonlocals: Set<string>;
  yields: boolean;
  /** Global names that it or a function inside it binds by `global`. */
  globalWrites: Set<string>;
  /** Names that it or a function inside it binds by `nonlocal`. */
  rebinds: Set<string>;
  /** Names it or a scope inside it reads and does not bind itself. */
  free: Set<string>;
  /** A `del` of a name is somewhere in it. */
  deletes: boolean;
}

const scopes = new WeakMap<object, IScope>();

/** Scope of a function or class. */
export function scopeOf(node: IFunctionDef | ILambda | IClassDef): IScope {
  let scope = scopes.get(node);
  if (!scope) {
    scope = emptyScope();
    const reads = new Set<string>();
    // Functions inside a class do not see its names.
    const deep = node.type === 'ClassDef' ? scope.free : reads;
    const walker = new Walker(scope, reads, deep);
    if (node.type !== 'ClassDef') {
      node.args.forEach(arg => scope?.locals.add(arg.name));
    }
    if (node.type !== 'Lambda') {
      node.typeParams.forEach(name => scope?.locals.add(name));
    }
    if (node.type === 'Lambda') {
      walker.expr(node.body);
    } else {
      walker.block(node.body);
    }
    for (const name of [...scope.globals, ...scope.nonlocals]) {
      scope.locals.delete(name);
    }
    for (const name of reads) {
      if (!scope.locals.has(name)) {
        scope.free.add(name);
      }
    }
    scopes.set(node, scope);
  }
  return scope;
}

/** Scope of module-level statements. */
export function scopeOfBlock(body: Stmt[]): IScope {
  let scope = scopes.get(body);
  if (!scope) {
    scope = emptyScope();
    new Walker(scope, scope.free).block(body);
    scopes.set(body, scope);
  }
  return scope;
}

function emptyScope(): IScope {
  return {
    locals: new Set(),
    globals: new Set(),
    nonlocals: new Set(),
    yields: false,
    globalWrites: new Set(),
    rebinds: new Set(),
    free: new Set(),
    deletes: false
  };
}

/** Collects names of one scope; goes into inner scopes for what they read from and write to outer ones. */
class Walker {
  constructor(scope: IScope, reads: Set<string>, deep = reads) {
    this._scope = scope;
    this._reads = reads;
    this._deep = deep;
  }

  block(body: Stmt[]): void {
    for (const stmt of body) {
      this._stmt(stmt);
    }
  }

  expr(expr: Expr | null): void {
    if (!expr) {
      return;
    }
    switch (expr.type) {
      case 'Name':
        this._reads.add(expr.id);
        break;
      case 'Constant':
        break;
      case 'Lambda':
        expr.args.forEach(arg => this.expr(arg.default));
        this._inner(expr);
        break;
      case 'NamedExpr':
        this._scope.locals.add(expr.target.id);
        this.expr(expr.value);
        break;
      case 'Yield':
        this._scope.yields = true;
        this.expr(expr.value);
        break;
      case 'ListComp':
      case 'SetComp':
      case 'DictComp':
      case 'GeneratorExp':
        this._comprehension(expr.generators, expr.elts);
        break;
      case 'Call':
        this.expr(expr.func);
        expr.args.forEach(arg => this.expr(arg));
        expr.keywords.forEach(keyword => this.expr(keyword.value));
        break;
      default:
        children(expr).forEach(child => this.expr(child));
    }
  }

  private _comprehension(generators: IComprehension[], elts: Expr[]): void {
    const bound = new Set(
      generators.flatMap(generator => targetNames(generator.target))
    );
    const reads = new Set<string>();
    const inner = new Walker(this._scope, reads);
    for (const [i, { iter, ifs, target }] of generators.entries()) {
      (i === 0 ? this : inner).expr(iter);
      ifs.forEach(test => inner.expr(test));
      if (target.type !== 'Name') {
        inner._target(target, false);
      }
    }
    elts.forEach(elt => inner.expr(elt));
    for (const name of reads) {
      if (!bound.has(name)) {
        this._deep.add(name);
      }
    }
  }

  private _inner(node: IFunctionDef | ILambda | IClassDef): void {
    const scope = scopeOf(node);
    scope.free.forEach(name => this._deep.add(name));
    scope.globalWrites.forEach(name => this._scope.globalWrites.add(name));
    scope.rebinds.forEach(name => this._scope.rebinds.add(name));
  }

  private _target(target: Expr, binds = true): void {
    switch (target.type) {
      case 'Name':
        if (binds) {
          this._scope.locals.add(target.id);
        }
        break;
      case 'Tuple':
      case 'List':
        target.elts.forEach(elt => this._target(elt, binds));
        break;
      case 'Starred':
        this._target(target.value, binds);
        break;
      default:
        this.expr(target);
    }
  }

  private _bind(name: string): void {
    this._scope.locals.add(name);
  }

  private _stmt(stmt: Stmt): void {
    switch (stmt.type) {
      case 'FunctionDef':
        this._bind(stmt.name);
        stmt.decorators.forEach(expr => this.expr(expr));
        for (const arg of stmt.args) {
          this.expr(arg.default);
          this.expr(arg.annotation);
        }
        this.expr(stmt.returns);
        this._inner(stmt);
        break;
      case 'ClassDef':
        this._bind(stmt.name);
        [...stmt.decorators, ...stmt.bases].forEach(expr => this.expr(expr));
        stmt.keywords.forEach(({ value }) => this.expr(value));
        this._inner(stmt);
        break;
      case 'Import':
        for (const { name, asname } of stmt.names) {
          this._bind(asname ?? name.split('.')[0]);
        }
        break;
      case 'ImportFrom':
        for (const { name, asname } of stmt.names) {
          if (name !== '*') {
            this._bind(asname ?? name);
          }
        }
        break;
      case 'Assign':
        this.expr(stmt.value);
        stmt.targets.forEach(target => this._target(target));
        break;
      case 'AnnAssign':
        this.expr(stmt.value);
        this.expr(stmt.annotation);
        this._target(stmt.target);
        break;
      case 'AugAssign':
        this.expr(stmt.value);
        this.expr(stmt.target);
        this._target(stmt.target);
        break;
      case 'For':
        this.expr(stmt.iter);
        this._target(stmt.target);
        this.block(stmt.body);
        this.block(stmt.orelse);
        break;
      case 'While':
      case 'If':
        this.expr(stmt.test);
        this.block(stmt.body);
        this.block(stmt.orelse);
        break;
      case 'With':
        for (const { context, target } of stmt.items) {
          this.expr(context);
          if (target) {
            this._target(target);
          }
        }
        this.block(stmt.body);
        break;
      case 'Try':
        this.block(stmt.body);
        for (const { test, name, body } of stmt.handlers) {
          this.expr(test);
          if (name) {
            this._bind(name);
          }
          this.block(body);
        }
        this.block(stmt.orelse);
        this.block(stmt.finalbody);
        break;
      case 'Match':
        this.expr(stmt.subject);
        for (const { pattern, guard, body } of stmt.cases) {
          patternNames(pattern).forEach(name => this._bind(name));
          patternReads(pattern).forEach(expr => this.expr(expr));
          this.expr(guard);
          this.block(body);
        }
        break;
      case 'Delete':
        for (const target of stmt.targets) {
          this._scope.deletes ||= targetNames(target).length > 0;
          this.expr(target);
          this._target(target);
        }
        break;
      case 'Global':
        for (const name of stmt.names) {
          this._scope.globals.add(name);
          this._scope.globalWrites.add(name);
        }
        break;
      case 'Nonlocal':
        for (const name of stmt.names) {
          this._scope.nonlocals.add(name);
          this._scope.rebinds.add(name);
        }
        break;
      case 'TypeAlias':
        this._bind(stmt.name);
        break;
      case 'Expr':
      case 'Return':
      case 'Print':
        this.expr(stmt.value);
        break;
      case 'Raise':
        this.expr(stmt.exc);
        this.expr(stmt.cause);
        break;
      case 'Assert':
        this.expr(stmt.test);
        this.expr(stmt.msg);
        break;
      case 'Magic':
        stmt.effect.binds.forEach(name => this._bind(name));
        stmt.effect.reads.forEach(name => this._reads.add(name));
        if (stmt.isolates) {
          new Walker(emptyScope(), this._reads).block(stmt.body);
        } else {
          this.block(stmt.body);
        }
        this.block(stmt.instead);
        break;
      default:
        break;
    }
  }

  private _scope: IScope;
  private _reads: Set<string>;
  private _deep: Set<string>;
}
