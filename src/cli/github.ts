import type { IAnnotation } from './annotations';
import { plain } from './text';

const COMMANDS = { error: 'error', warning: 'warning', note: 'notice' };

/**
 * A statement as a workflow command of GitHub Actions, which shows it beside the line.
 *
 * @param file - Relative to the repository, `/` separated.
 */
export function workflowCommand(
  { severity, rule, title, message, line }: Omit<IAnnotation, 'cell'>,
  file: string
): string {
  const properties = [
    `file=${property(file)}`,
    `line=${line}`,
    `title=${property(`${title} (${rule})`)}`
  ].join(',');
  return `::${COMMANDS[severity]} ${properties}::${data(message)}\n`;
}

/** What GitHub's runner takes apart again; rules from its toolkit's command module. */
function data(text: string): string {
  return plain(text).replace(/%/g, '%25');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
