import { readRequirements } from '../requirements';
import { among, readCases } from './cases';
import { describeFile } from './describe';

describe('readRequirements', () => {
  for (const { name, files, expected } of readCases('requirements.cases')) {
    it(name, () => {
      const [path, text] = Object.entries(files)[0] ?? ['', ''];
      const file = readRequirements(text, path, among(files));
      expect(describeFile(file)).toEqual(expected);
    });
  }

  it('gives the text without comment and hashes', () => {
    const hash = `--hash=sha256:${'a'.repeat(64)}`;
    const text = `numpy[x]==1.0 ; python_version > "3" ${hash}  # why`;
    const { requirements } = readRequirements(text, 'r.txt', () => null);
    expect(requirements[0].text).toBe('numpy[x]==1.0 ; python_version > "3"');
    expect(requirements[0].hashes).toEqual([`sha256:${'a'.repeat(64)}`]);
  });

  it('says that a text which ends inside a line may be cut short', () => {
    const { problems } = readRequirements(
      'a==1.0\nb==1.0 \\\n',
      'r.txt',
      () => null
    );
    expect(problems).toEqual([
      expect.objectContaining({ line: 2, fatal: false })
    ]);
  });
});
