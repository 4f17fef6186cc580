/** Room that the browser grants, in bytes; null where it does not tell. */
export async function freeSpace(): Promise<number | null> {
  try {
    const { quota, usage } = (await navigator.storage?.estimate()) ?? {};
    return quota === undefined ? null : Math.max(0, quota - (usage ?? 0));
  } catch {
    // An opaque origin may not ask.
    return null;
  }
}

/** Bytes that plain data take at most when stored: strings count two a character. */
export function weight(value: unknown): number {
  let sum = 0;
  const todo: unknown[] = [value];
  while (todo.length > 0) {
    const next = todo.pop();
    if (typeof next === 'string') {
      sum += 2 * next.length;
    } else if (typeof next === 'object' && next !== null) {
      sum += 16;
      for (const [key, entry] of Object.entries(next)) {
        sum += 2 * key.length;
        todo.push(entry);
      }
    } else {
      sum += 8;
    }
  }
  return sum;
}

/** `12.3 MB` */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
