import { DEFAULT_RULES, compareNotebook } from '..';
import type { IOutput } from './helpers';
import { cell, display, stream } from './helpers';

const NOTICE = stream(
  '\nIOPub message rate exceeded.\nThe Jupyter server will temporarily stop sending output\nto the client in order to avoid crashing it.\n',
  'stderr'
);

const compare = (old: IOutput[], now: IOutput[]) =>
  compareNotebook([cell({ old, new: now })], DEFAULT_RULES);

describe('text that the server cut off', () => {
  it('is not compared, whichever side it is on', () => {
    const whole = [stream('1\n2\n3\n')];
    const cut = [stream('1\n2\n'), NOTICE];
    for (const [old, now] of [
      [whole, cut],
      [cut, whole],
      [cut, [stream('1\n'), NOTICE]]
    ]) {
      const { verdict, cells } = compare(old, now);
      expect(verdict).toBe('could-not-verify');
      expect(cells[0].verdict).toBe('uncomparable');
      expect(cells[0].outputs[0].message).toBe('Cut off by the server');
    }
  });

  it('says nothing of outputs that came out again', () => {
    const cut = [display({ 'text/plain': '7' }), NOTICE];
    const { cells } = compare(cut, cut);
    expect(cells[0].outputs[0].verdict).toBe('identical');
  });
});
