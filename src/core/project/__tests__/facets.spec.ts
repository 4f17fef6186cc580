import type { FacetId, IFacet } from '../../ladder/report';
import { readProject } from '../read';
import { survey } from '../survey';
import { readArchive } from './archive';
import { MemoryHost } from './memory-host';

async function facetOf(id: FacetId, archive: string): Promise<IFacet> {
  const { notebook, code, files, hidden } = readArchive(archive);
  const facts = await survey(
    new MemoryHost(files, hidden),
    notebook.path,
    code.files
  );
  const { facets } = readProject(facts, notebook, code);
  return facets.find(facet => facet.id === id) as IFacet;
}

/** A rule, the facet that it is about, its state, a project by which it shows. */
type Rule = [string, FacetId, string, string];

const REQUIREMENTS = '-- requirements.txt --\nnumpy==1.26.4\n';
const MAKE =
  '-- Makefile --\nrun:\n\tpip install -r requirements.txt\n\tpapermill nb.ipynb out.ipynb\n';
const HASH = 'a'.repeat(64);
const EXPLICIT = (digest: string): string =>
  `-- explicit.txt --\n@EXPLICIT\nhttps://packages.example.org/c/linux-64/numpy-1.26.4-py311_0.conda${digest}\n`;

const RULES: Rule[] = [
  [
    'a wildcard is no pin',
    'environment',
    'partly',
    'import numpy 0\n-- requirements.txt --\nnumpy==1.26.*\n'
  ],
  [
    'three equals signs are a pin',
    'environment',
    'holds',
    'import numpy 0\n-- requirements.txt --\nnumpy===1.26.4\n'
  ],
  [
    "conda's single equals sign pins three numbers",
    'environment',
    'holds',
    'import numpy 0\n-- environment.yml --\ndependencies: [numpy=1.26.4]\n'
  ],
  [
    "conda's single equals sign with two numbers is a series",
    'environment',
    'partly',
    'import numpy 0\n-- environment.yml --\ndependencies: [numpy=1.26]\n'
  ],
  [
    'Python at a minor series is a remark',
    'environment',
    'holds',
    'import numpy 0\n-- environment.yml --\ndependencies: [python=3.11, numpy=1.26.4]\n'
  ],
  [
    'Python without a version counts against',
    'environment',
    'partly',
    'import numpy 0\n-- environment.yml --\ndependencies: [python, numpy=1.26.4]\n'
  ],
  [
    'pip without a version is a remark',
    'environment',
    'holds',
    'import numpy 0\n-- environment.yml --\ndependencies: [pip, numpy=1.26.4]\n'
  ],
  [
    'a branch of a repository may change',
    'environment',
    'partly',
    'import numpy 0\n-- requirements.txt --\nnumpy @ git+https://packages.example.org/numpy@main\n'
  ],
  [
    'a commit of a repository does not change',
    'environment',
    'holds',
    `import numpy 0\n-- requirements.txt --\nnumpy @ git+https://packages.example.org/numpy@${'b'.repeat(40)}\n`
  ],
  [
    'a file with comments only declares nothing',
    'environment',
    'missing',
    'import numpy 0\n-- requirements.txt --\n# numpy\n'
  ],
  [
    'an import that no file declares counts against',
    'environment',
    'partly',
    `import scipy 0\n${REQUIREMENTS}`
  ],
  [
    'an import that may not run is a remark',
    'environment',
    'holds',
    `import numpy 0\nimport scipy 0 maybe\n${REQUIREMENTS}`
  ],
  [
    'the standard library needs no declaration',
    'environment',
    'holds',
    `import json 0\nimport __future__ 0\n${REQUIREMENTS}`
  ],
  [
    'IPython comes with the kernel',
    'environment',
    'holds',
    `import IPython 0\n${REQUIREMENTS}`
  ],
  [
    'a module beside the notebook needs no declaration',
    'environment',
    'holds',
    `import tools 0\n${REQUIREMENTS}-- tools.py --\n`
  ],
  [
    'a plain folder does not hide a declared package',
    'environment',
    'holds',
    `import numpy 0\n${REQUIREMENTS}-- numpy/readme.txt --\n`
  ],
  [
    'an unpinned install in a cell counts against',
    'environment',
    'partly',
    `install 0 pip install rich\n${REQUIREMENTS}`
  ],
  [
    'a pinned install in a cell declares',
    'environment',
    'holds',
    `import rich 0\ninstall 0 pip install rich==13.7.1\n${REQUIREMENTS}`
  ],
  [
    'no other package and no file leaves Python unstated',
    'environment',
    'missing',
    'import os 0\n'
  ],
  [
    'packages of R say nothing about a Python notebook',
    'environment',
    'missing',
    'import numpy 0\n-- DESCRIPTION --\n-- renv.lock --\n'
  ],
  [
    'a lock alone declares what it holds',
    'environment',
    'holds',
    `import numpy 0\n${EXPLICIT('#' + 'c'.repeat(32))}`
  ],
  [
    'a lock that was not fetched cannot be judged',
    'environment',
    'unknown',
    'import numpy 0\n-- requirements.txt --\nversion https://git-lfs.github.com/spec/v1\noid sha256:0\n'
  ],

  [
    'a file that is there holds',
    'data',
    'holds',
    'read x.csv 0\n-- x.csv --\n'
  ],
  ['a file that is not there does not', 'data', 'missing', 'read x.csv 0\n'],
  [
    'an absolute path is on one computer, even inside the project',
    'data',
    'missing',
    'read /work/x.csv 0\n-- x.csv --\n'
  ],
  [
    'a file written in an earlier cell is made',
    'data',
    'holds',
    'write x.csv 0\nread x.csv 1\n'
  ],
  [
    'a folder that a cell wrote into is made',
    'data',
    'holds',
    'write out/x.csv 0\nread out 1\n'
  ],
  [
    'a file written in a later cell is missing',
    'data',
    'missing',
    'write x.csv 2\nread x.csv 1\n'
  ],
  [
    'an address is a remark',
    'data',
    'holds',
    'read https://packages.example.org/x.csv 0\n'
  ],
  [
    'a read that cannot be followed does not stop the rest',
    'data',
    'holds',
    'read ? 0\n'
  ],
  [
    'a pattern over subfolders finds what they hold',
    'data',
    'holds',
    'read d/*/x.csv 0\n-- d/one/x.csv --\n'
  ],
  [
    'a pattern that nothing listed fits leaves it open',
    'data',
    'unknown',
    'read d/**/x.csv 0\n-- d/one/two/x.csv --\n'
  ],
  ['the folder of the notebook itself is there', 'data', 'holds', 'read . 0\n'],
  [
    'what lies above the visible top is unknown',
    'data',
    'unknown',
    'read ../x.csv 0\n'
  ],
  [
    'what a marked project does not hold is not looked for',
    'data',
    'unknown',
    `notebook a/nb.ipynb\nread ../x.csv 0\n-- a/requirements.txt --\n-- x.csv --\n`
  ],
  ['a hidden file may be there', 'data', 'unknown', 'read .x.csv 0\n'],
  [
    'a hidden file is missing where hidden ones show',
    'data',
    'missing',
    'hidden\nread .x.csv 0\n'
  ],
  [
    'a Git LFS pointer is not the data',
    'data',
    'missing',
    `read x.csv 0\n-- x.csv --\nversion https://git-lfs.github.com/spec/v1\noid sha256:${HASH}\nsize 12345\n`
  ],

  [
    'data outside the project cannot be handed over',
    'shareable',
    'missing',
    'notebook a/nb.ipynb\nread ../x.csv 0\n-- a/requirements.txt --\n-- x.csv --\n'
  ],
  [
    "a requirement on somebody's disk cannot be handed over",
    'shareable',
    'missing',
    '-- requirements.txt --\nx @ file:///home/anna/x\n'
  ],
  [
    'a local requirement inside the project can',
    'shareable',
    'holds',
    '-- requirements.txt --\n-e ./x\n'
  ],

  [
    'a makefile that runs the notebook and installs is enough',
    'commands',
    'holds',
    `${REQUIREMENTS}${MAKE}`
  ],
  [
    'a makefile without an environment is half of it',
    'commands',
    'partly',
    '-- Makefile --\nrun:\n\tpapermill nb.ipynb out.ipynb\n'
  ],
  [
    'installing from a file that is not there is no environment',
    'commands',
    'partly',
    MAKE
  ],
  [
    'converting without executing does not run it',
    'commands',
    'partly',
    '-- Makefile --\nrun:\n\tjupyter nbconvert --to html nb.ipynb\n'
  ],
  [
    'a pattern may name the notebook',
    'commands',
    'holds',
    `${REQUIREMENTS}-- Makefile --\nall:\n\tpip install -r requirements.txt\n\tjupyter execute *.ipynb\n`
  ],
  [
    'a command in a subfolder is followed',
    'commands',
    'holds',
    `notebook sub/nb.ipynb\n${REQUIREMENTS}-- Makefile --\nall:\n\tpip install -r requirements.txt\n\tcd sub && jupyter execute nb.ipynb\n`
  ],
  [
    'a notebook of the same name elsewhere is another one',
    'commands',
    'partly',
    `notebook sub/nb.ipynb\n${REQUIREMENTS}-- Makefile --\nall:\n\tpip install -r requirements.txt\n\tjupyter execute nb.ipynb\n`
  ],
  [
    'a variable may name any notebook',
    'commands',
    'unknown',
    '-- Makefile --\nrun:\n\tjupyter execute $(NB)\n'
  ],
  [
    'a Snakefile may hold the command',
    'commands',
    'unknown',
    '-- Snakefile --\nrule all:\n'
  ],

  [
    'digests for all are a lock',
    'lock',
    'holds',
    `import numpy 0\n-- requirements.txt --\nnumpy==1.26.4 --hash=sha256:${HASH}\n${MAKE}`
  ],
  [
    'builds without digests are a lock as well',
    'lock',
    'holds',
    `import numpy 0\n${EXPLICIT('')}-- Makefile --\nrun:\n\tconda create -n x --file explicit.txt\n\tconda run -n x jupyter execute nb.ipynb\n`
  ],
  [
    'a lock that lacks an imported package is half of one',
    'lock',
    'partly',
    `import scipy 0\n-- requirements.txt --\nnumpy==1.26.4 --hash=sha256:${HASH}\n${MAKE}`
  ],
  [
    'a lock that no command and no manifest uses is half of one',
    'lock',
    'partly',
    `import numpy 0\n${EXPLICIT('')}`
  ],
  [
    'pins written by hand are no lock',
    'lock',
    'missing',
    `import numpy 0\n${REQUIREMENTS}${MAKE}`
  ],
  [
    'a lock of another kind cannot be judged',
    'lock',
    'unknown',
    '-- poetry.lock --\n'
  ],

  [
    'an installed environment is not portable',
    'packed',
    'missing',
    'hidden\n-- .venv/lib/numpy.py --\n-- envs/default/conda-meta/history --\n'
  ],
  [
    'an archive of data is no conda package',
    'packed',
    'missing',
    '-- data/run-2020-01.tar.bz2 --\n'
  ],
  [
    'conda packages in their channel are',
    'packed',
    'partly',
    '-- channel/linux-64/numpy-1.26.4-py311_0.tar.bz2 --\n'
  ],
  [
    'a docker file alone is a recipe',
    'container',
    'partly',
    '-- Dockerfile --\nFROM packages.example.org/x:1\n'
  ],
  [
    'an Apptainer image is never more than seen',
    'container',
    'partly',
    '-- project.sif --\n'
  ],
  [
    'a disk image is never more than seen',
    'machine',
    'partly',
    '-- project.ova --\n'
  ],
  [
    'a statement is declared, not proved',
    'hardware',
    'partly',
    '-- reproducibility/level7.attestation.json --\n{}\n'
  ]
];

