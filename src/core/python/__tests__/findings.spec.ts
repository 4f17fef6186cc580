import { analyseCode } from '..';
import { notebookOf } from './cases';

function told(...sources: Parameters<typeof notebookOf>): string[] {
  return analyseCode(notebookOf(...sources)).findings.map(
    ({ severity, message }) => `${severity}: ${message}`
  );
}

describe('a finding', () => {
  it('names the later cell, counting cells from 1', () => {
    const { findings } = analyseCode(notebookOf('x = 1', 'df', 'df = 2'));
    expect(findings).toEqual([
      {
        rule: 'undefined-name',
        severity: 'error',
        tier: 'static',
        cell: { index: 1, id: 'cell-1' },
        names: ['df'],
        message:
          '`df` is used before the cell that defines it: a restart would stop here (NameError); it is defined in cell 3',
        related: 2,
        range: { from: 0, to: 2 }
      }
    ]);
  });
  it('says so when no cell defines the name', () => {
    expect(told('x')).toEqual([
      'error: `x` is not defined in any cell: a restart would stop here (NameError); it may be left over from a cell that was deleted or renamed'
    ]);
  });
  it('names the cell that deleted the name', () => {
    expect(told('x = 1', 'del x', 'x')).toEqual([
      'error: `x` is not there any more: cell 2 deleted it; a restart would stop here (NameError)'
    ]);
  });
  it('is a warning when the read depends on a condition', () => {
    expect(told('import os\nif os.environ.get("A"):\n  y')).toEqual([
      'warning: `y` is not defined in any cell: a restart may stop here (NameError); it may be left over from a cell that was deleted or renamed'
    ]);
  });
  it('is told once for a name in a cell, and again in the next cell', () => {
    expect(told('x + x\nx', 'x')).toHaveLength(2);
  });
  it('points at the call and names the functions on the way', () => {
    const [finding] = analyseCode(
      notebookOf('def f():\n  return g()\ndef g():\n  return x', '1 + f()')
    ).findings;
    expect(finding.range).toEqual({ from: 4, to: 7 });
    expect(finding.detail).toBe('reached through `f`, `g`');
  });
  it('is a warning for a name that only a skipped cell defines', () => {
    expect(told([['skip-execution'], 'x = 1'], 'x')).toEqual([
      'warning: `x` is defined only in cell 1, which is tagged `skip-execution`'
    ]);
  });
  it('is not made after a star import of an unknown module', () => {
    expect(told('from fastai.vision import *', 'untar_data(x)')).toEqual([]);
  });
  it.each([
    ['import sympy as sp\nsp.var("a b c")', 'a + b'],
    ['from sympy import var\nvar("a b")', 'a'],
    ['from sympy import init_session\ninit_session()', 'x + y'],
    ['from sympy.interactive import init_session\ninit_session()', 'x'],
    ['import dill\ndill.load_session("a.pkl")', 'df'],
    ['%load_ext something', 'df'],
    ['get_ipython().extension_manager.load_extension("some")', 'df'],
    ['from icecream import install\ninstall()', 'ic(1)'],
    ['import pytest\nwith pytest.raises(NameError):\n  boom'],
    ['import pytest\nwith pytest.raises((ValueError, NameError)):\n  boom'],
    ['%load_ext something', 'shout hello'],
    ['%rehashx', 'git status now']
  ])('is not made of what a call may have brought: %j', (...cells) => {
    expect(told(...cells)).toEqual([]);
  });
  it('is a warning in what may swallow it', () => {
    expect(
      told('import ipywidgets as w\nout = w.Output()', 'with out:\n  boom')
    ).toEqual([
      'warning: `boom` is not defined in any cell: a restart may stop here (NameError); it may be left over from a cell that was deleted or renamed'
    ]);
  });
  it.each([
    'import torch\nwith torch.no_grad():\n  boom',
    'import matplotlib.pyplot as plt\nwith plt.style.context("a"):\n  boom',
    'import tempfile\nwith tempfile.TemporaryDirectory() as d:\n  boom',
    'from pathlib import Path\nwith Path("a").open() as f:\n  boom',
    'import pytest\nwith pytest.raises(ValueError):\n  boom'
  ])('is an error in what is known to let it pass: %j', source => {
    expect(told(source)).toEqual([expect.stringMatching(/^error: `boom`/)]);
  });
  it.each([
    ['3.11.7', ['error']],
    ['3.13.0', ['error']],
    ['3.14.2', []],
    [undefined, ['warning']]
  ])(
    'of an annotation depends on the version of Python, as 3.14 defers them: %s',
    (languageVersion, severities) => {
      const notebook = {
        ...notebookOf('def f(x: Missing): pass'),
        ...(languageVersion ? { languageVersion } : {})
      };
      const { findings } = analyseCode(notebook);
      expect(findings.map(({ severity }) => severity)).toEqual(severities);
    }
  );
  it('is a note below a cell that ends every run', () => {
    const { findings } = analyseCode(notebookOf('raise SystemExit', 'boom'));
    expect(findings).toMatchObject([
      {
        severity: 'note',
        cell: { index: 1 },
        detail: 'a run does not come here: cell 1 ends it'
      }
    ]);
  });
  it('is forgotten when the cell that ended every run is edited', () => {
    const after = (first: string): string[] =>
      analyseCode(notebookOf(first, 'boom')).findings.map(
        ({ severity }) => severity
      );
    expect(after('raise SystemExit')).toEqual(['note']);
    expect(after('raising = False')).toEqual(['error']);
    expect(after('raise SystemExit')).toEqual(['note']);
  });
  it('is made of a name deleted after such an import', () => {
    expect(told('from fastai import *\nx = 1', 'del x', 'x')).toHaveLength(1);
  });
  it('has offsets in the source as written, prompts included', () => {
    const source = '>>> a = 1\n>>> missing';
    const [{ range }] = analyseCode(notebookOf(source)).findings;
    expect(source.slice(range?.from, range?.to)).toBe('missing');
  });
  it('counts all cells, text cells too', () => {
    const notebook = notebookOf('# title', 'x', 'x = 1');
    notebook.cells[0].type = 'markdown';
    const [finding] = analyseCode(notebook).findings;
    expect([finding.cell?.index, finding.related]).toEqual([1, 2]);
  });
});

