import * as fc from 'fast-check';

import type { Verdict } from '../../outputs/types';
import { assess } from '../assess';
import { facetKinds } from '../levels';
import type { IRunRecord } from '../record';
import type { FacetState, IFacet, IReport, Level } from '../report';
import {
  makeCell,
  makeCode,
  makeComparison,
  makeFacet,
  makeInput,
  makeNotebook,
  makeProject,
  makeRun,
  staticError,
  text
} from './make';

describe('the level', () => {
  it('is what the files support while no clean run counts, and nothing is called verified', () => {
    const report = assess(makeInput());
    expect(report).toMatchObject({
      level: 3,
      supported: 3,
      standing: 'unverified'
    });
    expect(facetOf(report, 'run').state).toBe('unknown');
    expect(facetOf(report, 'run').summary).toBe(
      'Not verified: no clean run yet'
    );
  });

  it('is what the files support after a run that matched, and that is verified', () => {
    const comparison = makeComparison('verified', {
      identical: 14,
      equivalent: 2,
      close: 2
    });
    const report = assessRun(comparison);
    expect(report).toMatchObject({ level: 3, standing: 'verified' });
    expect(facetOf(report, 'run')).toMatchObject({
      state: 'holds',
      strength: 'verified',
      summary: '18 of 18 outputs match'
    });
  });

  it('tells a single output and a single cell without a share', () => {
    const summary = (counts: { [verdict: string]: number }) =>
      facetOf(assessRun(makeComparison('verified', counts)), 'run').summary;
    expect(summary({ identical: 1 })).toBe('1 output matches');
    expect(summary({ reordered: 1 })).toBe(
      '0 of 1 output matches, 1 with remarks'
    );
    expect(summary({ identical: 2 })).toBe('2 of 2 outputs match');
  });

  it('tells the rules of their own by which a run was judged', () => {
    const rules = (tolerance: number) => ({
      stderr: 'remark' as const,
      tolerance,
      images: 'small' as const,
      imageThreshold: 0,
      masksOff: [],
      ownPatterns: []
    });
    const evidence = (
      verdict: 'verified' | 'not-reproduced',
      tolerance: number
    ) =>
      facetOf(
        assessRun({ ...makeComparison(verdict), rules: rules(tolerance) }),
        'run'
      ).evidence.map(({ message }) => message);
    const told = 'Compared with own rules: tolerance 1e-3';
    expect(evidence('verified', 1e-3)).toContain(told);
    expect(evidence('not-reproduced', 1e-3)).toContain(told);
    expect(evidence('verified', 1e-9).join()).not.toContain('own rules');
  });

  it('counts a run with remarks as verified, and says how many remarks there are', () => {
    const report = assessRun(
      makeComparison('remarks', { identical: 3, reordered: 1, new: 2 })
    );
    expect(report.standing).toBe('verified');
    expect(facetOf(report, 'run').summary).toBe(
      '3 of 4 outputs match, 1 with remarks, 2 new'
    );
  });

  it('is 0 after a run that ended with other outputs, whatever the files support', () => {
    const comparison = makeComparison('not-reproduced', {
      identical: 1,
      different: 2
    });
    for (const supported of [0, 3, 7]) {
      const report = assessRun(comparison, supported);
      expect(report).toMatchObject({
        level: 0,
        supported,
        standing: 'differs'
      });
      expect(facetOf(report, 'run')).toMatchObject({
        state: 'partly',
        summary: 'Ran, but 2 outputs differ'
      });
    }
  });

  it('says of a run with other outputs which cells differ, and how', () => {
    const notebook = makeNotebook();
    const output = {
      verdict: 'different',
      cause: 'value',
      message: 'Numbers differ',
      detail: null,
      kind: 'stdout',
      old: 0,
      new: 0
    } as const;
    const run = makeRun(notebook, {
      ...makeComparison('not-reproduced', { different: 1 }),
      cells: [
        { index: 0, verdict: 'identical', cause: null, outputs: [] },
        { index: 2, verdict: 'different', cause: 'value', outputs: [output] }
      ]
    });
    const { evidence } = facetOf(assess(makeInput({ notebook, run })), 'run');
    expect(evidence.filter(({ holds }) => holds === 'no')).toEqual([
      { cell: 2, holds: 'no', message: 'Cell 3: Numbers differ' }
    ]);
  });

  it('is -1 after a run that stopped, whatever the files support', () => {
    const notebook = makeNotebook();
    const run = makeRun(notebook, makeComparison('failed', { failed: 1 }), {
      failed: { cell: 2, ename: 'NameError', evalue: "name 'a'" },
      cellsRun: 1
    });
    const report = assess(makeInput({ project: makeProject(7), run }));
    expect(report).toMatchObject({
      level: -1,
      supported: 7,
      standing: 'failed'
    });
    expect(facetOf(report, 'run')).toMatchObject({
      state: 'missing',
      strength: 'verified',
      summary: 'The clean run stopped at cell 3'
    });
    expect(report.findings[0]).toMatchObject({
      rule: 'run-failed',
      severity: 'error',
      tier: 'run',
      cell: { index: 2, id: 'two' },
      message: "The clean run stopped here with `NameError`: name 'a'"
    });
  });

  it('does not say that a run stopped which went on after an error', () => {
    const notebook = makeNotebook();
    const error = { output_type: 'error', ename: 'KeyError', evalue: '1' };
    notebook.cells[2].outputs = [error];
    const cell = (index: number, verdict: Verdict) => ({
      index,
      verdict,
      cause: null,
      outputs: []
    });
    const run = makeRun(
      notebook,
      {
        ...makeComparison('failed', { failed: 2 }),
        cells: [cell(0, 'failed'), cell(2, 'failed')]
      },
      { failed: { cell: 0, ename: 'NameError', evalue: "name 'a'" } }
    );
    const report = assess(makeInput({ notebook, run }));
    expect(facetOf(report, 'run').summary).toBe(
      'The clean run failed in cell 1'
    );
    expect(
      report.findings.map(({ severity, message, detail }) => [
        severity,
        message,
        detail
      ])
    ).toEqual([
      [
        'error',
        "The clean run failed here with `NameError`: name 'a', and went on",
        undefined
      ],
      [
        'warning',
        'The clean run, which went on, also failed here with `KeyError`: 1',
        'It may only follow from the error in cell 1'
      ]
    ]);
  });

  it('says that a run stopped which ran nothing below the error', () => {
    const notebook = makeNotebook();
    const run = makeRun(
      notebook,
      {
        ...makeComparison('failed', { failed: 1, 'not-run': 1 }),
        cells: [
          { index: 0, verdict: 'failed', cause: null, outputs: [] },
          { index: 2, verdict: 'not-run', cause: null, outputs: [] }
        ]
      },
      { failed: { cell: 0, ename: 'NameError', evalue: "name 'a'" } }
    );
    const report = assess(makeInput({ notebook, run }));
    expect(facetOf(report, 'run').summary).toBe(
      'The clean run stopped at cell 1'
    );
  });

  it('is -1 when static analysis shows that a restart would stop, without a run', () => {
    const code = makeCode({ findings: [staticError(2)] });
    const report = assess(makeInput({ code, project: makeProject(7) }));
    expect(report).toMatchObject({ level: -1, standing: 'failed' });
    expect(facetOf(report, 'run')).toMatchObject({
      state: 'missing',
      strength: 'consistent',
      summary: 'A restart would stop at cell 3'
    });
  });

  it('is not lowered by warnings and notes, nor by errors stored in the file', () => {
    const notebook = makeNotebook();
    notebook.cells[2].outputs = [
      { output_type: 'error', ename: 'E', evalue: '' }
    ];
    const code = makeCode({
      findings: [{ ...staticError(2), severity: 'warning' }]
    });
    const report = assess(makeInput({ notebook, code }));
    expect(report).toMatchObject({ level: 3, standing: 'unverified' });
    expect(facetOf(report, 'run').evidence).toContainEqual(
      expect.objectContaining({ cell: 2, holds: 'no' })
    );
  });

  it('rests on the clean run where static analysis predicts an error that did not come', () => {
    const notebook = makeNotebook();
    const code = makeCode({ findings: [staticError(2)] });
    const report = assess(
      makeInput({ notebook, code, run: makeRun(notebook) })
    );
    expect(report).toMatchObject({ level: 3, standing: 'verified' });
    expect(report.findings).toContainEqual(
      expect.objectContaining({
        rule: 'undefined-name',
        severity: 'warning',
        detail: 'the last clean run came through all the same'
      })
    );
  });

  it('rests on static analysis where the clean run left cells out', () => {
    const notebook = makeNotebook();
    const code = makeCode({ findings: [staticError(2)] });
    const run = makeRun(notebook, makeComparison('remarks'), { cellsRun: 1 });
    expect(assess(makeInput({ notebook, code, run }))).toMatchObject({
      level: -1,
      standing: 'failed'
    });
  });

  it('rests on static analysis again once that run no longer counts', () => {
    const notebook = makeNotebook();
    const run = makeRun(notebook);
    notebook.cells[0].source = 'b = 1';
    const code = makeCode({ findings: [staticError(2)] });
    expect(assess(makeInput({ notebook, code, run }))).toMatchObject({
      level: -1,
      standing: 'failed'
    });
  });
});

