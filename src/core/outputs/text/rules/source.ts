/** Source without comments; a `#` within quotes is none. */
export function codeOf(source: string): string {
  return source.replace(
    /('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")|#(?!!)[^\n]*/g,
    (_, quoted?: string) => quoted ?? ''
  );
}

/** Source without comments and without what stands in quotes. */
export function barredCode(source: string): string {
  return codeOf(source).replace(
    /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g,
    "''"
  );
}

/** A call that reads a clock. */
const READ =
  /\b(?:\w+\.)*(?:(?:perf_counter|process_time|monotonic|time|thread_time)(?:_ns)?|default_timer|timer|clock|now|utcnow|today|Sys\.time)\(\)/;

const CLOCK = new RegExp(
  `${READ.source}|\\b(?:time\\.(?:clock|ctime|strftime)|now|system\\.time|timeit(?:\\.\\w+)?|Timer|[sS]topwatch|proc\\.time|tic|toc)\\(`
);

/** Whether a source reads a clock, comments aside. */
export function readsClock(source: string): boolean {
  return CLOCK.test(codeOf(source));
}

/** A printed line: fixed texts, with values between them, of which some are told by a clock alone. */
export interface ILineTemplate {
  /** One more than there are values. */
  fixed: string[];
  /** For each value, whether nothing but a clock tells it. */
  clock: boolean[];
}

/** Sources beyond this are not looked into. */
const MAX_SOURCE = 20_000;

/** The lines that a source prints with a value that a clock told; of values, only what is arithmetic of its readings. */
export function clockLines(source: string): ILineTemplate[] {
  if (source.length > MAX_SOURCE || !readsClock(source)) {
    return [];
  }
  const code = codeOf(source);
  const names = clockNames(code);
  const lines: ILineTemplate[] = [];
  for (const { index } of code.matchAll(/(?<![\w.])print\(/g)) {
    const args = argumentsAt(code, index + 'print('.length);
    const line = args && templateOf(args, names);
    if (line && line.clock.includes(true)) {
      lines.push(line);
    }
  }
  return lines;
}

/** Names that are given readings of a clock and nothing else. */
function clockNames(code: string): Set<string> {
  const all = Array.from(
    code.matchAll(
      /(?:^|;)[^\S\n]*([A-Za-z_]\w*)[^\S\n]*(?:[-+*/]?=)(?!=)([^\n;]+)/gm
    ),
    ([, name, value]) => [name, value]
  );
  const bound = new Set(
    Array.from(code.matchAll(/\bfor\s+([\w\s,()]+?)\s+in\b/g), ([, list]) =>
      list.split(/\W+/)
    ).flat()
  );
  const names = new Set<string>();
  for (let round = 0; round < 4; round++) {
    for (const [name] of all) {
      const values = all.filter(each => each[0] === name);
      if (
        !bound.has(name) &&
        values.every(each => isClock(each[1], names)) &&
        !names.has(name)
      ) {
        names.add(name);
      }
    }
  }
  return names;
}

/** Whether an expression is made of readings of a clock, numbers and signs. */
function isClock(expression: string, names: Set<string>): boolean {
  const rest = expression
    .replace(new RegExp(READ.source, 'g'), '@')
    .replace(/(?<![\w.])[A-Za-z_]\w*(?!\w|\()/g, name =>
      names.has(name) ? '@' : name
    );
  return (
    rest.includes('@') &&
    /^[-+*/().,\d\s@_]*$/.test(
      rest.replace(
        /\b(?:round|float|int|str|abs|(?:\w+\.)?timedelta|seconds(?==))\b=?|\.(?:total_seconds|seconds|elapsed)\b|\.(?:strftime|isoformat)\((?:f?'[^'\n]*'|"[^"\n]*")?\)/g,
        ''
      )
    )
  );
}

/** The arguments of a call that begin at `start`, or null where they do not end or are named. */
function argumentsAt(code: string, start: number): string[] | null {
  const args: string[] = [];
  let depth = 0;
  let from = start;
  for (let i = start; i < code.length && i < start + 1000; i++) {
    const sign = code[i];
    if (sign === '"' || sign === "'") {
      const end = code.indexOf(sign, i + 1);
      if (end < 0) {
        return null;
      }
      i = end;
    } else if (/[([{]/.test(sign)) {
      depth++;
    } else if (depth > 0 && /[)\]}]/.test(sign)) {
      depth--;
    } else if (depth === 0 && (sign === ',' || sign === ')')) {
      args.push(code.slice(from, i).trim());
      from = i + 1;
      if (sign === ')') {
        return args.some(arg => /^(?:sep|end|file)\s*=/.test(arg))
          ? null
          : args;
      }
    }
  }
  return null;
}

function templateOf(args: string[], names: Set<string>): ILineTemplate | null {
  const line: ILineTemplate = { fixed: [''], clock: [] };
  const fix = (text: string) => {
    line.fixed[line.fixed.length - 1] += text;
  };
  const value = (expression: string) => {
    line.clock.push(isClock(expression, names));
    line.fixed.push('');
  };
  args.forEach((arg, i) => {
    fix(i > 0 ? ' ' : '');
    const text = /^([fF]?)(['"])((?:(?!\2)[^\\\n])*)\2$/.exec(arg);
    const percent =
      /^(['"])((?:(?!\1)[^\\\n%])*)%[\d.]*[dfsg]((?:(?!\1)[^\\\n%])*)\1\s*%\s*(.+)$/.exec(
        arg
      );
    if (percent) {
      fix(percent[2]);
      value(percent[4]);
      fix(percent[3]);
    } else if (text && text[1] === '') {
      fix(text[3]);
    } else if (text) {
      text[3].split(/\{([^{}]+)\}/).forEach((part, k) => {
        if (k % 2 === 0) {
          fix(part);
        } else {
          value(part.replace(/(?:![rsa])?(?::[^:'"()[\]]*)?$/, ''));
        }
      });
    } else {
      value(arg);
    }
  });
  // Values that touch cannot be told apart, and a line of values alone is not known by its text.
  return line.fixed.slice(1, -1).every(text => text !== '') &&
    /\S/.test(line.fixed.join(''))
    ? line
    : null;
}

/** Hides what a clock told in the lines of a text, where it has the shape of such a thing. */
export function hideClocks(
  text: string,
  templates: ILineTemplate[],
  shape: RegExp,
  hide: (passage: string) => string
): string {
  return templates.length === 0
    ? text
    : text
        .split('\n')
        .map(line => {
          for (const template of templates) {
            const values = valuesOf(line, template);
            if (
              values &&
              template.clock.every(
                (clock, i) => !clock || shape.test(values[i])
              )
            ) {
              return template.fixed
                .map((fixed, i) =>
                  i < values.length
                    ? fixed + (template.clock[i] ? hide(values[i]) : values[i])
                    : fixed
                )
                .join('');
            }
          }
          return line;
        })
        .join('\n');
}

/** The values of a line that has all the fixed texts of a template, else null. */
function valuesOf(line: string, { fixed }: ILineTemplate): string[] | null {
  if (!line.startsWith(fixed[0])) {
    return null;
  }
  const values: string[] = [];
  let at = fixed[0].length;
  for (let i = 1; i < fixed.length; i++) {
    const last = i === fixed.length - 1;
    const ending = last ? fixed[i].trimEnd() : fixed[i];
    const next = last
      ? line.endsWith(ending)
        ? line.length - ending.length
        : -1
      : line.indexOf(ending, at);
    if (next < at) {
      return null;
    }
    values.push(line.slice(at, next));
    at = next + fixed[i].length;
  }
  return values;
}
