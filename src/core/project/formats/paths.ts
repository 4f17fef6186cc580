/** Folder part of a `/` separated path, '' for a bare name. */
export function folderOf(path: string): string {
  const cut = path.lastIndexOf('/');
  return cut < 0 ? '' : path.slice(0, cut);
}

/** Last part of a path, whichever separator it uses. */
export function baseName(path: string): string {
  return path.slice(
    Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1
  );
}

/**
 * A path written in a file, relative to the folder of that file. Steps above the
 * top stay as `..`; absolute paths and addresses stay as they are.
 */
export function joinPath(folder: string, relative: string): string {
  if (isAbsolute(relative) || isAddress(relative)) {
    return relative;
  }
  const parts: string[] = [];
  const rooted = folder.startsWith('/');
  for (const part of `${folder}/${relative.replace(/\\/g, '/')}`.split('/')) {
    if (part === '' || part === '.') {
      continue;
    }
    if (part === '..' && parts.length > 0 && parts[parts.length - 1] !== '..') {
      parts.pop();
    } else {
      parts.push(part);
    }
  }
  return (rooted ? '/' : '') + parts.join('/');
}

/** A path that only means something on one machine: rooted, home or drive. */
export function isAbsolute(path: string): boolean {
  return /^(?:[/\\]|~[\w.-]*(?:[/\\]|$)|[A-Za-z]:[/\\])/.test(path);
}

/** Something with a scheme: `https://`, `git+ssh://`, `file:`. */
export function isAddress(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(text) || /^file:/i.test(text);
}
