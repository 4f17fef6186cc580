/** Versions of Python that a notebook may be run with when it does not say which. */
const PYTHONS = [...Array(25).keys()].map(minor => `3.${minor}`);

/**
 * Whether a PEP 508 marker never holds when pip reads a requirements file: `extra` is compared with the extras of a
 * package that gets installed, and a list of requirements has none; Python's version rules it out, for the Python
 * given (`3.11.4`) or for every Python 3. Brackets are not followed.
 */
export function neverHolds(marker: string | null, python?: string): boolean {
  const minor = /^\d+\.\d+/.exec(python ?? '')?.[0];
  const pythons = minor ? [minor] : PYTHONS;
  return (
    marker !== null &&
    !/[()]/.test(marker.replace(/(['"]).*?\1/g, '')) &&
    marker
      .split(/\bor\b/)
      .every(
        part =>
          EXTRA.test(part) ||
          !pythons.some(each =>
            part.split(/\band\b/).every(clause => mayHold(clause, each))
          )
      )
  );
}

const EXTRA = /\bextra\s*==\s*['"]|['"]\s*==\s*extra\b/;

const CLAUSE =
  /^\s*(?:(python(?:_full)?_version)\s*(<=|>=|<|>|===?|!=)\s*['"]([\d.]+)['"]|['"]([\d.]+)['"]\s*(<=|>=|<|>|===?|!=)\s*(python(?:_full)?_version))\s*$/;

const TURNED: { [operator: string]: string } = {
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<='
};

/** Whether one comparison may be true of a Python `3.11`; what is not understood may be. */
function mayHold(clause: string, python: string): boolean {
  const found = CLAUSE.exec(clause);
  if (!found) {
    return true;
  }
  const turned = found[5];
  const name = found[1] ?? found[6];
  const operator = found[2] ?? TURNED[turned] ?? turned;
  const wanted = (found[3] ?? found[4]).split('.').map(Number);
  const own = python.split('.').map(Number);
  const by =
    own[0] - (wanted[0] ?? 0) ||
    own[1] - (wanted[1] ?? 0) ||
    (name === 'python_full_version' ? NaN : 0 - (wanted[2] ?? 0));
  if (Number.isNaN(by)) {
    // The same minor series: the rest of Python's version decides.
    return true;
  }
  switch (operator) {
    case '<':
      return by < 0;
    case '>':
      return by > 0;
    case '<=':
      return by <= 0;
    case '>=':
      return by >= 0;
    case '!=':
      return by !== 0;
    default:
      return by === 0;
  }
}