describe('a run that could not verify', () => {
  it('never verifies, and says why', () => {
    const comparison = {
      ...makeComparison('could-not-verify'),
      reason: 'the kernel died'
    };
    const report = assessRun(comparison);
    expect(report.standing).toBe('unverified');
    expect(report.run).toMatchObject({
      stillCounts: true,
      reason: 'the kernel died'
    });
    expect(facetOf(report, 'run').summary).toBe(
      'Not verified: the kernel died'
    );
  });

  it('asks for a second run when there was nothing to compare with', () => {
    const report = assessRun(makeComparison('could-not-verify', { new: 4 }));
    expect(report.run?.reason).toBe('nothing to compare with; run again');
  });

  it('does not ask for a second run when the first one was broken off', () => {
    const notebook = makeNotebook();
    const comparison = {
      ...makeComparison('could-not-verify', { new: 1, 'not-run': 1 }),
      reason: 'the run was interrupted at cell 3'
    };
    const run = makeRun(notebook, comparison, { cellsRun: 1 });
    expect(assess(makeInput({ notebook, run })).run?.reason).toBe(
      'the run was interrupted at cell 3'
    );
  });

  it('disproves a predicted error when every cell ran', () => {
    const notebook = makeNotebook();
    const run = makeRun(
      notebook,
      makeComparison('could-not-verify', { new: 4 })
    );
    const code = makeCode({ findings: [staticError(2)] });
    expect(assess(makeInput({ notebook, code, run })).standing).toBe(
      'unverified'
    );
    const stopped = { ...run, cellsRun: 1 };
    expect(assess(makeInput({ notebook, code, run: stopped })).standing).toBe(
      'failed'
    );
  });
});

