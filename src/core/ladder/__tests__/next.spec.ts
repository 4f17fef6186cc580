import * as fc from 'fast-check';
import { parse } from 'yaml';

import type { IFinding } from '../../notebook/finding';
import { assess } from '../assess';
import { facetKinds } from '../levels';
import type { FacetState, IAction, IFacet, INextStep } from '../report';
import {
  makeCell,
  makeCode,
  makeComparison,
  makeFacet,
  makeInput,
  makeNotebook,
  makeProject,
  makeRun,
  staticError
} from './make';

describe('the next step', () => {
  it('of a notebook that would fail is to make it run from the top', () => {
    const code = makeCode({
      findings: [staticError(2, '`b` is not defined'), staticError(0)]
    });
    expect(stepOf({ code })).toEqual({
      level: 0,
      title: 'Make the notebook run from the top',
      detail: 'Cell 1: x (and 1 more).',
      actions: [
        { kind: 'go-to-cell', label: 'Go to cell 1', cell: 0 },
        { kind: 'go-to-cell', label: 'Go to cell 3', cell: 2 },
        { kind: 'verify', label: 'Restart, Run All and Verify' }
      ]
    });
  });

  it('of a notebook whose outputs differ is to look at them and run again', () => {
    const notebook = makeNotebook();
    const run = makeRun(notebook, {
      ...makeComparison('not-reproduced', { different: 1 }),
      cells: [{ index: 2, verdict: 'different', cause: 'value', outputs: [] }]
    });
    notebook.cells.unshift(makeCell('T', { id: 't', type: 'markdown' }));
    expect(stepOf({ notebook, run })).toMatchObject({
      level: 0,
      title: 'Get the same outputs twice',
      detail:
        '1 output differs in cell 4. Look at it, keep the new one if it is right, and run again.',
      actions: [{ kind: 'go-to-cell', cell: 3 }, { kind: 'verify' }]
    });
  });

  it('speaks of several outputs as several', () => {
    const notebook = makeNotebook();
    const run = makeRun(
      notebook,
      makeComparison('not-reproduced', { different: 1, missing: 1 })
    );
    expect(stepOf({ notebook, run })?.detail).toBe(
      '2 outputs differ. Look at them, keep the new ones if they are right, and run again.'
    );
  });

  it('of a notebook with random outputs is to set a seed', () => {
    const notebook = makeNotebook();
    const run = makeRun(notebook, {
      ...makeComparison('not-reproduced', { different: 2 }),
      cells: [{ index: 2, verdict: 'different', cause: 'random', outputs: [] }]
    });
    const code = makeCode({ findings: [unseeded(2)] });
    expect(stepOf({ notebook, run, code })?.detail).toBe(
      '2 outputs differ in cell 3, from random numbers without a seed as it seems. Set a seed in cell 3, or mark what may vary.'
    );
    expect(stepOf({ notebook, run })?.detail).toBe(
      '2 outputs differ in cell 3, from random numbers without a seed as it seems. Set a seed, or mark what may vary.'
    );
  });

  it('speaks of random numbers for the cells alone that they were found for', () => {
    const notebook = makeNotebook();
    const run = makeRun(notebook, {
      ...makeComparison('not-reproduced', { different: 2 }),
      cells: [
        { index: 0, verdict: 'different', cause: 'value', outputs: [] },
        { index: 2, verdict: 'different', cause: 'random', outputs: [] }
      ]
    });
    const code = makeCode({ findings: [unseeded(2)] });
    expect(stepOf({ notebook, run, code })?.detail).toBe(
      '2 outputs differ in cells 1 and 3; in cell 3 from random numbers without a seed, as it seems. Set a seed in cell 3, or mark what may vary. Look at the rest, keep the new one if it is right, and run again.'
    );
  });

  it('names the cell that draws, not the one that shows what was drawn', () => {
    const notebook = makeNotebook();
    const run = makeRun(notebook, {
      ...makeComparison('not-reproduced', { different: 1 }),
      cells: [
        { index: 0, verdict: 'ignored', cause: 'random', outputs: [] },
        { index: 2, verdict: 'different', cause: 'random', outputs: [] }
      ]
    });
    const code = makeCode({ findings: [unseeded(0)] });
    expect(stepOf({ notebook, run, code })?.detail).toBe(
      '1 output differs in cell 3, from random numbers without a seed as it seems. Set a seed in cell 1, or mark what may vary.'
    );
  });

  it('is what the first rung above the supported one lacks', () => {
    for (let level = 0; level < 7; level++) {
      expect(stepOf({ project: makeProject(level) })?.level).toBe(level + 1);
    }
  });

  it('is none at level 7', () => {
    expect(stepOf({ project: makeProject(7) })).toBeNull();
  });

  it('offers to verify whenever no run that counts has verified', () => {
    expect(kinds(stepOf({}))).toContain('verify');
    const notebook = makeNotebook();
    expect(kinds(stepOf({ notebook, run: makeRun(notebook) }))).not.toContain(
      'verify'
    );
  });

  it('does not offer to verify a notebook without code', () => {
    const notebook = makeNotebook({ cells: [] });
    expect(kinds(stepOf({ notebook }))).not.toContain('verify');
  });

  it('names what speaks against the one facet that is lacking', () => {
    const packed = makeFacet('packed', 'partly', {
      evidence: [
        { holds: 'yes', message: '59 are there' },
        { path: 'work/w', holds: 'no', message: '`numpy` is missing' },
        { path: 'work/w', holds: 'no', message: '`pillow` is missing' },
        { path: 'work/w', holds: 'no', message: '`six` is missing' }
      ]
    });
    expect(stepOf(withFacets(3, [packed]))).toMatchObject({
      level: 4,
      title: 'Keep the packages beside the project',
      detail:
        '`numpy` is missing; `pillow` is missing; and 1 more. This holds them for the platform on which you run it.'
    });
  });

  it('is a check by hand where files are there but nothing proves what they hold', () => {
    const packed = makeFacet('packed', 'partly', {
      summary: 'all 3 packages held, not checked',
      evidence: [{ path: 'work/wheelhouse', holds: 'yes', message: 'x' }]
    });
    const step = stepOf(withFacets(3, [packed]));
    expect(step).toMatchObject({
      level: 4,
      title: 'Check what is kept',
      detail:
        'All 3 packages held, not checked. What it contains was not looked at, so the level is not claimed.'
    });
    expect(textOf(step, 'Check')).toContain(
      'pip install --no-index --find-links wheelhouse -r requirements.txt'
    );
  });

  it('names every facet when several are lacking', () => {
    const step = stepOf(
      withFacets(0, [
        makeFacet('environment', 'partly', { summary: '3 of 4 pinned' }),
        makeFacet('data', 'holds'),
        makeFacet('shareable', 'holds')
      ])
    );
    expect(step).toMatchObject({
      title: 'Complete level 1: environment and instructions',
      detail: 'Environment: 3 of 4 pinned. Instructions: instructions missing.'
    });
  });

  it('never says the same action twice', () => {
    const evidence = [
      { path: 'work/README.md', holds: 'no' as const, message: 'x' }
    ];
    const step = stepOf(
      withFacets(0, [
        makeFacet('instructions', 'missing', { evidence }),
        makeFacet('shareable', 'missing', { evidence }),
        makeFacet('environment', 'holds'),
        makeFacet('data', 'holds')
      ])
    );
    const texts = step?.actions.map(action => JSON.stringify(action)) ?? [];
    expect(new Set(texts).size).toBe(texts.length);
  });
});

