/** One package of a list for one platform. */
export interface IArtefact {
  name: string;
  version: string;
  build: string;
  subdir?: string | null;
  line: number;
}

/**
 * What cannot be true of one environment: a package in two versions or builds, builds for another Python than the one
 * in the list, builds for two platforms. Builds for an older Python pass where the list holds conda's mark for those
 * that serve several (`_python_abi3_support`).
 */
export function condaConflicts(
  artefacts: IArtefact[]
): { line: number; message: string }[] {
  const found: { line: number; message: string }[] = [];
  const seen = new Map<string, IArtefact>();
  const python = artefacts.find(({ name }) => name === 'python');
  const minor = /^(\d+)\.(\d+)/.exec(python?.version ?? '');
  const stable = artefacts.some(({ name }) => name === '_python_abi3_support');
  const platform = artefacts.find(({ subdir }) => isPlatform(subdir))?.subdir;
  for (const each of artefacts) {
    const { name, version, build, subdir, line } = each;
    const other = seen.get(name);
    seen.set(name, other ?? each);
    if (other && (other.version !== version || other.build !== build)) {
      found.push({
        line,
        message: `\`${name}\` is listed twice: ${other.version} ${other.build} and ${version} ${build}`
      });
    }
    const made = /(?:py|cp)([23])(\d{1,2})(?!\d)/.exec(build);
    if (made && minor && name !== 'python') {
      const major = Number(made[1]) - Number(minor[1]);
      const newer = Number(made[2]) - Number(minor[2]);
      if (major !== 0 || newer > 0 || (newer < 0 && !stable)) {
        found.push({
          line,
          message: `\`${name}\` is built for Python ${made[1]}.${made[2]}, the list holds ${minor[0]}`
        });
      }
    }
    if (isPlatform(subdir) && subdir !== platform) {
      found.push({
        line,
        message: `\`${name}\` is built for ${subdir}, others for ${platform}`
      });
    }
  }
  return found;
}

function isPlatform(subdir: string | null | undefined): subdir is string {
  return /^(?:linux|osx|win|freebsd|emscripten|wasi)-\w+$/.test(subdir ?? '');
}
