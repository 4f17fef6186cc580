import type { IEvidence, IFacet } from '../../ladder/report';
import type { INotebook } from '../../notebook/facts';
import { analyseCode } from '../../python';
import type { IProjectFacts } from '../facts';
import { LIMITS } from '../looker';
import { starredModules } from '../modules';
import { readProject } from '../read';
import { survey } from '../survey';
import { MemoryHost } from './memory-host';

function notebookOf(path: string, source: string): INotebook {
  return {
    path,
    language: 'python',
    kernelName: null,
    cells: [
      {
        id: null,
        type: 'code',
        source,
        executionCount: null,
        tags: [],
        outputs: [],
        ranSource: null
      }
    ]
  };
}

/** What a survey sees of a notebook of one cell and the files around it. */
async function look(
  source: string,
  files: { [path: string]: string },
  path = 'nb.ipynb'
): Promise<{ facts: IProjectFacts; notebook: INotebook; read: string[] }> {
  const notebook = notebookOf(path, source);
  const code = analyseCode(notebook);
  const host = new MemoryHost({ [path]: '{}', ...files });
  const { files: named, imports } = code;
  const facts = await survey(host, path, named, LIMITS, imports);
  expect(host.probed).toEqual([]);
  const read = facts.files.map(file => file.path);
  return { facts, notebook, read: read.filter(name => name.endsWith('.py')) };
}

async function environmentOf(
  source: string,
  files: { [path: string]: string },
  path?: string
): Promise<IFacet> {
  const { facts, notebook } = await look(source, files, path);
  const code = analyseCode(notebook);
  return readProject(facts, notebook, code).facets.find(
    ({ id }) => id === 'environment'
  )!;
}

const NUMPY = { 'requirements.txt': 'numpy==1.26.4\n' };

/** What speaks against a facet, or could not be told. */
function doubts({ evidence }: IFacet): Pick<IEvidence, 'path' | 'message'>[] {
  return evidence
    .filter(({ holds }) => holds === 'no' || holds === 'unknown')
    .map(({ path, message }) => ({ path, message }));
}