describe('towards level 1', () => {
  const loose = makeFacet('environment', 'partly', {
    evidence: [
      {
        path: 'work/requirements.txt',
        line: 2,
        holds: 'no',
        message: '`pandas>=1` allows a range of versions'
      },
      {
        cell: 0,
        holds: 'no',
        message:
          'Cell 1 imports `cv2` (it comes with `opencv-python`), which `requirements.txt` does not declare'
      },
      { holds: 'note', message: '`numpy==1` is pinned' }
    ]
  });

  it('names exactly the packages that are not pinned, by the names they are installed by', () => {
    const step = stepOf(withLevel1(loose));
    expect(textOf(step, 'requirements.txt')).toBe(
      '# Put the version in use behind each name\nopencv-python==\npandas==\n'
    );
    expect(textOf(step, 'The versions in use')).toContain(
      "['opencv-python', 'pandas']"
    );
    expect(step?.actions).toContainEqual({
      kind: 'open-file',
      label: 'Open requirements.txt',
      path: 'work/requirements.txt'
    });
    expect(step?.actions).toContainEqual({
      kind: 'go-to-cell',
      label: 'Go to cell 1',
      cell: 0
    });
  });

  it('writes requirements.txt only where there is none to be overwritten', () => {
    const command = (manifest: string | null) =>
      textOf(
        stepOf(
          withLevel1(loose, {
            manifest,
            environmentDigests: manifest ? { [manifest]: 'e' } : {}
          })
        ),
        'The versions in use'
      );
    expect(command('work/requirements.txt')).not.toContain('>');
    expect(command(null)).toContain(' > requirements.txt');
  });

  it('asks conda for versions where conda made the environment', () => {
    const step = stepOf(
      withLevel1(loose, {
        manifest: 'work/environment.yml',
        environmentDigests: { 'work/environment.yml': 'e' }
      })
    );
    expect(textOf(step, 'The versions in use')).toBe(
      'conda list "^(opencv-python|pandas)$"\n'
    );
  });

  it('takes no text from a file for a package name', () => {
    const hostile = makeFacet('environment', 'missing', {
      evidence: [
        {
          path: 'work/r.txt',
          holds: 'no',
          message:
            "`a; rm -rf ~` and `$(x)` and `b']; import os` and `good[extra]>1`"
        }
      ]
    });
    const step = stepOf(withLevel1(hostile));
    expect(textOf(step, 'The versions in use')).toContain("['a', 'good']");
    expect(JSON.stringify(step?.actions)).not.toMatch(/rm -rf|\$\(|import os/);
  });

  it('gives a README with the command for the environment, and one that names the notebook', () => {
    const step = stepOf(
      withLevel1(makeFacet('instructions', 'missing'), {}, 'work/sub/a b.ipynb')
    );
    const readme = textOf(step, 'README.md');
    expect(readme).toContain(
      '. .venv/bin/activate && python -m pip install -r requirements.txt'
    );
    expect(readme).toContain(
      ". .venv/bin/activate && jupyter lab 'sub/a b.ipynb'"
    );
    expect(readme.length).toBeGreaterThan(200);
  });

  it('gives a CITATION.cff that is YAML', () => {
    const step = stepOf(withLevel1(makeFacet('shareable', 'unknown')));
    expect(parse(textOf(step, 'CITATION.cff'))).toMatchObject({
      'cff-version': '1.2.0',
      title: 'work'
    });
  });
});

describe('towards level 2', () => {
  it('gives a Makefile that sets up the environment and runs the notebook', () => {
    expect(textOf(stepOf({ project: makeProject(1) }), 'Makefile')).toBe(
      [
        '.PHONY: environment run',
        '',
        'environment:',
        '\tpython -m venv .venv',
        '\t. .venv/bin/activate && python -m pip install -r requirements.txt',
        '',
        'run: environment',
        '\t. .venv/bin/activate && jupyter nbconvert --to notebook --execute --inplace report.ipynb',
        ''
      ].join('\n')
    );
  });

  it('gives a section of anaconda-project.yml where the project goes by that', () => {
    const step = stepOf({
      project: makeProject(1, { manifest: 'work/anaconda-project.yml' }),
      notebook: makeNotebook({ path: 'work/a: "b".ipynb' })
    });
    expect(parse(textOf(step, 'anaconda-project.yml'))).toEqual({
      commands: { default: { notebook: 'a: "b".ipynb' } }
    });
  });
});

describe('towards level 3', () => {
  const lock = (manifest: string, more: string[] = []) =>
    textOf(
      stepOf({
        project: makeProject(2, {
          manifest,
          environmentDigests: Object.fromEntries(
            [manifest, ...more].map(path => [path, 'e'])
          )
        })
      }),
      'Lock the environment'
    );

  it('keeps the loose requirements as a source before it compiles the lock', () => {
    expect(lock('work/requirements.txt')).toBe(
      'mv requirements.txt requirements.in\n' +
        'uv pip compile --universal --generate-hashes requirements.in -o requirements.txt\n'
    );
  });

  it('compiles from the source where there is one', () => {
    expect(lock('work/requirements.txt', ['work/requirements.in'])).toBe(
      'uv pip compile --universal --generate-hashes requirements.in -o requirements.txt\n'
    );
  });

  it('uses the tool whose file the project goes by', () => {
    expect(lock('work/environment.yml')).toBe(
      'conda-lock -f environment.yml -p linux-64 -p osx-arm64 -p win-64\n'
    );
    expect(lock('work/anaconda-project.yml')).toBe('anaconda-project lock\n');
  });
});

describe('every step', () => {
  const states = fc.constantFrom<FacetState>(
    'holds',
    'partly',
    'missing',
    'unknown'
  );
  const someFacets = fc
    .tuple(
      ...facetKinds.slice(1).map(({ id }) => states.map(s => makeFacet(id, s)))
    )
    .map(list => list as IFacet[]);
  const inputs = fc.record({
    facets: someFacets,
    manifest: fc.constantFrom(
      null,
      'work/requirements.txt',
      'work/environment.yml',
      'work/anaconda-project.yml',
      'work/Dockerfile'
    ),
    language: fc.constantFrom('python', 'r', null),
    path: fc.string({ minLength: 1 }).map(name => `work/${name}.ipynb`)
  });

  it('has a title, a sentence and something to press, whatever is lacking', () => {
    fc.assert(
      fc.property(inputs, input => {
        const step = stepFor(input);
        if (step === null) {
          return;
        }
        expect(step.title).not.toBe('');
        expect(step.detail).toMatch(/\.$/);
        expect(step.actions.length).toBeGreaterThan(0);
        expect(step.actions.length).toBeLessThanOrEqual(5);
      })
    );
  });

  it('never tells to get with pip what on the package index is something else', () => {
    const traps =
      /pip3? install[^\n]*\b(pixi|constructor|packer|mamba|guix|rattler|disko|singularity)\b/;
    fc.assert(
      fc.property(inputs, input => {
        expect(JSON.stringify(stepFor(input))).not.toMatch(traps);
      })
    );
  });

  it('holds no line of a notebook name that could be taken for another line', () => {
    const step = stepOf({
      project: makeProject(1),
      notebook: makeNotebook({ path: 'work/a\n\trm -rf ~\n.ipynb' })
    });
    expect(textOf(step, 'Makefile').split('\n')).toHaveLength(9);
  });

  function stepFor(input: {
    facets: IFacet[];
    manifest: string | null;
    language: string | null;
    path: string;
  }): INextStep | null {
    const { facets, manifest, language, path } = input;
    return stepOf({
      notebook: makeNotebook({ path, language }),
      code: makeCode({ understood: language === 'python' }),
      project: makeProject(0, {
        facets,
        manifest,
        environmentDigests: manifest ? { [manifest]: 'e' } : {}
      })
    });
  }
});

function stepOf(more: Parameters<typeof makeInput>[0]): INextStep | null {
  return assess(makeInput(more)).next;
}

function withFacets(upTo: number, facets: IFacet[]) {
  const project = makeProject(upTo);
  project.facets = project.facets.map(
    facet => facets.find(({ id }) => id === facet.id) ?? facet
  );
  return { project };
}

/** Only that facet of level 1 is lacking. */
function withLevel1(
  facet: IFacet,
  more: Parameters<typeof makeProject>[1] = {},
  path = 'work/report.ipynb'
) {
  const { project } = withFacets(1, [facet]);
  return {
    project: { ...project, ...more },
    notebook: makeNotebook({ path })
  };
}

function kinds(step: INextStep | null): IAction['kind'][] {
  return step?.actions.map(({ kind }) => kind) ?? [];
}

function textOf(step: INextStep | null, title: string): string {
  const action = step?.actions.find(
    each => each.kind === 'show-text' && each.title === title
  );
  if (action?.kind !== 'show-text') {
    throw new Error(`No text ${title} in ${JSON.stringify(step)}`);
  }
  return action.text;
}

function unseeded(cell: number): IFinding {
  return {
    rule: 'unseeded-random',
    severity: 'warning',
    tier: 'static',
    cell: { index: cell, id: null },
    names: [],
    message: 'x'
  };
}