describe('what the counts foretell of outputs', () => {
  const notebook = makeNotebook({
    cells: [
      makeCell('a = []', { executionCount: 1 }),
      makeCell('a.append(1)', { executionCount: 3 }),
      makeCell('print(a)', { executionCount: 4, outputs: [text('[1, 1]')] })
    ]
  });
  const foretold = (run: IRunRecord | null) =>
    assess(makeInput({ notebook, run })).findings.filter(
      ({ rule }) => rule === 'would-change'
    );

  it('is told as long as no run counts', () => {
    expect(foretold(null)).toMatchObject([{ cell: { index: 2 } }]);
    const run = makeRun(notebook, makeComparison('verified'), {
      kernelName: 'another'
    });
    expect(foretold(run)).toHaveLength(1);
  });

  it('is not told against a run that verified them', () => {
    expect(foretold(makeRun(notebook))).toEqual([]);
  });

  it('is not told of a cell to which the run gave them again, whatever it gave to others', () => {
    const run = (verdict: Verdict) =>
      makeRun(notebook, {
        ...makeComparison('not-reproduced', { different: 1, identical: 1 }),
        cells: [
          { index: 0, verdict: 'different', cause: null, outputs: [] },
          { index: 2, verdict, cause: null, outputs: [] }
        ]
      });
    expect(foretold(run('identical'))).toEqual([]);
    expect(foretold(run('different'))).toHaveLength(1);
    expect(foretold(run('uncomparable'))).toHaveLength(1);
  });
});

