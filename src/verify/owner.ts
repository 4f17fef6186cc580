import { UUID } from '@lumino/coreutils';

const PREFIX = 'jupyterlab-reproducibility:';
let own: string | null = null;

/**
 * Token of this page, for records that other pages can read. It is held as a
 * Web Lock, which the browser gives back when the page goes, however it goes.
 */
export function ownToken(): string {
  if (own === null) {
    own = UUID.uuid4();
    // Held for as long as the page lives; a refusal only makes it look gone.
    locks()
      ?.request(PREFIX + own, () => new Promise<void>(() => undefined))
      .catch(() => undefined);
  }
  return own;
}

/**
 * Tokens of all pages that are alive, this one included.
 *
 * #### Notes
 * Without Web Locks (a page served over plain HTTP by another host) no other
 * page can be seen.
 */
export async function livingTokens(): Promise<Set<string>> {
  const living = new Set<string>(own === null ? [] : [own]);
  try {
    const held = (await locks()?.query())?.held ?? [];
    for (const { name } of held) {
      if (name?.startsWith(PREFIX)) {
        living.add(name.slice(PREFIX.length));
      }
    }
  } catch {
    // An opaque origin has no locks.
  }
  return living;
}

function locks(): LockManager | undefined {
  return typeof navigator === 'undefined' ? undefined : navigator.locks;
}
