import { makeCell } from '../../ladder/__tests__/make';
import { silenceOf } from '../silence';

function silenced(source: string, isPython = true) {
  const silence = silenceOf(makeCell(source), isPython);
  return silence === 'all' ? silence : [...silence];
}

describe('a comment in a cell', () => {
  it.each([
    ['# reproducibility: ignore', 'all'],
    ['x = 1  # reproducibility: ignore', 'all'],
    ['#reproducibility:ignore', 'all'],
    ['# Reproducibility: Ignore, set by papermill', 'all'],
    ['# reproducibility: ignore[never-run]', ['never-run']],
    [
      '# reproducibility: ignore[ never-run , undefined-name ] set elsewhere',
      ['never-run', 'undefined-name']
    ],
    [
      'x  # reproducibility: ignore[never-run]\ny # reproducibility: ignore[out-of-order]',
      ['never-run', 'out-of-order']
    ],
    [
      '# reproducibility: ignore[never-run] # reproducibility: ignore[out-of-order]',
      ['never-run', 'out-of-order']
    ],
    ['x # noqa: F821 # reproducibility: ignore[never-run]', ['never-run']],
    ['f(\n  x, # reproducibility: ignore\n  y)', 'all'],
    ['%matplotlib inline\nx # reproducibility: ignore', 'all'],
    ["!echo it's\nx # reproducibility: ignore", 'all'],
    ['%%time\n# reproducibility: ignore', 'all'],
    ['%%bash\n# reproducibility: ignore\nls', 'all'],
    ['>>> x = 1 # reproducibility: ignore', 'all'],
    ['def f(:\n  # reproducibility: ignore', 'all']
  ])('%j silences %j', (source, expected) => {
    expect(silenced(source)).toEqual(expected);
  });

  it.each([
    ['x = "# reproducibility: ignore"'],
    ["f'{x} # reproducibility: ignore'"],
    ['"""\n# reproducibility: ignore\n"""'],
    ['# reproducibility: ignored'],
    ['# reproducibility: ignore-all'],
    ['# reproducibility: ignore[never-run'],
    ['# reproducibility: ignore ['],
    ['# write "# reproducibility: ignore" to silence'],
    ['# irreproducibility: ignore'],
    ['reproducibility: ignore'],
    ['x = 1']
  ])('%j silences nothing', source => {
    expect(silenced(source)).toEqual([]);
  });

  it('silences no rule when its brackets are empty', () => {
    expect(silenced('# reproducibility: ignore[]')).not.toBe('all');
  });

  it.each([
    ['R', '# reproducibility: ignore\nlibrary(x)'],
    ['Julia', 'x = 1\n  # reproducibility: ignore'],
    ['JavaScript', '// reproducibility: ignore'],
    ['SQL', '-- reproducibility: ignore'],
    ['Octave', '% reproducibility: ignore']
  ])('in %s: %j silences all', (_, source) => {
    expect(silenced(source, false)).toBe('all');
  });

  it('counts outside Python only where it has a line of its own', () => {
    expect(silenced('x <- "# reproducibility: ignore"', false)).toEqual([]);
  });
});

describe('a tag', () => {
  it('silences all rules in its cell', () => {
    const cell = makeCell('x', { tags: ['reproducibility-ignore'] });
    expect(silenceOf(cell, true)).toBe('all');
  });

  it('of another name silences nothing', () => {
    const cell = makeCell('x', { tags: ['ignore', 'reproducibility'] });
    expect(silenceOf(cell, true)).toEqual(new Set());
  });
});

it('text in a Markdown cell silences nothing', () => {
  const cell = makeCell('# reproducibility: ignore', { type: 'markdown' });
  expect(silenceOf(cell, true)).toEqual(new Set());
});
