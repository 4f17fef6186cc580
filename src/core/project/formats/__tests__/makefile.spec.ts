import { readMakefile } from '../makefile';
import { readCases } from './cases';
import { describeCommands } from './describe-more';

describe('readMakefile', () => {
  for (const { name, files, expected } of readCases('makefile.cases')) {
    it(name, () => {
      expect(describeCommands(readMakefile(files[''], 'Makefile'))).toEqual(
        expected
      );
    });
  }

  it('stops writing out values that multiply', () => {
    const lines = ['V0 = ' + 'x'.repeat(10)];
    for (let i = 1; i < 12; i++) {
      lines.push(`V${i} = ${`$(V${i - 1})`.repeat(100)}`);
    }
    const { commands } = readMakefile(
      `${lines.join('\n')}\nrun:\n\techo $(V11)\n`,
      'Makefile'
    );
    expect(commands[0].lines[0].text.length).toBeLessThan(100_000);
  });
});
