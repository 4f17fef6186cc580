/** Patterns of the catalogue of volatile outputs that are no matter of one text. */
import {
  DEFAULT_RULES,
  canonicalOutputs,
  compareCell,
  compareNotebook
} from '..';
import type { ICellRun } from './helpers';
import { cell, display, error, stream } from './helpers';

const verdicts = (...cells: ICellRun[]) =>
  compareNotebook(cells, DEFAULT_RULES).cells.map(one => one.verdict);

const causeOf = (source: string, old: string, now: string, notebook = '') =>
  compareCell(
    cell({ source, old: [stream(old)], new: [stream(now)] }),
    DEFAULT_RULES,
    `${notebook}\n${source}`
  ).cause;

describe('3 no baseline', () => {
  it('is new, not different', () => {
    expect(verdicts(cell({ old: null, new: [stream('a')] }))).toEqual(['new']);
  });

  it('is not new where the cell ran without output', () => {
    expect(verdicts(cell({ old: [], new: [stream('a')] }))).toEqual([
      'unexpected'
    ]);
  });
});

describe('5 chunks of a stream', () => {
  it('are joined', () => {
    const old = [stream('a\n'), stream('b'), stream('c\n')];
    expect(verdicts(cell({ old, new: [stream('a\nbc\n')] }))).toEqual([
      'identical'
    ]);
  });

  it('do not hide a change', () => {
    const old = [stream('a\n'), stream('b'), stream('c\n')];
    expect(verdicts(cell({ old, new: [stream('a\nbd\n')] }))).toEqual([
      'different'
    ]);
  });
});

describe('35 late output', () => {
  const late = (
    text: string,
    source = 'threading.Timer(1, print, ["late 5"]).start()'
  ) => [
    cell({
      index: 0,
      source,
      old: [stream('a\nlate 5\n')],
      new: [stream('a\n')]
    }),
    cell({ index: 1, old: [stream('b\n')], new: [stream(`${text}\nb\n`)] })
  ];

  it('in the next cell is in another place', () => {
    expect(verdicts(...late('late 5'))).toEqual(['reordered', 'reordered']);
    expect(compareNotebook(late('late 5'), DEFAULT_RULES).verdict).toBe(
      'remarks'
    );
  });

  it('with another value differs', () => {
    expect(verdicts(...late('late 6'))).toEqual(['different', 'different']);
  });

  it('is none where the words themselves are cut', () => {
    const source = 'await gather(*jobs)';
    expect(
      verdicts(
        cell({ index: 0, source, old: [stream('1')], new: [stream('12')] }),
        cell({ index: 1, source, old: [stream('23\n')], new: [stream('3\n')] })
      )
    ).toEqual(['different', 'different']);
  });

  it('is not looked for across a cell without baseline', () => {
    const [first, second] = late('late 5');
    expect(verdicts(first, cell({ old: null }), second)).toEqual([
      'different',
      'new',
      'different'
    ]);
  });

  it.each(['for i in range(n): print(i)', 'print("thread")  # async'])(
    'is none where nothing prints late: %s',
    source => {
      expect(verdicts(...late('late 5', source))).toEqual([
        'different',
        'different'
      ]);
    }
  );
});

describe('text before or after a picture', () => {
  const picture = display({ 'image/png': 'iVBORw0KGgo=' });
  const outputs = (old: string[], now: string[]) => {
    const around = ([before, after]: string[]) => [
      stream(before),
      picture,
      stream(after)
    ];
    return compareCell(
      cell({ old: around(old), new: around(now) }),
      DEFAULT_RULES
    ).outputs.filter(({ kind }) => kind === 'stdout');
  };

  it.each([
    [
      ['0\n1\n', '2\n'],
      ['0\n', '1\n2\n']
    ],
    [
      ['a b ', 'c\n'],
      ['a ', 'b c\n']
    ]
  ])('is in another place: %j %j', (old, now) => {
    expect(outputs(old, now)).toMatchObject([
      { verdict: 'reordered', cause: 'order', old: 0, new: 0 }
    ]);
  });

  it('hides no output that came in its place', () => {
    const text = display({ 'text/plain': 'new' });
    const run = cell({
      old: [stream('a\n'), picture, stream('b\n')],
      new: [text, picture, stream('a\nb\n')]
    });
    const found = compareCell(run, DEFAULT_RULES);
    expect(found.verdict).toBe('different');
    expect(found.outputs.map(each => each.new).sort()).toEqual([0, 1, 2]);
  });

  it('is another text where the words themselves are cut', () => {
    expect(
      outputs(['1', '23\n'], ['12', '3\n']).map(({ verdict }) => verdict)
    ).toEqual(['different', 'different']);
  });
});

