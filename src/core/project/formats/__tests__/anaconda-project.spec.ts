import { createHash } from 'crypto';
import { readFileSync } from 'fs';
import { join } from 'path';
import { readAnacondaProject } from '../anaconda-project';
import { envSpecHash, readAnacondaProjectLock } from '../anaconda-project-lock';
import { readCases } from './cases';
import { describeLock, describeProblem } from './describe';
import { describeProject } from './describe-more';

describe('readAnacondaProject', () => {
  for (const { name, files, expected } of readCases('anaconda-project.cases')) {
    it(name, () => {
      const project = readAnacondaProject(files[''], '');
      expect(describeProject(project)).toEqual(expected);
    });
  }
});

const fixture = (name: string): string =>
  readFileSync(join(__dirname, 'fixtures', name), 'utf-8');
const manifest = fixture('anaconda-project.yml');
const lockText = fixture('anaconda-project-lock.yml');
const PATH = 'anaconda-project-lock.yml';
const read = (lock: string, project: string | null = manifest) =>
  readAnacondaProjectLock(
    lock,
    PATH,
    project === null ? null : readAnacondaProject(project, 'a.yml')
  );

describe('envSpecHash', () => {
  // fixtures/env_spec_hash.py computes these with Python's hashlib, from lists written out by hand.
  it('is what hashlib gives for the effective lists', () => {
    const { environments } = readAnacondaProject(manifest, 'a.yml');
    const hashes = environments.map(({ name, lists }) => [
      name,
      envSpecHash(lists)
    ]);
    expect(hashes).toEqual([
      ['default', 'e953e4815325d22dd249256497cf91a6a0d1174d'],
      ['paper', 'dab1edff72c47ef71bee0b6376eb18dcd90eda9b']
    ]);
  });

  it('covers text beyond ASCII as UTF-8', () => {
    const lists = { conda: ['é'], pip: ['ß'], channels: [], platforms: ['x'] };
    expect(envSpecHash(lists)).toBe(
      createHash('sha1').update('éßx', 'utf-8').digest('hex')
    );
  });
});

describe('readAnacondaProjectLock', () => {
  it('is fresh when the stored digests fit, graded by its weaker part', () => {
    expect(describeLock(read(lockText))).toEqual([
      'anaconda-project-lock anaconda-project.yml',
      'default grade B linux-64',
      'fresh: The stored digest fits anaconda-project.yml',
      '  conda ca-certificates 2024.2.2',
      '  conda python 3.9.19',
      '  conda numpy 1.26.4',
      'paper grade C linux-64 osx-64',
      'fresh: The stored digest fits anaconda-project.yml',
      '  conda python 3.9.19',
      '  pip tqdm 4.66.2'
    ]);
  });

  it('is stale after any change of specifications, channels or platforms', () => {
    const changes: [string, string][] = [
      ['numpy=1.26', 'numpy=1.25'],
      ['conda-forge', 'defaults'],
      ['linux-64', 'win-64'],
      ['python=3.9', 'python=3.9.1']
    ];
    for (const [from, to] of changes) {
      const [first] = read(lockText, manifest.replace(from, to)).environments;
      expect([to, first.fresh.state]).toEqual([to, 'stale']);
    }
  });

  it('stays fresh when only a comment or a command changes', () => {
    const changed = manifest.replace(/commands:[\s\S]*/, '# nothing\n');
    expect(read(lockText, changed).environments[0].fresh.state).toBe('fresh');
  });

  it('is switched off as a whole, or for one environment', () => {
    const off = read(lockText.replace('enabled: true', 'enabled: false'));
    expect(off.environments.map(e => e.enabled)).toEqual([false, false]);
    expect(off.problems.map(describeProblem)).toEqual([
      '! 1 Locking is switched off: "locking_enabled" is not true'
    ]);
    const one = read(lockText.replace('locked: true', 'locked: false'));
    expect(one.environments.map(e => e.enabled)).toEqual([false, true]);
    expect(one.problems.map(describeProblem)).toEqual([
      '! 4 The lock of "default" is switched off'
    ]);
  });

  it('is on where nothing switches it off', () => {
    const text = lockText
      .replace('locking_enabled: true\n', '')
      .replace(/ {4}locked: true\n/g, '');
    expect(read(text).environments.map(e => e.enabled)).toEqual([true, true]);
  });

  it('cannot tell freshness without the manifest', () => {
    const [first] = read(lockText, null).environments;
    expect(first.fresh.state).toBe('unknown');
  });

  it('is stale for an environment that the manifest does not have', () => {
    const [, paper] = read(
      lockText,
      manifest.replace('paper:', 'article:')
    ).environments;
    expect(paper.fresh.state).toBe('stale');
  });

  it('is of grade D without packages or with an open entry', () => {
    const open = read(lockText.replace('numpy=1.26.4=py39_0', 'numpy'));
    expect(open.environments[0].grade).toBe('D');
    const empty = read(
      'locking_enabled: true\nenv_specs:\n  x:\n    locked: true\n'
    );
    expect(empty.environments[0].grade).toBe('D');
  });
});
