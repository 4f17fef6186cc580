import { createHash } from 'crypto';
import { readCondaExplicit } from '../conda-explicit';
import { readCondaLock } from '../conda-lock';
import { among, readCases } from './cases';
import { describeLock } from './describe';

describe('readCondaLock', () => {
  for (const { name, files, expected } of readCases('conda-lock.cases')) {
    it(name, () => {
      const [path, text] = Object.entries(files)[0];
      expect(describeLock(readCondaLock(text, path, among(files)))).toEqual(
        expected
      );
    });
  }

  it('trusts a recorded digest of the input', () => {
    const input = 'dependencies: [scipy]\n';
    const digest = createHash('sha256').update(input).digest('hex');
    const lock = `metadata:
  platforms: [linux-64]
  sources: [environment.yml]
  inputs_metadata: {environment.yml: {sha256: ${digest}}}
package:
- {name: numpy, version: '1', platform: linux-64, url: u, hash: {md5: ${'0'.repeat(32)}}}
`;
    const fresh = (text: string): string =>
      readCondaLock(lock, 'conda-lock.yml', () => text).environments[0].fresh
        .state;
    expect(fresh(input)).toBe('fresh');
    expect(fresh(`${input}\n`)).toBe('stale');
  });
});

describe('readCondaExplicit', () => {
  for (const { name, files, expected } of readCases('conda-explicit.cases')) {
    it(name, () => {
      expect(describeLock(readCondaExplicit(files[''], 'e.lock'))).toEqual(
        expected
      );
    });
  }
});
