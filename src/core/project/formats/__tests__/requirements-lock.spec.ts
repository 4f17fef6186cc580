import { readRequirements } from '../requirements';
import {
  lockFromRequirements,
  readHashedLock,
  SHORTEST_FREEZE
} from '../requirements-lock';
import { among, readCases } from './cases';
import { describeLock } from './describe';

describe('lockFromRequirements', () => {
  for (const { name, files, expected } of readCases(
    'requirements-lock.cases'
  )) {
    it(name, () => {
      const [path, text] = Object.entries(files)[0];
      const resolve = among(files);
      const file = readRequirements(text, path, resolve);
      const lock = lockFromRequirements(file, text, resolve);
      expect(describeLock(lock)).toEqual(expected);
      expect(readHashedLock(text, path, resolve)).toEqual(lock);
    });
  }

  it('takes a sorted list for frozen from a certain length on', () => {
    const lines = Array.from(
      { length: SHORTEST_FREEZE },
      (_, i) => `p${String(i).padStart(2, '0')}==1.0`
    );
    const read = (text: string) => readHashedLock(text, 'r.txt', () => null);
    expect(read(lines.join('\n'))?.environments[0].grade).toBe('C');
    expect(read(lines.slice(1).join('\n'))).toBeNull();
  });
});