describe('evidence', () => {
  it.each(RULES)('%s (%s: %s)', async (_rule, id, state, archive) => {
    const facet = await facetOf(id, archive);
    expect(`${facet.state}: ${facet.summary}`).toMatch(
      new RegExp(`^${state}: `)
    );
  });

  it('says which read could not be followed, and is less sure then', async () => {
    const facet = await facetOf('data', 'read ? 2\n');
    expect(facet.strength).toBe('present');
    expect(facet.evidence).toEqual([
      {
        cell: 2,
        holds: 'unknown',
        message: 'Could not tell which file cell 3 reads with `open`'
      }
    ]);
  });

  it('names the distribution that a module comes with', async () => {
    const { evidence } = await facetOf(
      'environment',
      `import cv2 1\n${REQUIREMENTS}`
    );
    expect(evidence[0]).toEqual({
      cell: 1,
      holds: 'no',
      message:
        'Cell 2 imports `cv2` (it comes with `opencv-python`); `requirements.txt` does not declare it'
    });
  });

  it('counts what is pinned, and names the rest with its line', async () => {
    const { summary, evidence } = await facetOf(
      'environment',
      '-- requirements.txt --\na==1\n\nb>=2\nc\n'
    );
    expect(summary).toBe('1 of 3 packages pinned');
    expect(evidence.filter(({ holds }) => holds === 'no')).toEqual([
      {
        path: 'requirements.txt',
        line: 3,
        holds: 'no',
        message: '`b>=2` allows a range of versions'
      },
      {
        path: 'requirements.txt',
        line: 4,
        holds: 'no',
        message: '`c` allows any version'
      }
    ]);
  });

  it('keeps what speaks against when there is too much to list', async () => {
    const lines = [...Array(200).keys()].map(n =>
      n === 150 ? 'loose' : `p${n}==1`
    );
    const reads = lines.map((_, n) =>
      n === 170 ? 'read gone.csv 0' : `read d${n}.csv 0`
    );
    const files = lines.map((_, n) => `-- d${n}.csv --\n`).join('');
    const data = await facetOf('data', `${reads.join('\n')}\n${files}`);
    expect(data.evidence).toHaveLength(61);
    expect(data.evidence[0]).toMatchObject({ holds: 'no' });
    expect(data.evidence[60].message).toBe('And 140 more, not listed here');
  });

  it('rests on the one folder alone, or on the repository that shows', async () => {
    const alone = await facetOf('shareable', REQUIREMENTS);
    expect(alone.strength).toBe('consistent');
    const shown = await facetOf(
      'shareable',
      `hidden\n${REQUIREMENTS}-- .git/HEAD --\n`
    );
    expect(shown.strength).toBe('present');
  });
});
