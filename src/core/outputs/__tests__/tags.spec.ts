import { expectsError, isIgnored, tellComment } from '../tags';

const marks = (source: string, ...tags: string[]) => ({ source, tags });

it.each([
  ['', ['nbval-ignore-output'], true],
  ['', ['pytest-validate-ignore-output'], true],
  ['', ['nbval-ignore-output', 'nbval-check-output'], false],
  ['', ['nbval-check-output', 'nbval-ignore-output'], true],
  ['# NBVAL_IGNORE_OUTPUT', [], true],
  ['x = 1\n  ## NBVAL_IGNORE_OUTPUT  \ny', [], true],
  ['# PYTEST_VALIDATE_IGNORE_OUTPUT', [], true],
  ['# NBVAL_CHECK_OUTPUT', ['nbval-ignore-output'], false],
  ['# NBVAL_IGNORE_OUTPUT\n# NBVAL_CHECK_OUTPUT', [], false],
  ['x # NBVAL_IGNORE_OUTPUT', [], false],
  ['# NBVAL_IGNORE_OUTPUT please', [], false],
  ['# nbval_ignore_output', [], false],
  ['#\nNBVAL_IGNORE_OUTPUT', [], false],
  ['\n\n# NBVAL_IGNORE_OUTPUT\r\nx', [], true],
  ['# PYTEST_VALIDATE_CHECK_OUTPUT', ['nbval-ignore-output'], true],
  ['', ['ignore-output'], false]
])('leaves outputs out as nbval does: %j %j → %p', (source, tags, ignored) => {
  expect(isIgnored(marks(source, ...tags))).toBe(ignored);
});

it.each([
  ['', ['raises-exception'], true],
  ['', ['nbval-raises-exception'], true],
  ['#NBVAL_RAISES_EXCEPTION', [], true],
  ['# RAISES_EXCEPTION', [], false],
  ['', ['raises'], false]
])('expects an error: %j %j → %p', (source, tags, expected) => {
  expect(expectsError(marks(source, ...tags))).toBe(expected);
});

it('names the comment that decides', () => {
  const cell = marks('# NBVAL_IGNORE_OUTPUT\n## NBVAL_CHECK_OUTPUT');
  expect(tellComment(cell, 'nbval-ignore-output')).toBe('NBVAL_CHECK_OUTPUT');
  expect(tellComment(cell, 'raises-exception')).toBeNull();
});

it('reads a source of many blank lines at once', () => {
  const source = `${'\n'.repeat(200_000)}# NBVAL_IGNORE_OUTPUT`;
  const began = performance.now();
  expect(isIgnored(marks(source))).toBe(true);
  expect(performance.now() - began).toBeLessThan(1_000);
});
