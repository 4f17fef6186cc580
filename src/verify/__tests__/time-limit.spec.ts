import { TimeLimit } from '../time-limit';

/** A limit of 60 s with a grace time of 10 s; `after` lets seconds pass, one look a second. */
function make() {
  let now = 0;
  const limit = new TimeLimit({
    limit: 60_000,
    grace: 10_000,
    now: () => now
  });
  limit.look('a', false);
  const after = (seconds: number, cell: string | null = 'a', waits = false) => {
    const steps: (string | null)[] = [];
    for (let second = 0; second < seconds; second++) {
      now += 1000;
      steps.push(limit.look(cell, waits));
    }
    return steps.filter(step => step !== null);
  };
  return { limit, after };
}

describe('TimeLimit', () => {
  it('does nothing before the limit', () => {
    expect(make().after(59)).toEqual([]);
  });

  it('interrupts once, and asks once after the grace time', () => {
    const { after } = make();
    expect(after(60)).toEqual(['interrupt']);
    expect(after(9)).toEqual([]);
    expect(after(1)).toEqual(['ask']);
    expect(after(1000)).toEqual([]);
  });

  it('asks a person who kept waiting again, after the limit', () => {
    const { limit, after } = make();
    after(70);
    limit.keepWaiting();
    expect(after(59)).toEqual([]);
    expect(after(1)).toEqual(['ask']);
  });

  it('never interrupts a cell twice', () => {
    const { limit, after } = make();
    const steps = after(70);
    limit.keepWaiting();
    steps.push(...after(60));
    limit.keepWaiting();
    steps.push(...after(60));
    expect(steps.filter(step => step === 'interrupt')).toHaveLength(1);
  });

  it('begins anew with each cell, and also with one that is sent again', () => {
    const { after } = make();
    after(59);
    expect(after(60, 'b')).toEqual([]);
    expect(after(60, 'a')).toEqual([]);
    expect(after(1, 'a')).toEqual(['interrupt']);
  });

  it('does not count time in which a cell waits for input', () => {
    const { after } = make();
    after(30);
    expect(after(1000, 'a', true)).toEqual([]);
    expect(after(29)).toEqual([]);
    expect(after(1)).toEqual(['interrupt']);
  });

  it('does not count time between cells', () => {
    const { after } = make();
    expect(after(1000, null)).toEqual([]);
  });

  it('does not count the sleep of a computer', () => {
    let now = 0;
    const limit = new TimeLimit({ limit: 600_000, grace: 0, now: () => now });
    limit.look('a', false);
    now = 8 * 3_600_000;
    expect(limit.look('a', false)).toBeNull();
  });
});
