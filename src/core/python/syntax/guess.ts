/**
 * Names that the module-level code of a text seems to bind, for texts that do not parse: half a line, a bracket or a
 * string that is not closed. Goes by lines, and trusts nothing that reaches over several of them.
 */
export function guessBindings(text: string): Set<string> {
  const names = new Set<string>();
  /** Indent of the `def` or `class` whose body the line may be in. */
  let inner = Infinity;
  /** Indent of the line that left a bracket open, and how many are. */
  let open = { indent: 0, depth: 0, imports: false };
  /** Deepest indent at which a statement may stand. */
  let allowed = 0;
  for (const raw of text.split(/\r\n|\n|\r/)) {
    const line = withoutStrings(raw);
    const code = line.trim();
    if (code === '') {
      continue;
    }
    const indent = line.length - line.trimStart().length;
    if (indent <= inner) {
      inner = Infinity;
    }
    const continues =
      open.depth > 0 && (indent > open.indent || !STARTS.test(code));
    if (continues) {
      if (open.imports) {
        imported(code).forEach(name => names.add(name));
      }
      open.depth = Math.max(0, open.depth + depthOf(code));
      continue;
    }
    const stands = indent < inner && indent <= allowed;
    open = {
      indent,
      depth: Math.max(0, depthOf(code)),
      imports: stands && /^from\s+[\w.]+\s+import\s*\(/.test(code)
    };
    const isHeader = HEADER.test(code);
    if (stands) {
      bindingsOf(code).forEach(name => names.add(name));
      if (/^(?:async\s+)?(?:def|class)\b/.test(code)) {
        inner = indent;
      }
    }
    allowed = isHeader ? Infinity : indent;
  }
  return names;
}

/** How a statement may begin: what follows an open bracket on the next line rarely does so at the same indent. */
const STARTS = /^(?:[A-Za-z_@]|\*?[A-Za-z_]\w*\s*[,=])/;

const HEADER =
  /^(?:async\s+)?(?:def|class|if|elif|else|for|while|try|except|finally|with|match|case)\b/;

const KEYWORDS = new Set(
  `False None True and as assert async await break class continue def del elif else except finally for from global if
  import in is lambda nonlocal not or pass raise return try while with yield print`.split(
    /\s+/
  )
);

function withoutStrings(line: string): string {
  return line
    .replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, match =>
      '0'.padEnd(match.length, ' ')
    )
    .replace(/#.*$/, '');
}

function depthOf(code: string): number {
  let depth = 0;
  for (const char of code) {
    if ('([{'.includes(char)) {
      depth++;
    } else if (')]}'.includes(char)) {
      depth--;
    }
  }
  return depth;
}

function bindingsOf(code: string): string[] {
  const found = [...code.matchAll(/([A-Za-z_]\w*)\s*:=/g)].map(each => each[1]);
  const definition = /^(?:async\s+)?(?:def|class)\s+([A-Za-z_]\w*)/.exec(code);
  if (definition) {
    return [...found, definition[1]];
  }
  const imports = /^(?:from\s+[\w.]+\s+)?import\s+\(?(.*)$/.exec(code);
  if (imports) {
    return [...found, ...imported(imports[1])];
  }
  const loop = /^(?:async\s+)?for\s+(.*?)(?:\s+in\b|$)/.exec(code);
  if (loop) {
    return [...found, ...targets(loop[1])];
  }
  if (/^(?:async\s+)?(?:with|except)\b/.test(code)) {
    const as = [...code.matchAll(/\bas\s+\(?([A-Za-z_][\w,\s]*)/g)];
    return [...found, ...as.flatMap(each => targets(each[1]))];
  }
  return HEADER.test(code) ? found : [...found, ...assigned(code)];
}

/** `a.b as c, d`. */
function imported(text: string): string[] {
  return text
    .split(/[,;)]/)
    .map(part => {
      const words = part.trim().split(/\s+/);
      return words[1] === 'as' ? (words[2] ?? '') : words[0].split('.')[0];
    })
    .filter(isName);
}

/** Names before the last plain equals sign outside brackets; `a: T` counts as far as it has a value. */
function assigned(code: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < code.length; at++) {
    const char = code[at];
    if ('([{'.includes(char)) {
      depth++;
    } else if (')]}'.includes(char)) {
      depth--;
    } else if (char === ';' && depth === 0) {
      return [...found, ...bindingsOf(code.slice(at + 1).trim())];
    } else if (char === '=' && depth === 0) {
      if (code[at + 1] === '=' || /[=!<>]/.test(code[at - 1] ?? '')) {
        at++;
        continue;
      }
      const left = code
        .slice(from, at)
        .replace(/(?:\*\*|\/\/|>>|<<|[-+*/%@&|^])$/, '');
      found.push(...targets(left.replace(/:.*$/, '')));
      from = at + 1;
    }
  }
  return found;
}

/** Names of a target list; those of attributes and items are not bound. */
function targets(text: string): string[] {
  return text
    .replace(/[()[\]]/g, (bracket, at: number) =>
      /[\w)\]]\s*$/.test(text.slice(0, at)) && '(['.includes(bracket)
        ? '.'
        : ' '
    )
    .split(',')
    .map(part => part.trim().replace(/^\*/, ''))
    .filter(isName);
}

function isName(word: string): boolean {
  return (
    /^[A-Za-z_\u00a1-\uffff][\w\u00a1-\uffff]*$/.test(word) &&
    !KEYWORDS.has(word)
  );
}