describe('a run that no longer counts', () => {
  it('stays in the report, with why', () => {
    const notebook = makeNotebook();
    const run = makeRun(notebook);
    notebook.cells[0].source = 'a = 2';
    const report = assess(makeInput({ notebook, run }));
    expect(report.standing).toBe('unverified');
    expect(report.run).toMatchObject({
      verdict: 'verified',
      stillCounts: false,
      reason: 'cell 1 was edited after the run'
    });
  });

  it('does not put a notebook at -1 after the failing cell was edited', () => {
    const notebook = makeNotebook();
    const run = makeRun(notebook, makeComparison('failed'), {
      failed: { cell: 2, ename: 'E', evalue: '' }
    });
    notebook.cells[2].source = 'print(1)';
    const report = assess(makeInput({ notebook, run }));
    expect(report).toMatchObject({ level: 3, standing: 'unverified' });
    expect(report.findings).toEqual([]);
  });
});

describe('a failed run that counts', () => {
  it('names the cells that gave an error when the run went on past them', () => {
    const notebook = makeNotebook();
    const run = makeRun(notebook, {
      ...makeComparison('failed', { failed: 1 }),
      cells: [{ index: 2, verdict: 'failed', cause: null, outputs: [] }]
    });
    const report = assess(makeInput({ notebook, run }));
    expect(report).toMatchObject({ level: -1, standing: 'failed' });
    expect(report.findings).toEqual([
      expect.objectContaining({
        cell: { index: 2, id: 'two' },
        message: 'The clean run gave an error here, where none was stored'
      })
    ]);
  });

  it('names the failing cell where it stands now', () => {
    const notebook = makeNotebook();
    const run = makeRun(notebook, makeComparison('failed'), {
      failed: { cell: 2, ename: 'E', evalue: '' }
    });
    notebook.cells.unshift(makeCell('Title', { type: 'markdown', id: 't' }));
    const report = assess(makeInput({ notebook, run }));
    expect(report.run?.failed?.cell).toBe(3);
    expect(report.findings[0].cell).toEqual({ index: 3, id: 'two' });
  });

  it('is said once, not again for the error that it left in the cell', () => {
    const notebook = makeNotebook();
    notebook.cells[2].outputs = [
      { output_type: 'error', ename: 'E', evalue: '' }
    ];
    const run = makeRun(notebook, makeComparison('failed'), {
      failed: { cell: 2, ename: 'E', evalue: '' }
    });
    const { findings } = assess(makeInput({ notebook, run }));
    expect(findings.map(({ rule }) => rule)).toEqual(['run-failed']);
  });
});

