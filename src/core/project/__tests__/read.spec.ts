import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import fc from 'fast-check';
import { sha256Hex } from '../../digest';
import { readProject } from '../read';
import type { ICodeAnalysis } from '../../python/types';
import type { IProjectFacts } from '../facts';
import { readArchive } from './archive';

const FIXTURES = join(__dirname, 'fixtures');
const LEVELS = {
  environment: 1,
  data: 1,
  instructions: 1,
  shareable: 1,
  commands: 2,
  lock: 3,
  packed: 4,
  container: 5,
  machine: 6,
  hardware: 7
};

/** Texts of the fixtures' files, for building odd projects. */
const TEXTS = readdirSync(FIXTURES).flatMap(name =>
  Object.values(readArchive(readFileSync(join(FIXTURES, name), 'utf8')).files)
);
const NAMES = [
  'requirements.txt',
  'requirements.in',
  'environment.yml',
  'anaconda-project.yml',
  'anaconda-project-lock.yml',
  'conda-lock.yml',
  'explicit.txt',
  'Makefile',
  'Dockerfile',
  'README.md',
  'README.rst',
  'CITATION.cff',
  'codemeta.json',
  'pyproject.toml',
  'uv.lock',
  'constraints.txt',
  'runtime.txt',
  'x.csv',
  'numpy',
  'a-1-py3-none-any.whl',
  'b.qcow2'
];

const text = fc.oneof(
  fc.constantFrom(...TEXTS, '', '{', '\0', '[[', '- - -', 'dependencies: 7'),
  fc.string({ maxLength: 40 }),
  fc
    .tuple(fc.constantFrom(...TEXTS), fc.nat(), fc.string({ maxLength: 5 }))
    .map(([base, at, other]) => base.slice(0, at % (base.length + 1)) + other)
);
const folder = fc.constantFrom('', 'a', 'a/b', 'wheels', 'z');
const file = fc
  .tuple(folder, fc.constantFrom(...NAMES), fc.option(text, { nil: null }))
  .map(([folder, name, text]) => ({
    path: folder ? `${folder}/${name}` : name,
    text,
    ...(text === null ? { problem: 'why' } : {})
  }));
const facts: fc.Arbitrary<IProjectFacts> = fc.record({
  root: folder,
  notebook: fc.constantFrom('nb.ipynb', 'a/nb.ipynb', 'a/b/nb.ipynb', ''),
  folders: fc.array(
    fc.record(
      {
        path: folder,
        entries: fc.array(
          fc.record({
            name: fc.oneof(fc.constantFrom(...NAMES), fc.string()),
            type: fc.constantFrom('file', 'directory', 'notebook'),
            size: fc.option(fc.nat(), { nil: null })
          })
        ),
        problem: fc.string()
      },
      { requiredKeys: ['path', 'entries'] }
    )
  ),
  files: fc.array(file, { maxLength: 8 }),
  hiddenVisible: fc.boolean(),
  reachedTop: fc.boolean()
});
const code: fc.Arbitrary<ICodeAnalysis> = fc.record({
  understood: fc.boolean(),
  imports: fc.array(
    fc.record({
      module: fc.oneof(
        fc.constantFrom('numpy', 'os', 'google', '__proto__'),
        fc.string()
      ),
      cell: fc.nat(5),
      conditional: fc.boolean()
    })
  ),
  files: fc.array(
    fc.record({
      path: fc.option(
        fc.oneof(
          fc.string(),
          fc.constantFrom('x.csv', '../x.csv', '*.csv', '/x', '[', '\\')
        ),
        { nil: null }
      ),
      call: fc.string(),
      cell: fc.nat(5),
      mode: fc.constantFrom('read', 'write'),
      scheme: fc.constantFrom(null, 'https', 'file', 'odd')
    })
  ),
  installs: fc.array(
    fc.record({ cell: fc.nat(5), text: fc.string(), pinned: fc.boolean() })
  ),
  findings: fc.constant<ICodeAnalysis['findings']>([]),
  hints: fc.constant<ICodeAnalysis['hints']>([])
});
const notebook = readArchive(
  'code open("x.csv")\nmarkdown `pip install x`'
).notebook;

describe('readProject', () => {
  it('gives every facet once, in order, fit to be shown, whatever the facts and files', () => {
    fc.assert(
      fc.property(facts, code, (facts, code) => {
        const { facets } = readProject(facts, notebook, code);
        expect(
          Object.fromEntries(facets.map(({ id, level }) => [id, level]))
        ).toEqual(LEVELS);
        expect(facets.map(({ level }) => level)).toEqual(
          [...facets.map(({ level }) => level)].sort()
        );
        for (const { summary, evidence, state, strength } of facets) {
          expect(summary).toMatch(/^[^\n]{1,60}$/);
          expect(evidence.length).toBeGreaterThan(0);
          expect(strength === null).toBe(
            state === 'missing' || state === 'unknown'
          );
          if (state === 'holds') {
            expect(evidence.filter(({ holds }) => holds === 'no')).toEqual([]);
          }
          const traps = /undefined|NaN|\[object/;
          const given = traps.test(JSON.stringify([facts, code]));
          const said = evidence.map(({ message }) => message).join('\n');
          expect(given || !traps.test(said)).toBe(true);
        }
      }),
      { numRuns: 300 }
    );
  });

  it('never lets the levels from 4 up hold: a listing does not show what files contain', () => {
    fc.assert(
      fc.property(facts, code, (facts, code) => {
        const { facets } = readProject(facts, notebook, code);
        const upper = facets.filter(({ level }) => level >= 4);
        expect(upper.map(({ state }) => state)).not.toContain('holds');
      })
    );
  });

  it('is a function of its arguments: the same facts read the same', () => {
    fc.assert(
      fc.property(facts, code, (facts, code) => {
        const first = JSON.stringify(readProject(facts, notebook, code));
        expect(JSON.stringify(readProject(facts, notebook, code))).toBe(first);
      }),
      { numRuns: 50 }
    );
  });

  it('calls nothing missing from a folder that could not be listed', () => {
    const { code } = readArchive('import numpy 0');
    const { facets } = readProject(
      {
        root: 'a',
        notebook: 'a/nb.ipynb',
        folders: [{ path: 'a', entries: [], problem: 'not visible' }],
        files: [],
        hiddenVisible: true,
        reachedTop: true
      },
      notebook,
      code
    );
    const states = facets.map(({ id, state }) => `${id} ${state}`);
    expect(states.filter(text => text.endsWith('missing'))).toEqual([]);
    expect(facets[0].evidence[0].message).toBe(
      'The folder `a` could not be looked into: not visible'
    );
  });

  it('digests the texts of environment files, locks and what they take in, of no other', () => {
    const { code } = readArchive('');
    const entries = ['requirements.txt', 'base.txt', 'notes.txt', 'uv.lock'];
    const texts = [
      '-r base.txt\nnumpy==1.0',
      'pandas==2.0',
      'hello',
      'version = 1'
    ];
    const reading = readProject(
      {
        root: '',
        notebook: 'nb.ipynb',
        folders: [
          {
            path: '',
            entries: entries.map(name => ({ name, type: 'file', size: 9 }))
          }
        ],
        files: entries.map((path, i) => ({ path, text: texts[i] })),
        hiddenVisible: false,
        reachedTop: false
      },
      notebook,
      code
    );
    expect(reading.environmentDigests).toEqual({
      'requirements.txt': sha256Hex(texts[0]),
      'base.txt': sha256Hex(texts[1]),
      'uv.lock': sha256Hex(texts[3])
    });
  });
});
