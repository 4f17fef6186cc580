import { DEFAULT_RULES, compareCell } from '..';
import { cell, error } from './helpers';

describe('an error that tells a date', () => {
  const raised = (
    source: string,
    old: string,
    evalue: string,
    tags: string[]
  ) =>
    compareCell(
      cell({
        source,
        old: [error('ValueError', old)],
        new: [error('ValueError', evalue)],
        outcome: { status: 'error', ename: 'ValueError', evalue },
        tags
      }),
      DEFAULT_RULES
    ).verdict;
  const tag = ['raises-exception'];
  const dates: [string, string] = [
    'no data after 2026-11-20',
    'no data after 2026-11-21'
  ];

  it('is not as before where the date may be data', () => {
    const source = 'check(frame, datetime.now())';
    expect(raised(source, ...dates, tag)).toBe('uncomparable');
    expect(raised(source, ...dates, [])).toBe('failed');
  });

  it('is another one where nothing asks for the time', () => {
    expect(raised('check(frame)', ...dates, tag)).toBe('different');
  });

  it('is as before where it is the present time', () => {
    expect(
      raised(
        "raise ValueError(f'failed at {datetime.now()}')",
        'failed at 2026-11-20 10:15:00.123456',
        'failed at 2026-11-22 21:54:35.654321',
        tag
      )
    ).toBe('failed-as-before');
  });
});
