import { readFileSync } from 'fs';
import { join } from 'path';
import { analyseCode, isStandardLibrary } from '..';
import { notebookOf } from './cases';

const text = readFileSync(join(__dirname, 'fixtures/references.txt'), 'utf8');

describe('file references', () => {
  const cases = text
    .split(/^==== /m)
    .slice(1)
    .map(block => {
      const [title, ...lines] = block.trimEnd().split('\n');
      const expected = lines.filter(line => line.startsWith('-> '));
      const source = lines.filter(line => !line.startsWith('-> ')).join('\n');
      return [title, source, expected.map(line => line.slice(3))] as const;
    });
  it.each(cases)('%s', (_, source, expected) => {
    const { files } = analyseCode(notebookOf(source));
    expect(
      files.map(({ mode, path, call, scheme }) =>
        [mode, path ?? '?', call, scheme].filter(Boolean).join(' ')
      )
    ).toEqual(expected);
  });

  it('follow a constant from another cell', () => {
    const { files } = analyseCode(notebookOf("D = 'data'", "open(f'{D}/a')"));
    expect(files).toEqual([
      { path: 'data/a', call: 'open', cell: 1, mode: 'read', scheme: null }
    ]);
  });
});

describe('imports', () => {
  const imports = (...sources: string[]): string[] =>
    analyseCode(notebookOf(...sources)).imports.map(
      ({ module, cell, conditional }) =>
        `${module} ${cell}${conditional ? ' conditional' : ''}`
    );

  it('are top-level modules, once, at their first cell', () => {
    expect(
      imports('import os.path as p, numpy', 'from numpy.linalg import inv')
    ).toEqual(['os 0', 'numpy 0']);
  });
  it('are conditional in try, if and functions, unless another is not', () => {
    expect(
      imports(
        'try:\n  import a\nexcept ImportError:\n  import b',
        'if x:\n  import c\ndef f():\n  import d',
        'import a'
      )
    ).toEqual(['a 0', 'b 0 conditional', 'c 1 conditional', 'd 1 conditional']);
  });
  it('leave relative imports and __future__ out', () => {
    expect(
      imports(
        'from . import a\nfrom .b import c\nfrom __future__ import annotations'
      )
    ).toEqual([]);
  });
  it('include those by name', () => {
    expect(imports("importlib.import_module('pkg.sub')")).toEqual([
      'pkg 0 conditional'
    ]);
  });
  it('tell the standard library apart', () => {
    expect(['json', 'distutils', 'numpy'].map(isStandardLibrary)).toEqual([
      true,
      true,
      false
    ]);
  });
});

describe('install lines', () => {
  it.each([
    ['%pip install numpy', false],
    ['%pip install numpy==1.26.4', true],
    ['!pip install -q "pandas==2.2.0" numpy==1.26.4', true],
    ['!pip install numpy==1.26.*', false],
    ['!pip install numpy>=1.2', false],
    ['!python -m pip install -U scipy', false],
    ['!{sys.executable} -m pip install scipy==1.12', true],
    ['%conda install -y -c conda-forge gdal=3.8.4', true],
    ['!conda install gdal=3', false],
    ['!conda install gdal', false],
    ['!uv pip install rich==13.7.0', true],
    ['%pip install -r requirements.txt', true],
    ['%pip install -e .', true],
    ['%pip install git+https://example.org/a/b', false],
    [
      '%pip install git+https://example.org/a/b@0123456789abcdef0123456789abcdef01234567',
      true
    ],
    ['%%bash\nset -e\npip install six', false],
    ['pip install six', false]
  ])('%s', (source, pinned) => {
    const { installs } = analyseCode(notebookOf(source));
    expect(installs.map(each => each.pinned)).toEqual([pinned]);
  });
  it('are only commands that install', () => {
    const { installs } = analyseCode(
      notebookOf('!pip list\n!echo pip install x\n%pip freeze')
    );
    expect(installs).toEqual([]);
  });
});

describe('another language', () => {
  it('is not understood, and nothing is claimed', () => {
    const notebook = { ...notebookOf('x <- y'), language: 'r' };
    expect(analyseCode(notebook)).toEqual({
      understood: false,
      imports: [],
      files: [],
      installs: [],
      findings: [],
      hints: []
    });
  });
});
