import fc from 'fast-check';
import { assess } from '../assess';
import {
  makeFileRecord,
  readFileRecord,
  whyPassedOver,
  type IFileRecord
} from '../file-record';
import {
  makeCell,
  makeComparison,
  makeInput,
  makeNotebook,
  makeProject,
  makeRun,
  text
} from './make';

const notebook = makeNotebook();
const environment = { 'work/requirements.txt': 'e'.repeat(64) };
const record = makeFileRecord(
  makeRun(notebook, makeComparison('verified'), { environment }),
  notebook
)!;

/** The report on a notebook whose metadata hold that. */
function reportOn(value: unknown, more = {}) {
  return assess(
    makeInput({
      notebook: { ...notebook, record: value },
      project: makeProject(3, { environmentDigests: environment }),
      ...more
    })
  );
}

function runOf(value: unknown, more = {}) {
  const { facets, ...report } = reportOn(value, more);
  return { ...report, facet: facets.find(({ id }) => id === 'run')! };
}

describe('makeFileRecord', () => {
  it('is small and holds digests, no sources and no outputs', () => {
    expect(JSON.stringify(record).length).toBeLessThan(600);
    expect(JSON.stringify(record)).not.toContain('print');
    expect(record.environment).toEqual({ 'requirements.txt': 'e'.repeat(64) });
  });

  it('is not made of a run that did not verify, or that could not look at the environment', () => {
    for (const verdict of [
      'not-reproduced',
      'failed',
      'could-not-verify'
    ] as const) {
      const run = makeRun(notebook, makeComparison(verdict), { environment });
      expect(makeFileRecord(run, notebook)).toBeNull();
    }
    const run = makeRun(notebook, makeComparison('verified'), {
      environment: null
    });
    expect(makeFileRecord(run, notebook)).toBeNull();
  });

  it('is read back as it was written', () => {
    expect(readFileRecord(JSON.parse(JSON.stringify(record)))).toEqual(record);
  });

  it('counts wherever the project lies', () => {
    const moved = { ...notebook, path: 'elsewhere/deep/report.ipynb' };
    expect(
      whyPassedOver(record, moved, {
        'elsewhere/deep/requirements.txt': 'e'.repeat(64)
      })
    ).toBeNull();
  });

  it('names files above the notebook from its folder', () => {
    const run = makeRun(notebook, makeComparison('verified'), {
      environment: { 'uv.lock': 'a'.repeat(64) }
    });
    expect(makeFileRecord(run, notebook)?.environment).toEqual({
      '../uv.lock': 'a'.repeat(64)
    });
  });
});

describe('whyPassedOver', () => {
  const [first, middle, last] = notebook.cells;
  it.each<[string, Partial<typeof notebook>, object, RegExp]>([
    [
      'the code',
      { cells: [first, middle, { ...last, source: 'print(b)' }] },
      environment,
      /code/
    ],
    [
      'the order of cells',
      { cells: [last, middle, first] },
      environment,
      /code/
    ],
    [
      'an output',
      { cells: [first, middle, { ...last, outputs: [text('2')] }] },
      environment,
      /outputs/
    ],
    ['the kernel', { kernelName: 'ir' }, environment, /`ir`.*`python3`/],
    [
      'an environment file',
      {},
      { 'work/requirements.txt': 'f'.repeat(64) },
      /`requirements.txt` is not/
    ],
    ['a file that is gone', {}, {}, /`requirements.txt` cannot be read/],
    [
      'a file more',
      {},
      { ...environment, 'work/uv.lock': 'f'.repeat(64) },
      /`uv.lock` is not/
    ]
  ])('tells that %s is another one', (_, change, files, why) => {
    expect(
      whyPassedOver(
        record,
        { ...notebook, ...change },
        files as { [path: string]: string }
      )
    ).toMatch(why);
  });

  it('lets text cells, blank cells and counts change', () => {
    const cells = [
      makeCell('', { id: 'blank' }),
      { ...first, executionCount: 9 },
      makeCell('# More', { type: 'markdown' }),
      last
    ];
    expect(
      whyPassedOver(record, { ...notebook, cells }, environment)
    ).toBeNull();
  });
});

describe('a record in the file', () => {
  it('is told as a declaration, and never verifies', () => {
    const { standing, level, run, facet } = runOf(record);
    expect([standing, level, run]).toEqual(['unverified', 3, null]);
    expect([facet.state, facet.strength]).toEqual(['unknown', 'declared']);
    expect(facet.evidence[0]).toMatchObject({
      holds: 'note',
      message: expect.stringMatching(/says that a clean run.*2025-03-04/)
    });
  });

  it('is passed over when a digest does not match, and the report says why', () => {
    const { facet } = runOf({ ...record, outputs: '0'.repeat(64) });
    expect(facet.strength).toBeNull();
    expect(facet.evidence.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/passed over: the outputs are not/)
    );
  });

  it('gives way to a run that this host knows', () => {
    const run = makeRun(notebook, makeComparison('not-reproduced'), {
      environment
    });
    const { standing, facet } = runOf(record, { run });
    expect(standing).toBe('differs');
    expect(facet.strength).toBeNull();
    const own = makeRun(notebook, makeComparison('verified'), { environment });
    expect(runOf(record, { run: own }).facet.strength).toBe('verified');
  });

  it('is told beside a run that no longer counts', () => {
    const run = makeRun(notebook, makeComparison('verified'), {
      environment: {}
    });
    expect(runOf(record, { run }).facet.strength).toBe('declared');
  });

  it.each<[string, unknown]>([
    ['a text', 'verified'],
    ['a list', [record]],
    ['null', null],
    ['a newer version', { ...record, version: 2 }],
    ['another verdict', { ...record, verdict: 'perfect' }],
    ['no time', { ...record, ended: 'yesterday' }],
    ['a huge kernel name', { ...record, kernel: 'x'.repeat(1e6) }],
    ['a digest that is none', { ...record, sources: '<script>' }],
    [
      'files without number',
      {
        ...record,
        environment: Object.fromEntries(
          Array.from({ length: 1e5 }, (_, k) => [`f${k}`, 'a'.repeat(64)])
        )
      }
    ],
    ['files that are none', { ...record, environment: { a: { b: 1 } } }]
  ])('that is %s claims nothing, and is named', (_, value) => {
    const { standing, facet } = runOf(value);
    expect([standing, facet.strength]).toEqual(['unverified', null]);
    expect(facet.evidence.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(
        /^The record of a clean run in the notebook is passed over: it is/
      )
    );
  });

  it('claims nothing, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), value => {
        const report = reportOn(value);
        expect(report.standing).toBe('unverified');
        expect(report.facets[0].strength).toBeNull();
      })
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(record) as (keyof IFileRecord)[])),
        fc.anything(),
        (key, value) => {
          fc.pre(!['ended', 'verdict', 'mode', 'kernel'].includes(key));
          const { facet } = runOf({ ...record, [key]: value });
          expect(facet.strength).toBeNull();
        }
      )
    );
  });
});
