/**
 * Whether a PEP 508 marker never holds when pip reads a requirements file: `extra` is compared with the extras of a
 * package that gets installed, and a list of requirements has none. Brackets are not followed.
 */
export function neverHolds(marker: string | null): boolean {
  return (
    marker !== null &&
    marker.split(/\bor\b/).every(part => EXTRA.test(part)) &&
    EXTRA.test(marker)
  );
}

const EXTRA = /\bextra\s*==\s*['"]|['"]\s*==\s*extra\b/;
