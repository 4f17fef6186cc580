export type JsonRecord = { [key: string]: unknown };

/** A notebook that cannot be read; its message goes to the person. */
export class Unreadable extends Error {}

/** Gives up on the notebook, with what is wrong and what to do. */
export function problem(message: string): never {
  throw new Unreadable(message);
}

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** nbformat's multi-line strings: a string, or a list of its lines with their ends. Null for all else. */
export function joinLines(value: unknown): string | null {
  if (typeof value === 'string') {
    return value;
  }
  return Array.isArray(value) && value.every(line => typeof line === 'string')
    ? value.join('')
    : null;
}
