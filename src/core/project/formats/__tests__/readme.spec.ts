import { readReadme } from '../readme';
import { readCases } from './cases';
import { describeReadme } from './describe-more';

describe('readReadme', () => {
  for (const { name, files, expected } of readCases('readme.cases')) {
    it(name, () => {
      const [path, text] = Object.entries(files)[0];
      expect(describeReadme(readReadme(text, path))).toEqual(expected);
    });
  }

  it('measures how much it says without white space', () => {
    expect(readReadme('# a b\n\n c\n', 'README.md').length).toBe(4);
  });
});
