import type { IOutput } from '../notebook/facts';
import { renderTerminal } from './terminal';

/**
 * Outputs with consecutive streams of one name joined, carriage returns and
 * backspaces acted out as JupyterLab renders them, and empty streams left out.
 * Other outputs are passed on as they are.
 */
export function joinStreams(outputs: IOutput[]): IOutput[] {
  const joined: { output: IOutput; chunks: string[] | null }[] = [];
  const closeLast = () => {
    const last = joined[joined.length - 1];
    if (last?.chunks) {
      last.output.text = renderTerminal(last.chunks.join(''));
      if (last.output.text === '') {
        joined.pop();
      }
    }
  };
  for (const output of outputs) {
    if (output.output_type !== 'stream') {
      closeLast();
      joined.push({ output, chunks: null });
      continue;
    }
    const name = output.name === 'stderr' ? 'stderr' : 'stdout';
    if (joined[joined.length - 1]?.output.name !== name) {
      closeLast();
    }
    // What lay between may have shown nothing.
    const last = joined[joined.length - 1];
    if (last?.chunks && last.output.name === name) {
      last.chunks.push(asText(output.text));
    } else {
      joined.push({
        output: { output_type: 'stream', name, text: '' },
        chunks: [asText(output.text)]
      });
    }
  }
  closeLast();
  return joined.map(({ output }) => output);
}

/**
 * Outputs without what does not belong to the result: streams joined, execution
 * counts, metadata and transient data dropped, multi-line MIME values joined.
 * Indices in a comparison count the items of this list. Applying it twice
 * changes nothing.
 */
export function canonicalOutputs(outputs: IOutput[]): IOutput[] {
  return joinStreams(outputs.filter(isObject)).map(output => {
    const { output_type } = output;
    switch (output_type) {
      case 'stream':
        return output;
      case 'display_data':
      case 'execute_result':
      case 'update_display_data':
        return { output_type, data: canonicalData(output.data) };
      case 'error':
        return {
          output_type,
          ename: asText(output.ename),
          evalue: asText(output.evalue),
          traceback: Array.isArray(output.traceback)
            ? output.traceback.map(asText)
            : []
        };
      default: {
        const { execution_count, metadata, transient, ...rest } = output;
        return rest as IOutput;
      }
    }
  });
}

/** nbformat splits every MIME value into lines but the JSON ones. */
export function isJsonMime(mime: string): boolean {
  return /^application\/(?:.+\+)?json(?:;|$)/i.test(mime);
}

/** A MIME bundle, possibly malformed, with its multi-line values joined. */
function canonicalData(data: unknown): { [mime: string]: unknown } {
  // Not by assignment, which would lose a type of the name `__proto__`.
  return Object.fromEntries(
    Object.entries(isObject(data) ? data : {}).map(([mime, value]) => [
      mime,
      isJsonMime(mime) || !isLines(value) ? value : asText(value)
    ])
  );
}

function isLines(value: unknown): boolean {
  return Array.isArray(value) && value.every(line => typeof line === 'string');
}

/** A text that may be a list of lines, or missing. */
function asText(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map(asText).join('');
  }
  return typeof value === 'string'
    ? value
    : value === undefined || value === null
      ? ''
      : String(value);
}

function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
