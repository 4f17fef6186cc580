/** Text as a terminal shows it. */

/* eslint-disable no-control-regex */
const ANSI =
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g;

/** Removes ANSI escape sequences (ECMA-48 CSI, OSC and two-character ones). */
export function stripAnsi(text: string): string {
  return text.includes('\u001b') ? text.replace(ANSI, '') : text;
}

/**
 * Text after carriage returns and backspaces have acted, as JupyterLab 4.6
 * renders a stream: CR goes back to the start of the line and what follows
 * overwrites character by character; BS deletes the character before it in the
 * line; a line feed always starts a new line at the end.
 */
export function renderTerminal(text: string): string {
  if (!/[\r\b]/.test(text)) {
    return text;
  }
  return text.split('\n').map(renderLine).join('\n');
}

function renderLine(line: string): string {
  if (!/[\r\b]/.test(line)) {
    return line;
  }
  // What stands before the cursor, and behind it the other way round: each sign costs the same wherever it stands.
  const before: string[] = [];
  const behind: string[] = [];
  for (const part of line.split(/([\r\b])/)) {
    if (part === '\r') {
      while (before.length > 0) {
        behind.push(before.pop()!);
      }
    } else if (part === '\b') {
      if (before.length > 0) {
        // JupyterLab drops the character under the cursor as well.
        before.pop();
        behind.pop();
      }
    } else {
      for (let i = 0; i < part.length; i++) {
        before.push(part[i]);
        behind.pop();
      }
    }
  }
  return before.concat(behind.reverse()).join('');
}
