/*
 * Cells as people write them. Each template asks for names of some kinds that cells above define, and may define more;
 * numbers in it come from the generator, so that an edit is another draw of the same template.
 */

const NAMES = {
  num: ['total', 'n', 'threshold', 'rate', 'scale', 'limit', 'alpha', 'k'],
  list: ['values', 'items', 'rows', 'scores', 'queue', 'log'],
  dict: ['config', 'params', 'counts', 'cache', 'lookup'],
  df: ['df', 'data', 'frame', 'table'],
  fn: ['clean', 'scaled', 'step', 'score', 'combine'],
  arr: ['x', 'y', 'weights', 'grid'],
  obj: ['model', 'acc', 'tracker'],
  text: ['title', 'message', 'label'],
  set: ['seen', 'tags'],
  it: ['stream', 'batches']
};

/** `needs`: kinds read; `makes`: kind defined under a new or an old name; `code(n, r, made)`. */
export const TEMPLATES = [
  // Assignments
  { makes: 'num', code: (n, r, m) => `${m} = ${r.int(1, 20)}` },
  {
    makes: 'num',
    code: (n, r, m) => `${m} = ${r.int(1, 9)} / 10\nprint('${m} is', ${m})`
  },
  {
    needs: ['num'],
    makes: 'num',
    code: ([a], r, m) => `${m} = ${a} * ${r.int(2, 5)} + 1\n${m}`
  },
  {
    needs: ['num', 'num'],
    makes: 'num',
    code: ([a, b], r, m) => `${m} = ${a} + ${b}`
  },
  {
    makes: 'list',
    code: (n, r, m) => `${m} = [${r.int(1, 9)}, ${r.int(1, 9)}, ${r.int(1, 9)}]`
  },
  {
    needs: ['num'],
    makes: 'list',
    code: ([a], r, m) =>
      `${m} = [i * ${a} for i in range(${r.int(3, 6)})]\n${m}`
  },
  {
    makes: 'dict',
    code: (n, r, m) => `${m} = {'a': ${r.int(1, 9)}, 'b': ${r.int(1, 9)}}`
  },
  {
    makes: 'set',
    code: (n, r, m) => `${m} = {${r.int(1, 5)}, ${r.int(6, 9)}}`
  },
  {
    makes: 'text',
    code: (n, r, m) =>
      `${m} = '${r.pick(['alpha', 'beta', 'gamma'])} ${r.int(1, 9)}'`
  },
  {
    makes: 'df',
    imports: ['pd'],
    code: (n, r, m) =>
      `${m} = pd.DataFrame({'a': [1, 2, ${r.int(3, 9)}], 'b': [${r.int(1, 9)}, 5, 6]})`
  },
  {
    makes: 'arr',
    imports: ['np'],
    code: (n, r, m) => `${m} = np.arange(${r.int(3, 7)}) * ${r.int(1, 4)}`
  },
  {
    makes: 'arr',
    imports: ['np'],
    code: (n, r, m) =>
      `rng = np.random.default_rng(${r.int(0, 9)})\n${m} = rng.integers(0, 10, 5)\n${m}`
  },
  {
    makes: 'arr',
    imports: ['np'],
    code: (n, r, m) =>
      `np.random.seed(${r.int(0, 9)})\n${m} = np.random.rand(3).round(3)\nprint(${m})`
  },
  {
    needs: ['list'],
    makes: 'list',
    code: ([a], r, m) =>
      `${m} = sorted(${a}, reverse=${r.pick(['True', 'False'])})`
  },
  { needs: ['list'], makes: 'list', code: ([a], r, m) => `${m} = ${a}` },
  // Changes in place
  { needs: ['num'], code: ([a], r) => `${a} += ${r.int(1, 5)}` },
  {
    needs: ['num'],
    code: ([a], r) => `${a} = ${a} * ${r.int(2, 3)}\nprint(${a})`
  },
  { needs: ['list', 'num'], code: ([a, b]) => `${a}.append(${b})` },
  {
    needs: ['list'],
    code: ([a], r) => `${a}.append(${r.int(1, 9)})\nprint(len(${a}), ${a})`
  },
  {
    needs: ['list'],
    code: ([a], r) => `${a}.extend([${r.int(1, 9)}, ${r.int(1, 9)}])`
  },
  { needs: ['list'], code: ([a]) => `${a}.sort()\n${a}` },
  { needs: ['list'], code: ([a]) => `last = ${a}.pop()\nprint(last)` },
  {
    needs: ['list'],
    code: ([a], r) => `for v in range(${r.int(2, 4)}):\n    ${a}.append(v)`
  },
  {
    needs: ['dict', 'num'],
    code: ([a, b], r) => `${a}['${r.pick(['a', 'b', 'c'])}'] = ${b}`
  },
  {
    needs: ['dict'],
    code: ([a], r) => `${a}['${r.pick(['a', 'b'])}'] += ${r.int(1, 4)}`
  },
  {
    needs: ['dict'],
    code: ([a], r) => `${a}.update({'c': ${r.int(1, 9)}})\nprint(${a})`
  },
  {
    needs: ['dict'],
    code: ([a], r) => `${a}.setdefault('hits', []).append(${r.int(1, 9)})`
  },
  {
    needs: ['set'],
    code: ([a], r) => `${a}.add(${r.int(1, 9)})\nprint(sorted(${a}))`
  },
  { needs: ['df'], code: ([a], r) => `${a}['c'] = ${a}['a'] * ${r.int(2, 5)}` },
  {
    needs: ['df', 'num'],
    code: ([a, b]) => `${a}['a'] = ${a}['a'] + ${b}\n${a}`
  },
  {
    needs: ['df'],
    code: ([a], r) => `${a} = ${a}[${a}['a'] > ${r.int(0, 2)}]\n${a}.shape`
  },
  {
    needs: ['df'],
    code: ([a]) =>
      `${a}.columns = [c.upper() if len(c) > 3 else c for c in ${a}.columns]`
  },
  { needs: ['df'], code: ([a]) => `${a} = ${a}.drop_duplicates()` },
  { needs: ['df'], code: ([a], r) => `${a}.loc[0, 'b'] = ${r.int(10, 20)}` },
  {
    needs: ['arr'],
    code: ([a], r) => `${a} = ${a} + ${r.int(1, 3)}\nprint(${a})`
  },
  { needs: ['arr'], code: ([a], r) => `${a}[0] = ${r.int(10, 30)}` },
  // Functions and classes
  {
    makes: 'fn',
    code: (n, r, m) => `def ${m}(v):\n    return v * ${r.int(2, 6)}`
  },
  {
    needs: ['num'],
    makes: 'fn',
    code: ([a], r, m) =>
      `def ${m}(v):\n    """Scale."""\n    return v * ${a} + ${r.int(0, 4)}`
  },
  {
    needs: ['list'],
    makes: 'fn',
    code: ([a], r, m) =>
      `def ${m}(v):\n    ${a}.append(v)\n    return len(${a}) + ${r.int(0, 3)}`
  },
  {
    needs: ['num'],
    makes: 'fn',
    code: ([a], r, m) =>
      `def ${m}(v):\n    global ${a}\n    ${a} = ${a} + v\n    return ${a}`
  },
  {
    needs: ['num'],
    makes: 'fn',
    code: ([a], r, m) =>
      `def ${m}(v):\n    if v > ${a}:\n        return v - ${a}\n    return ${r.int(0, 9)}`
  },
  { needs: ['fn', 'num'], code: ([f, a]) => `print(${f}(${a}))` },
  {
    needs: ['fn', 'num'],
    makes: 'num',
    code: ([f, a], r, m) => `${m} = ${f}(${a}) + ${r.int(1, 5)}\n${m}`
  },
  {
    needs: ['fn', 'list'],
    makes: 'list',
    code: ([f, a], r, m) => `${m} = [${f}(v) for v in ${a}[:3]]\nprint(${m})`
  },
  {
    needs: ['fn', 'df'],
    code: ([f, a]) => `${a}['s'] = ${a}['a'].apply(${f})\n${a}.head()`
  },
  {
    makes: 'obj',
    code: (n, r, m) =>
      `class Counter:\n    def __init__(self, start):\n        self.value = start\n        self.steps = []\n\n    def add(self, v):\n        self.value += v\n        self.steps.append(v)\n        return self\n\n${m} = Counter(${r.int(0, 9)})`
  },
  {
    needs: ['obj', 'num'],
    code: ([a, b]) => `${a}.add(${b})\nprint(${a}.value)`
  },
  { needs: ['obj'], code: ([a]) => `print(${a}.value, ${a}.steps)` },
  { needs: ['obj'], code: ([a], r) => `${a}.value = ${r.int(0, 9)}` },
  // Prints
  { needs: ['num'], code: ([a]) => `print(f'{${a}:.2f}')` },
  { needs: ['num', 'num'], code: ([a, b]) => `print('sum', ${a} + ${b})` },
  { needs: ['list'], code: ([a]) => `print(sum(${a}), max(${a}, default=0))` },
  { needs: ['list'], code: ([a]) => `${a}` },
  { needs: ['dict'], code: ([a]) => `print(${a}['a'])` },
  {
    needs: ['dict'],
    code: ([a]) => `for key, value in ${a}.items():\n    print(key, value)`
  },
  { needs: ['df'], code: ([a]) => `${a}['a'].sum()` },
  { needs: ['df'], code: ([a]) => `print(${a}.describe().round(2))` },
  {
    needs: ['df'],
    code: ([a]) => `summary = ${a}.groupby('a')['b'].sum()\nsummary`
  },
  { needs: ['arr'], code: ([a]) => `print(${a}.mean().round(3))` },
  { needs: ['text', 'num'], code: ([a, b]) => `print(${a}, ${b})` },
  {
    needs: ['text'],
    makes: 'text',
    code: ([a], r, m) => `${m} = ${a}.upper() + '!'\n${m}`
  },
  { needs: ['set'], code: ([a]) => `print(len(${a}))` },
  {
    needs: ['num'],
    code: ([a], r) =>
      `if ${a} > ${r.int(3, 12)}:\n    print('large')\nelse:\n    print('small')`
  },
  // Others
  { makes: 'it', code: (n, r, m) => `${m} = iter(range(${r.int(6, 12)}))` },
  { needs: ['it'], code: ([a]) => `print(next(${a}))` },
  { needs: ['it', 'list'], code: ([a, b]) => `${b}.append(next(${a}))\n${b}` },
  {
    needs: ['list'],
    imports: ['random'],
    code: ([a], r) =>
      `random.seed(${r.int(0, 9)})\nprint(random.choice(${a}), random.randint(0, 99))`
  },
  {
    imports: ['random'],
    code: (n, r) => `print(random.randint(0, 10 ** ${r.int(6, 9)}))`
  },
  {
    needs: ['num'],
    code: ([a], r) =>
      `try:\n    ratio = ${r.int(5, 20)} / ${a}\nexcept ZeroDivisionError:\n    ratio = 0\nprint(round(ratio, 3))`
  },
  {
    needs: ['list'],
    code: ([a]) => `head, *rest = ${a}\nprint(head, len(rest))`
  },
  { needs: ['num'], code: ([a]) => `del ${a}`, rare: true },
  { code: (n, r) => `# A note ${r.int(1, 99)}\nprint('part ${r.int(1, 9)}')` }
];

/** A name of a kind: often one that exists, so that cells meet. */
export function nameFor(kind, defined, random) {
  const old = defined.filter(each => each.kind === kind);
  return old.length > 0 && random.chance(0.35)
    ? random.pick(old).name
    : random.pick(NAMES[kind]);
}
