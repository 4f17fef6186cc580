import { excerpt } from '../excerpt';

describe('excerpt', () => {
  it('leaves texts whole that are short enough', () => {
    expect(excerpt('a', 'b', 10)).toEqual({ old: 'a', now: 'b', from: null });
    expect(excerpt(null, 'b', 10)).toEqual({ old: null, now: 'b', from: null });
  });

  it('shows where long texts begin to differ, and a little before', () => {
    const same = '0123456789'.repeat(500);
    const found = excerpt(`${same}old`, `${same}new, and more`, 40);
    expect(found.from).toBe(4990);
    expect(found.old).toBe(`${same.slice(-10)}old`);
    expect(found.now).toBe(`${same.slice(-10)}new, and more`);
  });

  it('begins with a line', () => {
    const lines = Array.from({ length: 100 }, (_, i) => `line ${i}\n`);
    const old = lines.join('');
    const { from, old: shown } = excerpt(old, `${old}more`, 100);
    expect(old[from! - 1]).toBe('\n');
    expect(shown).toMatch(/^line \d+\n/);
    expect(shown).toContain('line 99\n');
  });

  it('shows the beginning of a text that has no counterpart', () => {
    const long = 'x'.repeat(50);
    expect(excerpt(long, null, 10)).toEqual({
      old: 'x'.repeat(10),
      now: null,
      from: 0
    });
  });

  it('shows the end of what one text has more than the other', () => {
    const long = 'x'.repeat(50);
    const { old, now } = excerpt(long, `${long}y`, 10);
    expect([old, now]).toEqual(['xx', 'xxy']);
  });
});
