/**
 * The measurement of one notebook, the same in Node and in a web worker of a browser.
 */

/** How long a slice is meant to be, in ms: as in `src/lab/pace.ts`. */
const SLICE = 5;

const EDITS = 40;

const HOST = {
  hiddenVisible: true,
  list: () => Promise.resolve([]),
  read: path => Promise.resolve({ path, text: null, problem: 'not there' })
};

/** A notebook that ran once from the top. */
function notebookOf(path, sources) {
  return {
    path,
    language: 'python',
    kernelName: 'python3',
    cells: sources.map((source, index) => ({
      id: `c${index}`,
      type: 'code',
      source,
      executionCount: index + 1,
      tags: [],
      outputs: [{ output_type: 'stream', name: 'stdout', text: 'a' }],
      ranSource: null
    }))
  };
}

/** Rests as the worker of the extension does, and notes how long each slice was. */
function createPace() {
  let since = performance.now();
  const pace = {
    longest: 0,
    begin() {
      since = performance.now();
    },
    note() {
      pace.longest = Math.max(pace.longest, performance.now() - since);
    },
    isDue: () => performance.now() - since > SLICE,
    rest() {
      pace.note();
      return new Promise(resolve => setTimeout(resolve)).then(pace.begin);
    }
  };
  return pace;
}

/**
 * @param what - `code`: the analysis of the code; `report`: the whole report; `slices`: the report with rests.
 * @param cpu - CPU time of the thread or process so far, in ms; null where it cannot be told.
 */
export async function measure({ Engine, analyseCode }, what, sources, cpu) {
  const cells = [...sources];
  const pace = what === 'slices' ? createPace() : undefined;
  const engine = new Engine({ pace });
  const run = () => {
    const notebook = notebookOf('bench.ipynb', cells);
    return what === 'code'
      ? analyseCode(notebook)
      : engine.report({ notebook, run: null, look: false }, HOST);
  };
  const timed = async () => {
    const before = cpu?.() ?? 0;
    const start = performance.now();
    pace?.begin();
    await run();
    pace?.note();
    const wall = performance.now() - start;
    return { wall, cpu: cpu ? cpu() - before : null };
  };
  const first = await timed();
  const longest = pace?.longest ?? null;
  const edits = [];
  for (let i = 0; i < EDITS; i++) {
    // Any order that goes everywhere.
    cells[(i * 37) % cells.length] += `\nx${i} = ${i}`;
    edits.push(await timed());
  }
  return { first, edits, longest, longestOfEdits: pace?.longest ?? null };
}
