import { condaRequirement, parseMatchSpec } from '../matchspec';
import { readCases } from './cases';

/** `text | name pin version build channel/subdir hashes ! complaint`. */
function describeSpec(text: string): string {
  const { name, pin, version, hashes, local } = condaRequirement(text, 'p', 1);
  const spec = parseMatchSpec(text);
  const where = [spec.channel, spec.subdir].filter(Boolean).join(' ');
  return [
    `${name || '-'} ${pin}`,
    version ?? '',
    spec.build && `build=${spec.build}`,
    where && `from ${where}`,
    hashes.length > 0 ? `hashes=${hashes.length}` : '',
    local === null ? '' : `local=${local}`,
    spec.complaint === null ? '' : `! ${spec.complaint}`
  ]
    .filter(part => part !== '')
    .join(' ');
}

describe('parseMatchSpec', () => {
  for (const { name, files, expected } of readCases('matchspec.cases')) {
    it(name, () => {
      const specs = files[''].trimEnd().split('\n');
      expect(specs.map(describeSpec)).toEqual(expected);
    });
  }
});
