/** A stretch of code in a text meant for people. */
export interface ICodeBlock {
  /** Language named with the fence or directive, lower case, or null. */
  language: string | null;
  text: string;
  /** 1-based line of the first line of `text`. */
  line: number;
  /** A code span inside a sentence rather than a block of its own. */
  inline: boolean;
}

export interface IHeading {
  text: string;
  level: number;
  line: number;
}

/** The parts of a text: code, headings, and the prose lines left over. */
export interface IReadmeParts {
  blocks: ICodeBlock[];
  headings: IHeading[];
  prose: { text: string; line: number }[];
}

/** Longer lines are data, not prose. */
const LONGEST_LINE = 20_000;

/**
 * Take Markdown apart, roughly: fenced and indented code, code spans, headings of both
 * kinds (CommonMark). Fences inside lists count at any indentation.
 */
export function markdownParts(lines: string[]): IReadmeParts {
  const parts: IReadmeParts = { blocks: [], headings: [], prose: [] };
  let inList = false;
  for (let i = 0; i < lines.length; i++) {
    const text = lines[i].length > LONGEST_LINE ? '' : lines[i];
    const fence = /^\s*(?:>\s?)*(`{3,}|~{3,})\s*\{?\.?([\w+#-]*)/.exec(text);
    if (
      fence &&
      !text.slice(text.indexOf(fence[1]) + fence[1].length).includes('`')
    ) {
      i = fenced(lines, i, fence[1], fence[2], parts);
      continue;
    }
    const blankBefore = i === 0 || lines[i - 1].trim() === '';
    if (/^(?: {4}|\t)\s*\S/.test(text) && blankBefore && !inList) {
      i = indented(lines, i, null, parts);
      continue;
    }
    if (/^\s*(?:[-*+]|\d+[.)])\s/.test(text)) {
      inList = true;
    } else if (/^\S/.test(text)) {
      inList = false;
    }
    const heading = /^ {0,3}(#{1,6})\s+(.*)$/.exec(text);
    const under = /^ {0,3}(=+|-+)\s*$/.exec(lines[i + 1] ?? '');
    if (heading) {
      const title = heading[2].replace(/#*\s*$/, '').trim();
      parts.headings.push({
        text: title,
        level: heading[1].length,
        line: i + 1
      });
    } else if (under && /^ {0,3}[^\s#>|-]/.test(text)) {
      const level = under[1][0] === '=' ? 1 : 2;
      parts.headings.push({ text: text.trim(), level, line: i + 1 });
    }
    spans(text, i + 1, /(?<!`)(`{1,2})(?!`)([^`]+)\1(?!`)/g, parts);
    parts.prose.push({ text, line: i + 1 });
  }
  return parts;
}

/**
 * Take reStructuredText, or plain text, apart, roughly: literal blocks after `::`, code
 * directives, literals, underlined headings.
 */
export function restParts(lines: string[]): IReadmeParts {
  const parts: IReadmeParts = { blocks: [], headings: [], prose: [] };
  for (let i = 0; i < lines.length; i++) {
    const text = lines[i].length > LONGEST_LINE ? '' : lines[i];
    const directive =
      /^\s*\.\. (?:code-block|code|sourcecode|prompt)::\s*([\w+#-]*)/.exec(
        text
      );
    const literal = /::\s*$/.test(text) && !/^\s*\.\. /.test(text);
    if (directive || literal) {
      parts.prose.push({ text, line: i + 1 });
      i = indented(lines, i + 1, directive?.[1] || null, parts, true);
      continue;
    }
    const blankBefore = i === 0 || lines[i - 1].trim() === '';
    if (/^(?: {2,}|\t)[$>%]? ?\S/.test(text) && blankBefore) {
      i = indented(lines, i, null, parts);
      continue;
    }
    const under = lines[i + 1] ?? '';
    if (
      /^\S/.test(text) &&
      /^([=\-~^"'`#*+:.])\1+\s*$/.test(under) &&
      under.trim().length >= Math.min(text.trim().length, 3)
    ) {
      const level = '=#*'.includes(under[0]) ? 1 : 2;
      parts.headings.push({ text: text.trim(), level, line: i + 1 });
    }
    spans(text, i + 1, /(``)([^`]+)``/g, parts);
    parts.prose.push({ text, line: i + 1 });
  }
  return parts;
}

/** Returns the index of the closing fence, or of the last line. */
function fenced(
  lines: string[],
  start: number,
  fence: string,
  language: string,
  parts: IReadmeParts
): number {
  const close = new RegExp(
    `^\\s*(?:>\\s?)*\\${fence[0]}{${fence.length},}\\s*$`
  );
  let end = start + 1;
  while (end < lines.length && !close.test(lines[end])) {
    end++;
  }
  parts.blocks.push({
    language: language.toLowerCase() || null,
    text: lines.slice(start + 1, end).join('\n'),
    line: start + 2,
    inline: false
  });
  return end;
}

/** Returns the index of the last line that belongs to the block. */
function indented(
  lines: string[],
  start: number,
  language: string | null,
  parts: IReadmeParts,
  skipOptions = false
): number {
  let first = start;
  while (
    first < lines.length &&
    (lines[first].trim() === '' ||
      (skipOptions && /^\s+:[\w-]+:/.test(lines[first])))
  ) {
    first++;
  }
  let end = first;
  while (end < lines.length && /^(?:\s|$)/.test(lines[end])) {
    end++;
  }
  const body = lines.slice(first, end);
  if (body.some(line => line.trim() !== '')) {
    parts.blocks.push({
      language,
      text: body
        .map(line => line.trimStart())
        .join('\n')
        .trimEnd(),
      line: first + 1,
      inline: false
    });
  }
  return Math.max(start, end) - 1;
}

function spans(
  text: string,
  line: number,
  pattern: RegExp,
  parts: IReadmeParts
): void {
  for (const found of text.matchAll(pattern)) {
    parts.blocks.push({ language: null, text: found[2], line, inline: true });
  }
}
