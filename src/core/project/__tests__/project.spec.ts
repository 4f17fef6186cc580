import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { readProject } from '../read';
import { LIMITS } from '../looker';
import { survey } from '../survey';
import { printReading, readArchive } from './archive';
import { MemoryHost } from './memory-host';

const FIXTURES = join(__dirname, 'fixtures');

describe('a surveyed project', () => {
  it.each(readdirSync(FIXTURES))(
    'is read as written down in %s',
    async name => {
      const text = readFileSync(join(FIXTURES, name), 'utf8');
      const { notebook, code, files, hidden, expected } = readArchive(text);
      const host = new MemoryHost(files, hidden);
      const facts = await survey(
        host,
        notebook.path,
        code.files,
        LIMITS,
        code.imports
      );
      const reading = readProject(facts, notebook, code);
      expect(host.probed).toEqual([]);
      expect(printReading(reading)).toBe(expected);
    }
  );
});