describe('36 order of stdout and stderr', () => {
  it('does not count', () => {
    const old = [stream('a'), stream('w', 'stderr')];
    const now = [stream('w', 'stderr'), stream('a')];
    expect(verdicts(cell({ old, new: now }))).toEqual(['identical']);
  });
});

describe('the likely cause', () => {
  it('37 is the network where the cell reads from it', () => {
    expect(causeOf('print(requests.get(url).json())', 'a 1', 'a 2')).toBe(
      'network'
    );
    expect(causeOf('print(n)', 'a 1', 'a 2')).toBe('value');
  });

  it('6 is chance where random numbers are drawn and nothing is seeded', () => {
    expect(causeOf('np.random.rand(2)', '0.5', '0.6')).toBe('random');
    expect(
      causeOf('np.random.rand(2)', '0.5', '0.6', 'np.random.seed(0)')
    ).toBe('value');
  });

  it('18 is identity where the cell prints one', () => {
    expect(causeOf('print(id(x))', '140234567890123', '139876543210987')).toBe(
      'identity'
    );
  });

  it('29 is the environment where versions are printed', () => {
    expect(causeOf('print(np.__version__)', 'numpy 2.1', 'numpy 2.2')).toBe(
      'environment'
    );
  });
});

describe('38 noise of threads and devices', () => {
  it('is within the tolerance that a person chose', () => {
    const run = cell({
      old: [stream('loss 0.6931')],
      new: [stream('loss 0.6932')]
    });
    const verdict = (tolerance: number) =>
      compareCell(run, { ...DEFAULT_RULES, tolerance }).verdict;
    expect(verdict(1e-9)).toBe('different');
    expect(verdict(1e-3)).toBe('close');
  });
});

describe('39 signs of eigenvectors', () => {
  it('are told', () => {
    const run = cell({
      old: [stream('[0.7071, -0.5]')],
      new: [stream('[-0.7071, 0.5]')]
    });
    expect(compareCell(run, DEFAULT_RULES).outputs[0].detail).toMatch(
      /equal but for the sign$/
    );
  });

  const told = (old: string, now: string, tolerance?: number) =>
    compareCell(cell({ old: [stream(old)], new: [stream(now)] }), {
      ...DEFAULT_RULES,
      ...(tolerance === undefined ? {} : { tolerance })
    }).outputs[0];

  it('are told without a count where there is but one', () => {
    expect(told('loss 0.5', 'loss 2').detail).toBe('75 % apart');
    expect(told('loss 0.5 of 3', 'loss 2 of 3').detail).toBe(
      '1 of 2 numbers, 75 % apart'
    );
    expect(told('loss 0.5 of 3', 'loss 2 of 4').detail).toBe(
      '2 of 2 numbers, at most 75 % apart'
    );
    expect(told('loss 1.0000000001', 'loss 1.0000000002').detail).toBe(
      '1·10⁻¹⁰ apart'
    );
    const shown = (mime: string, old: string, now: string) =>
      compareCell(
        cell({
          old: [display({ [mime]: old })],
          new: [display({ [mime]: now })]
        }),
        DEFAULT_RULES
      ).outputs[0].detail;
    const table = (...cells: number[]) =>
      `<table><tr>${cells.map(each => `<td>${each}</td>`).join('')}</tr></table>`;
    expect(shown('text/html', table(0.5), table(2.5))).toBe('80 % apart');
    expect(shown('text/html', table(0.5, 1), table(2.5, 1))).toBe(
      '1 of 2 table cells, 80 % apart'
    );
    const json = 'application/json';
    expect(shown(json, '[0.5]', '[2.5]')).toBe('80 % apart, at [0]');
    expect(shown(json, '0.5', '2.5')).toBe('80 % apart');
    expect(
      shown(json, '{"a": [0.5, 1], "b": 2}', '{"a": [2.5, 1], "b": 2}')
    ).toBe('1 of 3 values, 80 % apart, at a[0]');
    expect(shown(json, '{"a": "x"}', '{"a": "y"}')).toBe('at a');
  });

  it('are told by their digits where a double does not hold them', () => {
    const [a, b] = ['12345678901234567890', '12345678901234567891'];
    expect(told(a, b).detail).toBe(`${a} and ${b} differ from digit 20 on`);
    expect(told(a, b).deviation).toBeCloseTo(8.1e-20, 21);
    expect(told(`id ${a} 1`, `id ${b} 1`).detail).toBe(
      `1 of 2 numbers, ${a} and ${b} differ from digit 20 on`
    );
    expect(told('9007199254740992', '9007199254740993').detail).toContain(
      'differ from digit 16 on'
    );
    expect(told(`-${a}`, a).detail).toContain('equal but for the sign');
    expect(told('9'.repeat(40), `${'9'.repeat(39)}8`).detail).toBe(
      'differ from digit 40 on'
    );
    // What no double holds is not equal either.
    expect(told('1e400', '2e400').detail).toBe('50 % apart');
    expect(
      told('0.12345678901234567891', '0.12345678901234567892')
    ).toMatchObject({ verdict: 'close', detail: '8·10⁻²⁰ apart' });
    expect(
      told('0.12345678901234567891', '0.12345678901234567892', 0).verdict
    ).toBe('different');
    // Benign: the same number in another form.
    expect(told(`0${a}`, a).detail).toBe(
      `0${a} and ${a}: equal, but written in another way`
    );
  });

  it('are not confused with another kind of number', () => {
    const told = (old: string, now: string) =>
      compareCell(
        cell({ old: [stream(old)], new: [stream(now)] }),
        DEFAULT_RULES
      ).outputs[0].detail;
    expect(told('1', '1.0')).toBe('1 and 1.0: an integer became a float');
    expect(told('2.0', '2')).toBe('2.0 and 2: a float became an integer');
    expect(told('n 1 of 3', 'n 1.0 of 3')).toBe(
      '1 of 2 numbers, 1 and 1.0: an integer became a float'
    );
    expect(told('id 07', 'id 7')).toBe(
      '07 and 7: equal, but written in another way'
    );
    expect(told('1', '1j')).not.toContain('sign');
  });
});