describe('what the files support', () => {
  it('is the highest rung of which every facet, and every facet below, holds', () => {
    for (let level = 0; level <= 7; level++) {
      expect(assess(makeInput({ project: makeProject(level) })).supported).toBe(
        level
      );
    }
  });

  it('ends below a facet that holds in part, or of which nothing could be told', () => {
    for (const state of ['partly', 'unknown', 'missing'] as const) {
      expect(supportedWith(7, [makeFacet('data', state)])).toBe(0);
      expect(supportedWith(7, [makeFacet('machine', state)])).toBe(5);
    }
  });

  it('is 0 when nothing was looked at', () => {
    const report = assess(
      makeInput({ project: makeProject(0, { facets: [] }) })
    );
    expect(report.supported).toBe(0);
    expect(report.facets.map(({ id }) => id)).toEqual(
      facetKinds.map(({ id }) => id)
    );
    expect(facetOf(report, 'lock')).toMatchObject({
      state: 'unknown',
      summary: 'Could not tell: not looked at'
    });
  });

  it('takes a lock for pins, commands for instructions, and a container for packed packages', () => {
    for (const weaker of ['environment', 'instructions', 'packed'] as const) {
      expect(supportedWith(7, [makeFacet(weaker, 'missing')])).toBe(7);
    }
  });

  it('shows a facet that a stronger one stands in for as met by that', () => {
    const project = makeProject(3);
    replace(project.facets, [
      makeFacet('environment', 'partly', {
        evidence: [
          { path: 'r.txt', line: 1, holds: 'no', message: '`a` is loose' },
          { holds: 'unknown', message: 'not visible' }
        ]
      })
    ]);
    expect(facetOf(assess(makeInput({ project })), 'environment')).toEqual({
      id: 'environment',
      level: 1,
      state: 'holds',
      strength: 'consistent',
      summary: 'Met by level 3: lock holds',
      evidence: [
        {
          holds: 'yes',
          message:
            'The lock fixes every package, so that direct pins are not needed'
        },
        { path: 'r.txt', line: 1, holds: 'note', message: '`a` is loose' },
        { holds: 'unknown', message: 'not visible' }
      ]
    });
  });

  it('does not take a lock that holds in part for anything', () => {
    expect(
      supportedWith(7, [
        makeFacet('environment', 'missing'),
        makeFacet('lock', 'partly')
      ])
    ).toBe(0);
  });

  it('does not take a lock for an import that no file declares', () => {
    const undeclared = makeFacet('environment', 'partly', {
      evidence: [{ cell: 0, holds: 'no', message: 'Cell 1 imports `a`' }]
    });
    expect(supportedWith(7, [undeclared])).toBe(0);
  });
});

describe('the report', () => {
  it('counts code cells that hold something', () => {
    const notebook = makeNotebook();
    notebook.cells.push(makeCell('  \n'));
    expect(assess(makeInput({ notebook })).notebook).toEqual({
      path: 'work/report.ipynb',
      language: 'python',
      codeCells: 2
    });
  });

  it('puts errors before warnings before notes, each in document order', () => {
    const note = { ...staticError(0), severity: 'note' } as const;
    const code = makeCode({
      findings: [note, staticError(2), { ...note, cell: null }, staticError(0)]
    });
    const { findings } = assess(makeInput({ code }));
    expect(
      findings.map(({ severity, cell }) => [severity, cell?.index])
    ).toEqual([
      ['error', 0],
      ['error', 2],
      ['note', undefined],
      ['note', 0]
    ]);
  });

  it('says of a notebook in another language that its code was not read', () => {
    const report = assess(
      makeInput({
        notebook: makeNotebook({ language: 'r' }),
        code: makeCode({ understood: false })
      })
    );
    expect(facetOf(report, 'run').evidence).toContainEqual({
      holds: 'unknown',
      message: 'The code is in r, which cannot be analysed here'
    });
  });

  it('says of a stripped notebook that nothing tells how it last ran', () => {
    const notebook = makeNotebook({ cells: [makeCell('a')] });
    const run = facetOf(assess(makeInput({ notebook })), 'run');
    expect(run.state).toBe('unknown');
    expect(run.evidence[1]).toEqual({
      holds: 'unknown',
      message:
        'No counts or outputs are stored, so nothing tells how it last ran'
    });
  });

  it('says of a notebook without code that there is nothing to run', () => {
    const report = assess(makeInput({ notebook: makeNotebook({ cells: [] }) }));
    expect(facetOf(report, 'run').summary).toBe('No code to run');
    expect(report.standing).toBe('unverified');
  });

  it('is plain JSON', () => {
    const report = assessRun(makeComparison('verified'));
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });
});