describe("the project's own code", () => {
  it('is read, and its imports are the imports of the project', async () => {
    const facet = await environmentOf('import helper', {
      ...NUMPY,
      'helper.py': '"""Helps."""\nimport os\nimport scipy.stats\nimport numpy\n'
    });
    expect(facet.state).toBe('partly');
    expect(doubts(facet)).toEqual([
      {
        path: 'helper.py',
        message:
          '`helper.py` imports `scipy`; `requirements.txt` does not declare it'
      }
    ]);
  });

  it('is as good as the notebook itself when all is declared', async () => {
    const facet = await environmentOf('import helper', {
      ...NUMPY,
      'helper.py': 'import numpy as np\n'
    });
    expect([facet.state, facet.strength]).toEqual(['holds', 'consistent']);
    expect(doubts(facet)).toEqual([]);
  });

  it('is less sure of what it imports only perhaps', async () => {
    const facet = await environmentOf('import helper', {
      ...NUMPY,
      'helper.py':
        'try:\n    import scipy\nexcept ImportError:\n    scipy = None\n'
    });
    expect(facet.evidence).toContainEqual({
      path: 'helper.py',
      line: 2,
      holds: 'note',
      message:
        '`helper.py` may import `scipy`; `requirements.txt` does not declare it'
    });
  });

  it('may be a package, with modules that import each other', async () => {
    const files = {
      'a/pkg/__init__.py': 'from . import one\n',
      'a/pkg/one.py': 'from .two import f\nfrom ..pkg import three\n',
      'a/pkg/two.py': 'from pkg import one\nimport deep.er\n',
      'a/pkg/three.py': '',
      'a/pkg/unused.py': 'import torch\n',
      'a/deep/er.py': 'import numpy\n'
    };
    const { read } = await look('from pkg import f', files, 'a/nb.ipynb');
    expect(read.sort()).toEqual([
      'a/deep/er.py',
      'a/pkg/__init__.py',
      'a/pkg/one.py',
      'a/pkg/three.py',
      'a/pkg/two.py'
    ]);
  });

  it.each([
    ['from pkg import sub', ['pkg/sub.py']],
    ['import pkg.sub', ['pkg/sub.py']],
    ['import pkg.sub.deeper as d', ['pkg/sub.py']],
    ['import importlib\nimportlib.import_module("pkg.sub")', ['pkg/sub.py']],
    ['import helper', ['src/helper.py']],
    ['%run scripts/first.py', ['scripts/first.py']],
    ['import json, numpy', []],
    ['import pkg.nothing', []]
  ])('is found from %j', async (source, expected) => {
    const { read } = await look(source, {
      'pkg/sub.py': '',
      'src/helper.py': '',
      'scripts/first.py': '',
      'json.py': ''
    });
    expect(read).toEqual(expected);
  });

  it('is taken from a package rather than a module of the same name', async () => {
    const { read } = await look('import x', {
      'x.py': '',
      'x/__init__.py': ''
    });
    expect(read).toEqual(['x/__init__.py']);
  });

  it('that is no Python, or too large, is told', async () => {
    const facet = await environmentOf('import broken, large', {
      ...NUMPY,
      'broken.py': 'def f(:\n',
      'large.py': `x = "${'x'.repeat(300_000)}"\n`
    });
    expect(doubts(facet)).toEqual([
      {
        path: 'broken.py',
        message:
          'Could not tell which packages `broken.py` imports: it is not Python that can be read'
      },
      {
        path: 'large.py',
        message:
          'Could not tell which packages `large.py` imports: it was not read: larger than 0.3 MB'
      }
    ]);
    expect([facet.state, facet.strength]).toEqual(['holds', 'present']);
  });

  it('is looked into up to a number of files, and what is left out is told', async () => {
    const files: { [path: string]: string } = {};
    for (let i = 0; i < 100; i++) {
      files[`m${i}.py`] = `import m${i + 1}\n`;
    }
    const { read } = await look('import m0', files);
    expect(read.length).toBe(60);
    const facet = await environmentOf('import m0', { ...NUMPY, ...files });
    expect(doubts(facet)).toEqual([
      {
        path: 'm60.py',
        message:
          'Could not tell which packages `m60.py` imports: it was not looked into: 60 files are the limit'
      }
    ]);
  });
});

describe('names of a star import from a module of the project', () => {
  async function namesOf(
    source: string,
    text: string
  ): Promise<{ always: string[]; some: string[] } | undefined> {
    const { facts, notebook } = await look(source, { 'helper.py': text });
    return starredModules(facts, notebook, analyseCode(notebook)).helper;
  }
  const STAR = 'from helper import *';

  it.each([
    [
      'those that it binds, its imports too',
      'import numpy as np\nx = 1\ndef f(): y = 2\n_z = 3\n',
      { always: ['np', 'x', 'f'], some: [] }
    ],
    [
      'those of __all__',
      "__all__ = ['f', '_g']\ndef f(): pass\ndef _g(): pass\nx = 1\n",
      { always: ['f', '_g'], some: [] }
    ],
    [
      'perhaps those of branches',
      'if t():\n    a = 1\ndef t(): pass\n',
      { always: ['t'], some: ['a'] }
    ],
    [
      'nobody knows which where they are made',
      'globals()["x"] = 1\n',
      undefined
    ],
    ['nor where __all__ is', '__all__ = ["a"] + other()\na = 1\n', undefined],
    ['nor with another star', 'from elsewhere import *\n', undefined],
    ['nor in what is not Python', 'def f(:\n', undefined]
  ])('are %s', async (_, text, expected) => {
    expect(await namesOf(STAR, text)).toEqual(expected);
  });

  it.each([
    'import sys\nsys.path.insert(0, "lib")\nfrom helper import *',
    '%cd lib\nfrom helper import *',
    'open("helper.py", "w").write(code)\nfrom helper import *',
    'import helper'
  ])('are not told after %j', async source => {
    expect(await namesOf(source, 'x = 1\n')).toBeUndefined();
  });
});
