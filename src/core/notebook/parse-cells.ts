import type { ICell, IOutput } from './facts';
import { isRecord, joinLines, problem, type JsonRecord } from './parse-json';

/** Reads nbformat 4's list of cells. */
export function readCells(cells: unknown): ICell[] {
  if (!Array.isArray(cells)) {
    return problem(
      'The notebook has no list of `cells`. Open it in JupyterLab and save it, or get an intact copy.'
    );
  }
  return cells.map(readCell);
}

function readCell(cell: unknown, index: number): ICell {
  if (!isRecord(cell)) {
    return problem(`Cell ${index + 1} of the notebook is not an object.`);
  }
  const type = readType(cell.cell_type, index);
  const source = joinLines(cell.source ?? '');
  if (source === null) {
    return problem(`The source of cell ${index + 1} is not text.`);
  }
  const isCode = type === 'code';
  const count = cell.execution_count;
  const metadata = isRecord(cell.metadata) ? cell.metadata : {};
  return {
    id: typeof cell.id === 'string' && cell.id !== '' ? cell.id : null,
    type,
    source,
    executionCount:
      isCode && Number.isSafeInteger(count) ? Number(count) : null,
    tags: readTags(metadata.tags),
    outputs: isCode ? readOutputs(cell.outputs, index) : [],
    ranSource: null,
    ...(isCode ? readRunTime(metadata.execution) : {})
  };
}

function readType(type: unknown, index: number): ICell['type'] {
  switch (type) {
    case 'code':
    case 'markdown':
    case 'raw':
      return type;
    case 'heading':
      return 'markdown';
    default:
      return problem(
        `Cell ${index + 1} is of the unknown type ${JSON.stringify(type) ?? '(none)'}.`
      );
  }
}

/** When the cell began to run, as JupyterLab (`recordTiming`) and nbclient (`record_timing`) note it. */
function readRunTime(execution: unknown): Pick<ICell, 'ranAt'> {
  const times = isRecord(execution) ? execution : {};
  const ranAt = ['iopub.execute_input', 'shell.execute_reply.started']
    .map(key => times[key])
    .find(time => typeof time === 'string' && !isNaN(Date.parse(time)));
  return typeof ranAt === 'string' ? { ranAt } : {};
}

function readTags(tags: unknown): string[] {
  return Array.isArray(tags)
    ? tags.filter((tag): tag is string => typeof tag === 'string')
    : [];
}

function readOutputs(outputs: unknown, index: number): IOutput[] {
  if (outputs === undefined || outputs === null) {
    return [];
  }
  if (!Array.isArray(outputs)) {
    return problem(`The outputs of cell ${index + 1} are not a list.`);
  }
  return outputs.map(output =>
    isRecord(output) && typeof output.output_type === 'string'
      ? readOutput(output, output.output_type)
      : problem(`An output of cell ${index + 1} does not say what it is.`)
  );
}

function readOutput(output: JsonRecord, type: string): IOutput {
  const joined: IOutput = { ...output, output_type: type };
  if ('text' in output) {
    joined.text = joinLines(output.text) ?? output.text;
  }
  if (isRecord(output.data)) {
    joined.data = Object.fromEntries(
      Object.entries(output.data).map(([mime, data]) => [
        mime,
        isJson(mime) ? data : (joinLines(data) ?? data)
      ])
    );
  }
  return joined;
}

/** Of these a list is the value itself, not lines (nbformat 4 schema, `mimebundle`). */
function isJson(mime: string): boolean {
  return /^application\/(.*\+)?json$/.test(mime);
}