describe('laws', () => {
  const states = fc.constantFrom<FacetState>(
    'holds',
    'partly',
    'missing',
    'unknown'
  );
  const facets = fc
    .tuple(
      ...facetKinds.slice(1).map(({ id }) => states.map(s => makeFacet(id, s)))
    )
    .map(list => list as IFacet[]);
  const runs = fc.record({
    verdict: fc.constantFrom(
      'verified',
      'remarks',
      'not-reproduced',
      'failed',
      'could-not-verify'
    ),
    fails: fc.boolean(),
    stale: fc.boolean()
  });
  const inputs = fc
    .record({ facets, run: fc.option(runs), wouldStop: fc.boolean() })
    .map(({ facets, run, wouldStop }) => {
      const notebook = makeNotebook();
      const record =
        run &&
        makeRun(notebook, makeComparison(run.verdict as 'verified'), {
          failed: run.fails ? { cell: 2, ename: 'E', evalue: '' } : null
        });
      if (run?.stale) {
        notebook.cells[0].source += ' # edited';
      }
      return makeInput({
        notebook,
        run: record,
        code: makeCode({ findings: wouldStop ? [staticError(2)] : [] }),
        project: makeProject(0, { facets })
      });
    });

  it('making a facet hold never lowers the supported level', () => {
    fc.assert(
      fc.property(inputs, fc.nat(9), (input, place) => {
        const before = assess(input).supported;
        const better = input.project.facets.map((facet, k) =>
          k === place ? makeFacet(facet.id, 'holds') : facet
        );
        const after = assess({
          ...input,
          project: { ...input.project, facets: better }
        }).supported;
        expect(after).toBeGreaterThanOrEqual(before);
      })
    );
  });

  it('the level is never above what the files support', () => {
    fc.assert(
      fc.property(inputs, input => {
        const { level, supported } = assess(input);
        expect(level).toBeLessThanOrEqual(supported);
        expect(supported).toBeGreaterThanOrEqual(0);
      })
    );
  });

  it('the level follows from standing and support alone', () => {
    fc.assert(
      fc.property(inputs, input => {
        const { level, supported, standing } = assess(input);
        const expected: { [standing: string]: Level } = {
          failed: -1,
          differs: 0
        };
        expect(level).toBe(expected[standing] ?? supported);
      })
    );
  });

  it('what the files support does not depend on any run or prediction', () => {
    fc.assert(
      fc.property(inputs, input => {
        const bare = { ...input, run: null, code: makeCode() };
        expect(assess(bare).supported).toBe(assess(input).supported);
      })
    );
  });

  it('only a run that counts verifies, and no error is found beside it', () => {
    fc.assert(
      fc.property(inputs, input => {
        const { standing, run, findings, facets } = assess(input);
        if (standing === 'verified' || standing === 'differs') {
          expect(run?.stillCounts).toBe(true);
        }
        if (findings.some(({ severity }) => severity === 'error')) {
          expect(standing).toBe('failed');
        }
        expect(facets[0].state === 'holds').toBe(standing === 'verified');
      })
    );
  });

  it('the same facts give the same report, and are left as they were', () => {
    fc.assert(
      fc.property(inputs, input => {
        const before = JSON.stringify(input);
        expect(assess(input)).toEqual(assess(input));
        expect(JSON.stringify(input)).toBe(before);
      })
    );
  });
});

function assessRun(
  comparison: ReturnType<typeof makeComparison>,
  upTo = 3
): IReport {
  const notebook = makeNotebook();
  notebook.cells[2].outputs = [text('2')];
  return assess(
    makeInput({
      notebook,
      project: makeProject(upTo),
      run: makeRun(notebook, comparison)
    })
  );
}

function supportedWith(upTo: number, changed: IFacet[]): Level {
  const project = makeProject(upTo);
  replace(project.facets, changed);
  return assess(makeInput({ project })).supported;
}

function replace(facets: IFacet[], changed: IFacet[]): void {
  for (const facet of changed) {
    facets[facets.findIndex(({ id }) => id === facet.id)] = facet;
  }
}

function facetOf(report: IReport, id: IFacet['id']): IFacet {
  const facet = report.facets.find(each => each.id === id);
  if (!facet) {
    throw new Error(`No facet ${id}`);
  }
  return facet;
}
