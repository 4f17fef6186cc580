/**
 * Paths as hosts write them: relative to the host's root, `/` separated, '' for the root itself.
 */

/** The folder that holds `path`; '' at the top. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** The last part of `path`. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `path` seen from `folder`, with `.` and `..` resolved; null when it leads above the host's root. */
export function resolvePath(folder: string, path: string): string | null {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) {
        return null;
      }
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
  }
  return parts.join('/');
}

/** Whether `path` is `folder` or lies below it. */
export function isWithin(folder: string, path: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** `path` as seen from `root`, for showing; unchanged when it lies elsewhere. */
export function relativeTo(root: string, path: string): string {
  return root !== '' && path.startsWith(`${root}/`)
    ? path.slice(root.length + 1)
    : path;
}

/** The folders from that of `path` up to the top, nearest first. */
export function foldersAbove(path: string): string[] {
  const folders = [folderOf(path)];
  while (folders[folders.length - 1] !== '') {
    folders.push(folderOf(folders[folders.length - 1]));
  }
  return folders;
}

/**
 * A path on one computer only: from the root of a disk or a share, from a home folder, or through a variable.
 * Windows' forms (`C:\data`, `\\server\share`) count on every system.
 */
export function isOnOneComputer(path: string): boolean {
  return /^(?:[/~]|\\\\|[A-Za-z]:[\\/]|file:|\$\{?HOME\b|%USERPROFILE%)/i.test(
    path
  );
}

/** A path as code writes it, with Windows' separators turned; null when nothing is left of it. */
export function fromCode(path: string): string | null {
  const trimmed = path.trim();
  const turned = trimmed.includes('/') ? trimmed : trimmed.replace(/\\+/g, '/');
  return turned === '' || turned.includes('\0') ? null : turned;
}

/** Turns a shell-style glob (`*`, `?`, `[...]`, `**`) into a test for whole paths. */
export function globTest(glob: string): (path: string) => boolean {
  let source = '';
  for (let i = 0; i < glob.length; i++) {
    const c = glob[i];
    if (c === '*') {
      if (glob[i + 1] === '*') {
        i += glob[i + 2] === '/' ? 2 : 1;
        source += '.*';
      } else {
        source += '[^/]*';
      }
    } else if (c === '?') {
      source += '[^/]';
    } else if (c === '[' && /^\[[!^]?[^\]\\]+\]/.test(glob.slice(i))) {
      const end = glob.indexOf(']', i + 2);
      source += `[${glob
        .slice(i + 1, end)
        .replace(/^!/, '^')
        .replace(/[[\\]/g, '\\$&')}]`;
      i = end;
    } else {
      source += c.replace(/[.+^${}()|[\]\\]/g, '\\$&');
    }
  }
  try {
    const test = new RegExp(`^${source}$`);
    return path => test.test(path);
  } catch {
    return path => path === glob;
  }
}

/** Whether a path holds wildcards. */
export function isGlob(path: string): boolean {
  return /[*?[]/.test(path);
}
