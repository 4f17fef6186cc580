import { readCondaEnvironment } from '../conda-environment';
import { lockFromCondaEnvironment } from '../conda-export';
import { among, readCases } from './cases';
import { describeFile, describeLock } from './describe';

describe('readCondaEnvironment', () => {
  for (const { name, files, expected } of readCases(
    'conda-environment.cases'
  )) {
    it(name, () => {
      const [path, text] = Object.entries(files)[0] ?? ['', ''];
      const file = readCondaEnvironment(text, path, among(files));
      expect(describeFile(file)).toEqual(expected);
    });
  }

  it('refuses aliases that stand for too much', () => {
    const lines = ['a: &a [x,x,x,x,x,x,x,x,x,x]'];
    for (let i = 1; i < 12; i++) {
      const before = String.fromCharCode(96 + i);
      const name = String.fromCharCode(97 + i);
      lines.push(`${name}: &${name} [${`*${before},`.repeat(10)}]`);
    }
    lines.push('dependencies: *l');
    const file = readCondaEnvironment(lines.join('\n'), 'e.yml', () => null);
    expect(file.problems).toEqual([
      expect.objectContaining({
        fatal: true,
        message: 'Its aliases stand for more than can be read'
      })
    ]);
  });
});

describe('lockFromCondaEnvironment', () => {
  const entries = (specs: string[]): string =>
    `name: x\nchannels:\n- nodefaults\ndependencies:\n${specs
      .map(spec => `- ${spec}\n`)
      .join('')}`;
  const read = (specs: string[]): string[] =>
    describeLock(
      lockFromCondaEnvironment(
        readCondaEnvironment(entries(specs), 'environment.yml', () => null)
      )
    );
  const built = ['xz', 'tk', 'vc', 'python', 'numpy'];

  it('takes a list of versions and builds for an export of grade B', () => {
    expect(read(built.map(name => `${name}=1.0=h0_0`)).slice(0, 3)).toEqual([
      'conda-export',
      'x grade B',
      'unknown: An export does not tell what it was asked for'
    ]);
  });

  it('is weakened to grade C by a pip part', () => {
    const specs = [...built.map(n => `${n}=1.0=h0_0`), 'pip:\n  - a==1.0'];
    expect(read(specs)[1]).toBe('x grade C');
  });

  it('is weakened to grade D by an open pip entry', () => {
    const specs = [...built.map(n => `${n}=1.0=h0_0`), 'pip:\n  - a'];
    expect(read(specs)[1]).toBe('x grade D');
  });

  it('takes an export without builds for grade C', () => {
    expect(read(built.map(name => `${name}=1.0.0`))[1]).toBe('x grade C');
  });

  it('does not take a list that a person wrote for a lock', () => {
    expect(read(['python=3.11.4', 'numpy=1.26.4'])).toEqual(['no lock']);
  });
});
