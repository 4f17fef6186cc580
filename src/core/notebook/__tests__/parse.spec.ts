import * as fc from 'fast-check';

import type { INotebook } from '../facts';
import { parseNotebook } from '../parse';

describe('parseNotebook', () => {
  it('reads cells of nbformat 4 with their counts, tags, ids and outputs', () => {
    const notebook = parsed({
      nbformat: 4,
      nbformat_minor: 5,
      metadata: {
        kernelspec: { name: 'python3', language: 'python' },
        language_info: { name: 'Python' }
      },
      cells: [
        {
          cell_type: 'markdown',
          id: 'm',
          metadata: {},
          source: ['# A\n', 'b']
        },
        {
          cell_type: 'code',
          id: 'c',
          metadata: { tags: ['slow', 3] },
          execution_count: 2,
          source: 'a',
          outputs: [
            { output_type: 'stream', name: 'stdout', text: ['1\n', '2'] }
          ]
        },
        { cell_type: 'raw', metadata: {}, source: '' }
      ]
    });
    expect(notebook).toEqual({
      path: 'some/a.ipynb',
      language: 'python',
      kernelName: 'python3',
      cells: [
        cell({ id: 'm', type: 'markdown', source: '# A\nb' }),
        cell({
          id: 'c',
          source: 'a',
          executionCount: 2,
          tags: ['slow'],
          outputs: [{ output_type: 'stream', name: 'stdout', text: '1\n2' }]
        }),
        cell({ type: 'raw' })
      ]
    });
  });

  it('tells the version of the language where the file does', () => {
    const withInfo = (version: unknown): INotebook =>
      parsed({
        nbformat: 4,
        metadata: { language_info: { name: 'python', version } },
        cells: []
      });
    expect(withInfo('3.12.4').languageVersion).toBe('3.12.4');
    expect(withInfo(3)).not.toHaveProperty('languageVersion');
  });

  it.each([
    [
      { 'iopub.execute_input': '2026-11-22T18:38:14.2Z' },
      '2026-11-22T18:38:14.2Z'
    ],
    [
      { 'shell.execute_reply.started': '2026-11-22T18:38:14Z' },
      '2026-11-22T18:38:14Z'
    ],
    [{ 'iopub.execute_input': 'yesterday' }, undefined],
    [{ 'iopub.execute_input': 5 }, undefined],
    ['soon', undefined],
    [undefined, undefined]
  ])('tells when a cell ran: %j', (execution, ranAt) => {
    const [cell] = parsed(code({ metadata: { execution } })).cells;
    expect(cell.ranAt).toBe(ranAt);
  });

  it('joins the lines of text data, and leaves lists that are JSON values alone', () => {
    const data = {
      'text/plain': ['a\n', 'b'],
      'application/json': ['a', 'b'],
      'application/vnd.plotly.v1+json': { data: [1] },
      'image/png': 'AAAA'
    };
    const [{ outputs }] = parsed(
      code({ outputs: [{ output_type: 'display_data', data, metadata: {} }] })
    ).cells;
    expect(outputs[0].data).toEqual({ ...data, 'text/plain': 'a\nb' });
  });

  it('keeps keys of outputs that vendors added, even dangerous names', () => {
    const text = JSON.stringify(
      code({
        outputs: [{ output_type: 'display_data', vendor: 1, data: { X: 'y' } }]
      })
    ).replace('"X"', '"__proto__"');
    const [{ outputs }] = notebookOf(text).cells;
    expect(outputs[0].vendor).toBe(1);
    expect(Object.entries(outputs[0].data as object)).toEqual([
      ['__proto__', 'y']
    ]);
  });

  it('takes the language from the kernel spec when the kernel left none, and says null when nothing does', () => {
    const language = (metadata: object) =>
      parsed({ nbformat: 4, metadata, cells: [] }).language;
    expect(language({ kernelspec: { language: 'R' } })).toBe('r');
    expect(language({ language_info: { name: 'ipython' } })).toBe('python');
    expect(language({ kernelspec: { name: 'python3' } })).toBeNull();
    expect(language({ language_info: 'python' })).toBeNull();
  });

  it('gives no counts and outputs to cells that hold no code, and none to counts that are no integers', () => {
    const { cells } = parsed({
      nbformat: 4,
      cells: [
        {
          cell_type: 'markdown',
          execution_count: 3,
          outputs: [{}],
          source: ''
        },
        { cell_type: 'code', execution_count: '3', source: '', outputs: null }
      ]
    });
    expect(cells).toEqual([cell({ type: 'markdown' }), cell({})]);
  });

  it('reads nbformat 3 by its upgrade', () => {
    const notebook = parsed({
      nbformat: 3,
      metadata: { name: '' },
      worksheets: [
        {
          cells: [
            { cell_type: 'heading', level: 1, source: 'T' },
            {
              cell_type: 'code',
              language: 'python',
              input: ['a\n', 'b'],
              prompt_number: 4,
              outputs: [
                { output_type: 'stream', stream: 'stderr', text: 'w' },
                {
                  output_type: 'pyout',
                  prompt_number: 4,
                  text: ['1'],
                  html: '<b>'
                },
                { output_type: 'pyerr', ename: 'E', evalue: 'v', traceback: [] }
              ]
            }
          ]
        },
        { cells: [{ cell_type: 'markdown', source: 'second sheet' }] }
      ]
    });
    expect(notebook.language).toBe('python');
    expect(notebook.cells).toEqual([
      cell({ type: 'markdown', source: 'T' }),
      cell({
        source: 'a\nb',
        executionCount: 4,
        outputs: [
          { output_type: 'stream', name: 'stderr', text: 'w' },
          {
            output_type: 'execute_result',
            execution_count: 4,
            metadata: {},
            data: { 'text/plain': '1', 'text/html': '<b>' }
          },
          { output_type: 'error', ename: 'E', evalue: 'v', traceback: [] }
        ]
      }),
      cell({ type: 'markdown', source: 'second sheet' })
    ]);
  });

  it('reads a file that starts with a byte order mark', () => {
    expect(
      notebookOf('\ufeff' + JSON.stringify({ nbformat: 4, cells: [] })).cells
    ).toEqual([]);
  });

  it.each([
    ['', /empty/],
    ['  \n', /empty/],
    ['{"nbformat": 4, "cells": [', /not valid JSON/],
    ['[]', /not an object/],
    ['null', /not an object/],
    ['{"cells": []}', /does not say its `nbformat`/],
    ['{"nbformat": "4", "cells": []}', /does not say its `nbformat`/],
    ['{"nbformat": 5, "cells": []}', /nbformat 5, which is newer/],
    ['{"nbformat": 2}', /nbformat 2, which is too old/],
    ['{"nbformat": 3}', /no `worksheets`/],
    ['{"nbformat": 4}', /no list of `cells`/],
    ['{"nbformat": 4, "cells": {}}', /no list of `cells`/],
    ['{"nbformat": 4, "cells": [1]}', /Cell 1 .* not an object/],
    [
      '{"nbformat": 4, "cells": [{}]}',
      /Cell 1 is of the unknown type \(none\)/
    ],
    ['{"nbformat": 4, "cells": [{"cell_type": "sql"}]}', /unknown type "sql"/],
    [
      '{"nbformat": 4, "cells": [{"cell_type": "code", "source": 3}]}',
      /source of cell 1 is not text/
    ],
    [
      '{"nbformat": 4, "cells": [{"cell_type": "code", "outputs": "x"}]}',
      /outputs of cell 1 are not a list/
    ],
    [
      '{"nbformat": 4, "cells": [{"cell_type": "code", "outputs": [null]}]}',
      /output of cell 1 does not say what it is/
    ],
    [
      'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n',
      /Git LFS pointer.*git lfs pull/
    ],
    ['{\n<<<<<<< HEAD\n "a": 1\n=======\n>>>>>>> x\n}', /conflict markers/]
  ])('names what is wrong with %j', (text, message) => {
    expect(parseNotebook(text, 'a.ipynb')).toEqual({
      problem: expect.stringMatching(message)
    });
  });

  it('reads a notebook whose cells quote conflict markers', () => {
    expect(
      parsed(code({ source: '<<<<<<< HEAD\n>>>>>>> x\n' })).cells
    ).toHaveLength(1);
  });

  it('never throws and never returns anything but a notebook or a sentence', () => {
    const metadata = fc.oneof(
      fc.jsonValue(),
      fc.record({ tags: fc.jsonValue() })
    );
    const anyCell = fc.record(
      {
        cell_type: fc.constantFrom('code', 'markdown', 'constructor'),
        source: fc.jsonValue(),
        input: fc.jsonValue(),
        metadata,
        outputs: fc.oneof(
          fc.jsonValue(),
          fc.array(
            fc.record(
              {
                output_type: fc.constantFrom('stream', 'pyout', 'constructor'),
                text: fc.jsonValue(),
                data: fc.jsonValue()
              },
              { requiredKeys: [] }
            )
          )
        )
      },
      { requiredKeys: [] }
    );
    const cells = fc.oneof(fc.jsonValue(), fc.array(anyCell));
    const file = fc.record(
      {
        nbformat: fc.constantFrom(2, 3, 4, 5),
        metadata: fc.jsonValue(),
        cells,
        worksheets: fc.array(fc.record({ cells }))
      },
      { requiredKeys: [] }
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          file.map(value => JSON.stringify(value))
        ),
        text => {
          const result = parseNotebook(text, 'a.ipynb');
          if ('problem' in result) {
            expect(result.problem).toMatch(/\.$/);
          } else {
            for (const each of result.notebook.cells) {
              expect(typeof each.source).toBe('string');
              expect(
                each.outputs.every(o => typeof o.output_type === 'string')
              ).toBe(true);
            }
          }
        }
      )
    );
  });

  it('reads a deeply nested file, or says that it cannot', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const result = parseNotebook(
      `{"nbformat": 4, "metadata": {"a": ${deep}}, "cells": []}`,
      'a.ipynb'
    );
    expect('notebook' in result || 'problem' in result).toBe(true);
  });
});

function notebookOf(text: string): INotebook {
  const result = parseNotebook(text, 'some/a.ipynb');
  if ('problem' in result) {
    throw new Error(result.problem);
  }
  return result.notebook;
}

function parsed(file: object): INotebook {
  return notebookOf(JSON.stringify(file));
}

function code(more: object): object {
  return {
    nbformat: 4,
    metadata: {},
    cells: [{ cell_type: 'code', metadata: {}, source: 'a', ...more }]
  };
}

function cell(more: object): object {
  return {
    id: null,
    type: 'code',
    source: '',
    executionCount: null,
    tags: [],
    outputs: [],
    ranSource: null,
    ...more
  };
}
