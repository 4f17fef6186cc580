import { readDockerfile, readImage } from '../dockerfile';
import { readCases } from './cases';
import { describeDockerfile } from './describe-more';

describe('readDockerfile', () => {
  for (const { name, files, expected } of readCases('dockerfile.cases')) {
    it(name, () => {
      expect(describeDockerfile(readDockerfile(files[''], ''))).toEqual(
        expected
      );
    });
  }
});

describe('readImage', () => {
  it('takes a short digest for none', () => {
    expect(readImage('python@sha256:abc', 1).digest).toBeNull();
  });
});
