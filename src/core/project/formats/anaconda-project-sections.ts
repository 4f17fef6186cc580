import { notebookOf } from './notebook-command';
import {
  child,
  childEntry,
  entriesOf,
  isNothing,
  itemsOf,
  textOf
} from './yaml';
import type { IMappingEntry, YamlNode } from './yaml';
import type { ICommand } from './types';

/** A file that the project fetches before it runs. */
export interface IDownload {
  variable: string;
  url: string;
  fileName: string | null;
  /** `sha256:hex` and the like; null when the content is not checked. */
  digest: string | null;
  line: number;
}

/** A name that `variables:` asks for; without a default the run asks a person. */
export interface IVariable {
  name: string;
  hasDefault: boolean;
  line: number;
}

export type Report = (
  message: string,
  line: number | null,
  fatal?: boolean
) => void;

/** The `commands` section. */
export function readCommands(
  root: YamlNode,
  path: string,
  report: Report
): ICommand[] {
  const section = childEntry(root, 'commands');
  if (
    section &&
    section.value.kind !== 'mapping' &&
    !isNothing(section.value)
  ) {
    report('"commands" is not a mapping of names', section.line);
  }
  return entriesOf(section?.value).map(({ key: name, line, value }) => {
    const command: ICommand = {
      name,
      path,
      line,
      lines: [],
      notebook: textOf(child(value, 'notebook')),
      environment: textOf(child(value, 'env_spec')),
      kind: 'shell'
    };
    const bokeh = textOf(child(value, 'bokeh_app'));
    if (command.notebook !== null) {
      command.kind = 'notebook';
      const text = `jupyter notebook ${command.notebook}`;
      command.lines.push({ platform: 'any', text });
    } else if (bokeh !== null) {
      command.kind = 'bokeh';
      command.lines.push({ platform: 'any', text: `bokeh serve ${bokeh}` });
    }
    for (const platform of ['unix', 'windows'] as const) {
      const text = textOf(child(value, platform));
      if (text !== null) {
        command.lines.push({ platform, text });
        const shell = platform === 'windows' ? text.replace(/\\/g, '/') : text;
        command.notebook = command.notebook ?? notebookOf(shell);
      }
    }
    if (command.lines.length === 0) {
      report(`The command "${name}" does not say what to run`, line);
    }
    return command;
  });
}

const DIGESTS = ['sha512', 'sha384', 'sha256', 'sha224', 'sha1', 'md5'];

/** One entry of the `downloads` section. */
export function readDownload({ key, line, value }: IMappingEntry): IDownload {
  const url = textOf(value) ?? textOf(child(value, 'url')) ?? '';
  const kind = DIGESTS.find(name => textOf(child(value, name)) !== null);
  return {
    variable: key,
    url,
    fileName: textOf(child(value, 'filename')),
    digest: kind ? `${kind}:${textOf(child(value, kind))}` : null,
    line
  };
}

/** A list of names has no defaults; a mapping gives them, plain or in a table. */
export function readVariables(section: YamlNode | null): IVariable[] {
  const listed = itemsOf(section).flatMap(item => {
    const name = textOf(item);
    return name === null ? [] : [{ name, hasDefault: false, line: item.line }];
  });
  const mapped = entriesOf(section).map(({ key: name, line, value }) => {
    const given = value.kind === 'mapping' ? child(value, 'default') : value;
    return { name, hasDefault: !isNothing(given), line };
  });
  return [...listed, ...mapped];
}