describe('a syntax error', () => {
  it('has the place and the words of CPython', () => {
    expect(told('x = (1,\ny = 2')).toEqual([
      "error: A restart would stop here (SyntaxError): '(' was never closed"
    ]);
  });
  it.each([
    'with (open("a") as f, open("b") as g):\n  pass',
    'with a as (b, c), d as e.f:\n  pass',
    'match a, b:\n  case []: pass\n  case A(): pass\n  case {}: pass\n  case (1 | 2, *_): pass',
    'match x:\n  case a.B(c=1): pass\n  case {"k": v, **r}: pass\n  case -1: pass',
    'def f[T: int = str](x: T) -> T: return x',
    'class A[*Ts]: pass',
    'type X[T] = list[T]',
    'x = 1. if y else 2.e5',
    'f = lambda a, /, b, *, c: a',
    'x = yield_ = [*a, *b]; y = a[*b]; z = a[b, *c]',
    'for x in *a, *b: pass',
    '@a[0].b(1)\ndef f(): pass',
    '@(lambda f: f)\ndef f(): pass',
    't"{x}"; f"{x!r:>{w}}"; f"{a["b"]}"; rf"\\{x}"',
    'async def f():\n  async with a as b, c as d: pass\n  return [x async for x in y if await z]',
    'def g():\n  x = yield\n  yield\n  return (yield)',
    'try: pass\nexcept* (A, B) as e: pass',
    'try: pass\nexcept A, B: pass',
    'if (n := 10) > 5: pass\nx[(a := 1)]; {y := 1}',
    'print(*args, sep="")\nprint\nprint (x)',
    'x = {**a, "b": 1}; del (a), b[0]; global q',
    'def f(*args: *Ts): pass',
    'a = b"\\x00" rb"\\d" b\'\'\nc = 0xFF_FF + 0b1 + 1_0.0_1e-1_0j'
  ])('is not claimed of %j', source => {
    const { findings } = analyseCode(notebookOf(source));
    expect(findings.filter(({ rule }) => rule === 'syntax-error')).toEqual([]);
  });
});
