import * as fc from 'fast-check';
import type { ICell, INotebook } from '../notebook/facts';
import type { IExecution } from '../notebook/log';

/** Cells that hang together in many ways: names, objects that two names share, generators, commands, unseen names. */
const SOURCES = [
  'x = 1',
  'y = x + 1',
  'df = load()',
  'df["a"] = x',
  'df.append(y)',
  'df2 = df',
  'print(df2)',
  'del x',
  'import random',
  'random.seed(1)',
  'z = random.random()',
  'def f():\n    global g\n    g = x\n    return df',
  'f()\ng',
  'class A:\n    def m(self):\n        return x',
  'a = A()\na.m()',
  'A.m = f',
  'a.v = df',
  'print(a.v)',
  'from math import *',
  'from somewhere import *',
  '%reset -f',
  'exec(s)',
  'for i in df:\n    y = i\n    df.append(i)',
  'if q:\n    x = 2',
  'try:\n    x\nexcept NameError:\n    x = 0',
  'it = iter(df)',
  'next(it)',
  'd = {"k": df}',
  'd["k"].append(1)\nprint(d)',
  'def outer():\n    n = 0\n    def inner():\n        nonlocal n\n        n += 1\n        return n\n    return inner',
  'c = outer()\nc()',
  'import matplotlib as mpl\nmpl.rcParams["a"] = x',
  'df.plot()',
  'gen = (h(v) for v in df)',
  'list(gen)',
  'x += 1',
  '1 +',
  'raise ValueError',
  '%alias here ls',
  'here',
  'match x:\n    case "b":\n        y = 2',
  'from __future__ import annotations',
  'def k(v: missing):\n    pass'
];

type Edit = [place: number, what: number, source: number, flag: boolean];

const edit: fc.Arbitrary<Edit> = fc.tuple(
  fc.nat(99),
  fc.nat(9),
  fc.nat(SOURCES.length - 1),
  fc.boolean()
);

/** One notebook as it is edited and run; it has a path of its own. */
export const histories: fc.Arbitrary<INotebook[]> = fc
  .record({
    path: fc.uuid(),
    sources: fc.array(fc.nat(SOURCES.length - 1), {
      minLength: 2,
      maxLength: 12
    }),
    counted: fc.boolean(),
    logged: fc.boolean(),
    edits: fc.array(edit, { minLength: 1, maxLength: 8 })
  })
  .map(({ path, sources, counted, logged, edits }) => {
    const history: INotebook[] = [];
    let executions: IExecution[] = [];
    let serial = sources.length;
    let cells = sources.map((source, k): ICell => ({
      ...made(`c${k}`, SOURCES[source]),
      executionCount: counted && k % 5 < 4 ? k + 1 : null
    }));
    const note = () =>
      history.push({
        path,
        language: 'python',
        kernelName: null,
        cells,
        ...(logged
          ? { log: { session: 's', complete: false, executions } }
          : {})
      });
    note();
    for (const [at, what, source, flag] of edits) {
      const place = at % cells.length;
      const cell = cells[place];
      const rest = cells.filter(each => each !== cell);
      if (what === 0) {
        cells = rest.length > 0 ? rest : cells;
      } else if (what === 1) {
        const fresh = made(`c${serial++}`, SOURCES[source]);
        cells = [...cells.slice(0, place), fresh, ...cells.slice(place)];
      } else if (what === 2) {
        const to = source % cells.length;
        cells = [...rest.slice(0, to), cell, ...rest.slice(to)];
      } else if (what === 3) {
        const tags = flag ? ['raises-exception'] : ['skip-execution'];
        cells = replaced(cells, place, { ...cell, tags });
      } else if (what < 6 && logged) {
        const outcome = flag ? 'ok' : 'error';
        const count = 100 + serial++;
        executions = [
          ...executions,
          { cell: cell.id, source: cell.source, outcome, count, by: 'here' }
        ];
        cells = replaced(cells, place, { ...cell, executionCount: count });
      } else {
        const text = SOURCES[source];
        const edited = flag ? `${cell.source}\n${text}` : text;
        cells = replaced(cells, place, { ...cell, source: edited });
      }
      note();
    }
    return history;
  });

function replaced(cells: ICell[], place: number, cell: ICell): ICell[] {
  return cells.map((each, k) => (k === place ? cell : each));
}

function made(id: string, source: string): ICell {
  return {
    id,
    type: 'code',
    source,
    executionCount: null,
    tags: [],
    outputs: [{ output_type: 'stream', name: 'stdout', text: 'a' }],
    ranSource: null
  };
}
