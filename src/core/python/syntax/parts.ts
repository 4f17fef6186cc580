import type { Expr, Pattern } from './ast';

/*
 * What the parts of targets, patterns and expressions are, whatever becomes of them.
 */

/** Names that a target binds. */
export function targetNames(target: Expr): string[] {
  switch (target.type) {
    case 'Name':
      return [target.id];
    case 'Tuple':
    case 'List':
      return target.elts.flatMap(targetNames);
    case 'Starred':
      return targetNames(target.value);
    default:
      return [];
  }
}

/** Names that a pattern binds. */
export function patternNames(pattern: Pattern): string[] {
  switch (pattern.type) {
    case 'MatchAs':
      return [
        ...(pattern.pattern ? patternNames(pattern.pattern) : []),
        ...(pattern.name ? [pattern.name] : [])
      ];
    case 'MatchStar':
      return pattern.name ? [pattern.name] : [];
    case 'MatchValue':
      return [];
    default:
      return pattern.patterns.flatMap(patternNames);
  }
}

/** Expressions that a pattern evaluates. */
export function patternReads(pattern: Pattern): Expr[] {
  switch (pattern.type) {
    case 'MatchValue':
      return [pattern.value];
    case 'MatchMapping':
      return [...pattern.keys, ...pattern.patterns.flatMap(patternReads)];
    case 'MatchClass':
      return [pattern.cls, ...pattern.patterns.flatMap(patternReads)];
    case 'MatchAs':
      return pattern.pattern ? patternReads(pattern.pattern) : [];
    case 'MatchStar':
      return [];
    default:
      return pattern.patterns.flatMap(patternReads);
  }
}

/** Direct sub-expressions, in the order of evaluation; none for names, literals and scopes of their own. */
export function children(expr: Expr): Expr[] {
  switch (expr.type) {
    case 'Attribute':
    case 'Starred':
    case 'Await':
      return [expr.value];
    case 'Yield':
      return expr.value ? [expr.value] : [];
    case 'Subscript':
      return [expr.value, expr.slice];
    case 'Tuple':
    case 'List':
    case 'Set':
      return expr.elts;
    case 'BoolOp':
    case 'Compare':
    case 'JoinedStr':
      return expr.values;
    case 'BinOp':
      return [expr.left, expr.right];
    case 'UnaryOp':
      return [expr.operand];
    case 'IfExp':
      return [expr.test, expr.body, expr.orelse];
    case 'Dict':
      return expr.values.flatMap((value, i) => {
        const key = expr.keys[i];
        return key ? [key, value] : [value];
      });
    case 'Slice':
    case 'Opaque':
      return expr.parts;
    case 'Call':
      return [
        expr.func,
        ...expr.args,
        ...expr.keywords.map(keyword => keyword.value)
      ];
    case 'NamedExpr':
      return [expr.value];
    default:
      return [];
  }
}
