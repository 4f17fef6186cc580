import type { ICodeCell } from '../notebook';
import type { IInstallLine } from '../types';

const INSTALL =
  /^(?:sudo\s+)?(?:\S*python[\d.]*(?:\.exe)?\s+-m\s+|\{\s*sys\.executable\s*\}\s+-m\s+)?(pip[\d.]*|conda|mamba|micromamba|uv\s+pip|uv|pixi|poetry|pipenv|easy_install)\s+(?:-\S+\s+)*(install|add|create|env\s+(?:create|update)|update)\b\s*(.*)$/;

/** Options whose next word is a value. */
const VALUED =
  /^(?:-r|-c|-i|-f|-t|-n|-p|-e|--requirement|--constraint|--index-url|--extra-index-url|--find-links|--target|--prefix|--root|--channel|--name|--file|--editable|--python|--trusted-host)$/;

/** Shell lines of a cell: after `!` or `%pip`, and the lines of a shell cell. */
export function shellLines({ code }: ICodeCell): string[] {
  const found: string[] = [];
  for (const { kind, name, rest, to } of code.magics) {
    if (kind === 'shell') {
      found.push(rest);
    } else if (
      kind === 'line' &&
      /^(?:pip|conda|mamba|micromamba|uv)$/.test(name)
    ) {
      found.push(`${name} ${rest}`);
    } else if (
      (kind === 'line' || kind === 'cell') &&
      /^(?:system|sx|sh|bash|script|!)$/.test(name)
    ) {
      const body = kind === 'cell' ? code.text.slice(to) : '';
      found.push(...(name === 'script' ? [] : [rest]), ...body.split('\n'));
    }
  }
  return found.map(line => line.trim()).filter(line => line !== '');
}

/** Install commands in the cells of a notebook. */
export function notebookInstalls(cells: ICodeCell[]): IInstallLine[] {
  const found: IInstallLine[] = [];
  for (const each of cells.filter(({ code }) => code.magics.length > 0)) {
    for (const line of shellLines(each)) {
      for (const text of line.split(/&&|;(?=\s)|\|\|/).map(s => s.trim())) {
        const install = INSTALL.exec(text);
        if (install) {
          const pinned = isPinned(install[1], install[3]);
          found.push({ cell: each.index, text, pinned });
        }
      }
    }
  }
  return found;
}

function isPinned(tool: string, rest: string): boolean {
  const conda = /conda|mamba|pixi/.test(tool);
  const words = rest.match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i].replace(/^["']|["']$/g, '');
    if (word.startsWith('#') || /^[>|<]/.test(word)) {
      break;
    }
    if (VALUED.test(word)) {
      i++;
    } else if (!word.startsWith('-') && !isExact(word, conda)) {
      return false;
    }
  }
  return true;
}

/**
 * True for a requirement that one version alone meets: `==` without a wildcard (PEP 440), a commit, a hash, or
 * conda's `name=1.2.3` and `name=1.2.3=build`.
 */
function isExact(word: string, conda: boolean): boolean {
  if (/^\.{0,2}[/\\]|^\.$/.test(word)) {
    return true;
  }
  if (/^\w[\w+.-]*(?:\[[^\]]*\])?\s*@|:\/\//.test(word)) {
    return /@[\da-f]{40}\b|#(?:.*&)?sha\d+=/.test(word);
  }
  const name = '^(?:[\\w.-]+::)?[\\w.-]+(?:\\[[^\\]]*\\])?\\s*';
  const version = '[\\w.!+-]+';
  return (
    new RegExp(`${name}={2,3}\\s*${version}$`).test(word.split(';')[0]) ||
    (conda &&
      new RegExp(`${name}=(?:${version}=[\\w.]+|\\d+\\.\\d+\\.\\w+)$`).test(
        word
      ))
  );
}
