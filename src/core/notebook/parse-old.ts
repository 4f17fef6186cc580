import { isRecord, problem, type JsonRecord } from './parse-json';

/**
 * Rewrites an nbformat 3 notebook as nbformat 4 (the rules of nbformat's own
 * `v4/convert.py`): worksheets become one list, `input` becomes `source`.
 */
export function upgrade(file: JsonRecord): JsonRecord {
  const { worksheets } = file;
  if (!Array.isArray(worksheets)) {
    return problem(
      'The notebook says nbformat 3 but has no `worksheets`. Get an intact copy of it.'
    );
  }
  const cells = worksheets.flatMap((worksheet): unknown[] =>
    isRecord(worksheet) && Array.isArray(worksheet.cells) ? worksheet.cells : []
  );
  const language = cells
    .filter(isRecord)
    .find(cell => typeof cell.language === 'string')?.language;
  return {
    metadata: {
      ...(isRecord(file.metadata) ? file.metadata : {}),
      ...(language ? { language_info: { name: language } } : {})
    },
    cells: cells.map(cell => (isRecord(cell) ? upgradeCell(cell) : cell))
  };
}

function upgradeCell(cell: JsonRecord): JsonRecord {
  const { cell_type, input, prompt_number, outputs } = cell;
  switch (cell_type) {
    case 'code':
      return {
        ...cell,
        source: input,
        execution_count: prompt_number,
        outputs: Array.isArray(outputs)
          ? outputs.map(output =>
              isRecord(output) ? upgradeOutput(output) : output
            )
          : outputs
      };
    case 'html':
      return { ...cell, cell_type: 'markdown' };
    default:
      return cell;
  }
}

const types = new Map<unknown, string>([
  ['pyout', 'execute_result'],
  ['pyerr', 'error']
]);

const mimes = new Map([
  ['text', 'text/plain'],
  ['html', 'text/html'],
  ['svg', 'image/svg+xml'],
  ['png', 'image/png'],
  ['jpeg', 'image/jpeg'],
  ['latex', 'text/latex'],
  ['json', 'application/json'],
  ['javascript', 'application/javascript']
]);

function upgradeOutput(output: JsonRecord): JsonRecord {
  const { output_type, prompt_number, stream, metadata, ...rest } = output;
  const type = types.get(output_type) ?? output_type;
  if (type === 'stream') {
    return { output_type: type, name: stream ?? 'stdout', text: rest.text };
  }
  if (type !== 'execute_result' && type !== 'display_data') {
    return { output_type: type, ...rest };
  }
  return {
    output_type: type,
    ...(type === 'execute_result' ? { execution_count: prompt_number } : {}),
    metadata: isRecord(metadata) ? metadata : {},
    data: Object.fromEntries(
      Object.entries(rest).map(([key, data]) => [mimes.get(key) ?? key, data])
    )
  };
}