describe('43 form of a traceback', () => {
  it('does not decide', () => {
    const raised = (line: string) => ({
      ...error('KeyError', "'a'"),
      traceback: [`Cell In[${line}], line ${line}`]
    });
    const run = cell({
      tags: ['raises-exception'],
      outcome: { status: 'error', ename: 'KeyError', evalue: "'a'" },
      old: [raised('17')],
      new: [raised('5')]
    });
    expect(verdicts(run)).toEqual(['failed-as-before']);
  });
});

describe('59 metadata and counts', () => {
  it('are dropped', () => {
    const output = {
      ...display({ 'text/plain': ['a\n', 'b'] }),
      output_type: 'execute_result',
      execution_count: 17,
      metadata: { papermill: 1 },
      transient: { display_id: 'x' }
    };
    expect(canonicalOutputs([output])).toEqual([
      { output_type: 'execute_result', data: { 'text/plain': 'a\nb' } }
    ]);
  });

  it('are not what a JSON list of texts is', () => {
    expect(
      canonicalOutputs([display({ 'application/json': ['a', 'b'] })])[0].data
    ).toEqual({ 'application/json': ['a', 'b'] });
  });
});

describe('60 noise of native code', () => {
  it('on stderr is a remark', () => {
    const run = cell({ old: [], new: [stream('OMP: Info #276', 'stderr')] });
    const good = cell({ old: [stream('a')], new: [stream('a')] });
    expect(compareNotebook([good, run], DEFAULT_RULES).verdict).toBe('remarks');
  });
});

describe('tags and comments', () => {
  const changed = { old: [stream('a')], new: [stream('b')] };

  it.each([
    ['', ['nbval-ignore-output'], 'ignored'],
    ['# NBVAL_IGNORE_OUTPUT\nf()', [], 'ignored'],
    ['# PYTEST_VALIDATE_IGNORE_OUTPUT', [], 'ignored'],
    ['# NBVAL_CHECK_OUTPUT', ['nbval-ignore-output'], 'different'],
    ['# NBVAL_IGNORE_OUTPUT\n# NBVAL_CHECK_OUTPUT', [], 'different'],
    ['x = "# NBVAL_IGNORE_OUTPUT"', [], 'different']
  ])('%j %j: %s', (source, tags, verdict) => {
    expect(verdicts(cell({ ...changed, source, tags }))).toEqual([verdict]);
  });

  it('do not hide that the run stopped', () => {
    const run = cell({
      ...changed,
      tags: ['nbval-ignore-output'],
      outcome: { status: 'error', ename: 'KeyError', evalue: 'a' }
    });
    expect(verdicts(run)).toEqual(['failed']);
    expect(compareNotebook([run], DEFAULT_RULES).verdict).toBe('failed');
  });

  it('announce an error that a comment may announce as well', () => {
    const run = cell({
      source: '# NBVAL_RAISES_EXCEPTION\n1/0',
      old: [error('ZeroDivisionError', 'x')],
      new: [error('ZeroDivisionError', 'x')],
      outcome: { status: 'error', ename: 'ZeroDivisionError', evalue: 'x' }
    });
    expect(compareNotebook([run], DEFAULT_RULES).verdict).toBe('verified');
  });
});
