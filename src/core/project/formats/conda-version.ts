/**
 * Versions as conda orders them: an epoch, then parts split at dots, dashes and
 * underscores, each part runs of digits and letters; letters sort before digits, `dev`
 * before all others, `post` after all (conda's VersionOrder).
 */
export function compareCondaVersions(left: string, right: string): number {
  const [a, b] = [taken(left), taken(right)];
  return (
    a.epoch - b.epoch ||
    compareParts(a.release, b.release) ||
    compareParts(a.local, b.local)
  );
}

type Piece = number | string;

interface ITaken {
  epoch: number;
  release: Piece[][];
  local: Piece[][];
}

function taken(version: string): ITaken {
  const text = version.trim().toLowerCase();
  const [, epoch, rest] = /^(?:(\d+)!)?(.*)$/s.exec(text)!;
  const plus = rest.indexOf('+');
  const release = plus < 0 ? rest : rest.slice(0, plus);
  return {
    epoch: Number(epoch ?? 0),
    release: partsOf(release),
    local: plus < 0 ? [] : partsOf(rest.slice(plus + 1))
  };
}

/** An underscore at the end belongs to the last part. */
function partsOf(text: string): Piece[][] {
  const [, body, end] = /^(.*?)(_?)$/s.exec(text)!;
  const parts = body.split(/[._-]/);
  parts.push(`${parts.pop()}${end}`);
  return parts.map(part => {
    const pieces = (part.match(/\d+|[^\d]+/g) ?? []).map((piece): Piece => {
      if (/^\d/.test(piece)) {
        return Number(piece);
      }
      if (piece === 'post') {
        return Infinity;
      }
      return piece === 'dev' ? '' : `~${piece}`;
    });
    return /^\d/.test(part) ? pieces : [0, ...pieces];
  });
}

function compareParts(left: Piece[][], right: Piece[][]): number {
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const [a, b] = [left[i] ?? [], right[i] ?? []];
    for (let k = 0; k < Math.max(a.length, b.length); k++) {
      const order = comparePieces(a[k] ?? 0, b[k] ?? 0);
      if (order !== 0) {
        return order;
      }
    }
  }
  return 0;
}

function comparePieces(a: Piece, b: Piece): number {
  if (typeof a === typeof b) {
    return a < b ? -1 : a > b ? 1 : 0;
  }
  return typeof a === 'string' ? -1 : 1;
}

/**
 * Whether a version meets a version expression in the form that `parseMatchSpec`
 * gives (CEP 29). Null for what it cannot judge (regular expressions).
 */
export function condaVersionFits(
  version: string,
  expression: string
): boolean | null {
  if (expression === '' || expression === '*') {
    return true;
  }
  if (/[\^$()]/.test(expression)) {
    return null;
  }
  return expression
    .split('|')
    .some(choice =>
      choice.split(',').every(clause => clauseFits(version, clause.trim()))
    );
}

function clauseFits(version: string, clause: string): boolean {
  const [, operator, wanted] = /^(===?|~=|!=|<=|>=|<|>|=)?\s*(.*)$/s.exec(
    clause
  )!;
  const glob = wanted.replace(/\.?\*$/, '');
  const fuzzy = glob !== wanted;
  const order = compareCondaVersions(version, glob);
  switch (operator) {
    case '=':
      return startsWith(version, glob);
    case '!=':
      return fuzzy ? !startsWith(version, glob) : order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '~=':
      return (
        order >= 0 &&
        startsWith(version, glob.split('.').slice(0, -1).join('.'))
      );
    default:
      return fuzzy ? startsWith(version, glob) : order === 0;
  }
}

/** `1.8` covers `1.8` and `1.8.3` but not `1.80`. */
function startsWith(version: string, prefix: string): boolean {
  const [text, start] = [version.toLowerCase(), prefix.toLowerCase()];
  if (start === '' || compareCondaVersions(text, start) === 0) {
    return true;
  }
  return text.startsWith(start) && !/^\d/.test(text.slice(start.length));
}
