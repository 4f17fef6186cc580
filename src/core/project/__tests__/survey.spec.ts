import fc from 'fast-check';
import type { IFileReference } from '../../python/types';
import type { IProjectHost } from '../facts';
import { survey } from '../survey';
import { MemoryHost } from './memory-host';

function read(path: string): IFileReference {
  return { path, call: 'open', cell: 0, mode: 'read', scheme: null };
}

const LIMITS = { fileSize: 100, totalSize: 250, files: 10, folders: 20 };

describe('survey', () => {
  it('walks up to the first folder with a manifest and no further', async () => {
    const host = new MemoryHost({
      'home/course/environment.yml': 'dependencies: []',
      'home/course/week1/nb.ipynb': '{}',
      'home/private/diary.txt': 'x'
    });
    const facts = await survey(host, 'home/course/week1/nb.ipynb', []);
    expect(facts.root).toBe('home/course');
    expect(facts.reachedTop).toBe(false);
    expect(host.listed).toEqual(['home/course/week1', 'home/course']);
  });

  it('always lists the folder of the notebook, even if it holds the manifest', async () => {
    const host = new MemoryHost({
      'a/requirements.txt': '',
      'a/nb.ipynb': '{}',
      'requirements.txt': ''
    });
    const facts = await survey(host, 'a/nb.ipynb', []);
    expect(facts.root).toBe('a');
    expect(facts.folders.map(({ path }) => path)).toEqual(['a']);
  });

  it('takes the nearest folder with a README when nothing marks a project', async () => {
    const host = new MemoryHost({
      'a/README.md': '',
      'a/b/nb.ipynb': '{}'
    });
    const facts = await survey(host, 'a/b/nb.ipynb', []);
    expect(facts).toMatchObject({ root: 'a', reachedTop: true });
  });

  it('widens an unmarked project to what the code names', async () => {
    const host = new MemoryHost({
      'a/b/nb.ipynb': '{}',
      'a/data/x.csv': '1'
    });
    const facts = await survey(host, 'a/b/nb.ipynb', [read('../data/x.csv')]);
    expect(facts.root).toBe('a');
    expect(facts.folders.map(({ path }) => path)).toContain('a/data');
  });

  it('does not look outside a marked project', async () => {
    const host = new MemoryHost({
      'a/requirements.txt': '',
      'a/nb.ipynb': '{}',
      'other/x.csv': '1'
    });
    await survey(host, 'a/nb.ipynb', [read('../other/x.csv')]);
    expect(host.listed).toEqual(['a']);
  });

  it('takes a repository for a marker where hidden entries show', async () => {
    const files = { 'r/.git/HEAD': '', 'r/a/nb.ipynb': '{}', 'x.txt': '' };
    const seen = await survey(new MemoryHost(files, true), 'r/a/nb.ipynb', []);
    expect(seen).toMatchObject({ root: 'r', hiddenVisible: true });
    const unseen = await survey(new MemoryHost(files), 'r/a/nb.ipynb', []);
    expect(unseen).toMatchObject({ root: 'r/a', hiddenVisible: false });
  });

  it('says that a folder could not be listed', async () => {
    const host = new MemoryHost(
      { 'requirements.txt': '', 'nb.ipynb': '{}', 'data/x.csv': '1' },
      false,
      ['data']
    );
    const { folders } = await survey(host, 'nb.ipynb', [read('data/x.csv')]);
    expect(folders.find(({ path }) => path === 'data')).toEqual({
      path: 'data',
      entries: [],
      problem: 'not visible'
    });
  });

  it('follows files that name files, round after round', async () => {
    const host = new MemoryHost({
      'nb.ipynb': '{}',
      'README.md': 'Run `conda env create -f setup/tools.yml` first.',
      'setup/tools.yml': 'dependencies:\n- pip:\n  - -r lists/one.txt\n',
      'setup/lists/one.txt': '--requirement=two.pip\n-cthree.txt',
      'setup/lists/two.pip': 'numpy',
      'setup/lists/three.txt': 'numpy==1',
      'setup/lists/four.txt': 'unnamed'
    });
    const { files } = await survey(host, 'nb.ipynb', []);
    expect(files.map(({ path }) => path)).toEqual([
      'README.md',
      'setup/tools.yml',
      'setup/lists/one.txt',
      'setup/lists/two.pip',
      'setup/lists/three.txt'
    ]);
  });

  it('reads each file once when files name each other in a circle', async () => {
    const host = new MemoryHost({
      'nb.ipynb': '{}',
      'requirements.txt': '-r b.txt',
      'b.txt': '-r requirements.txt\n-r b.txt'
    });
    await survey(host, 'nb.ipynb', []);
    expect(host.asked).toEqual(['requirements.txt', 'b.txt']);
  });

  it('reads data files of the size of a Git LFS pointer, and no others', async () => {
    const host = new MemoryHost({
      'nb.ipynb': '{}',
      'tiny.csv': '1',
      'pointer.csv': 'x'.repeat(130),
      'large.csv': 'x'.repeat(1000)
    });
    const names = ['tiny.csv', 'pointer.csv', 'large.csv'];
    await survey(host, 'nb.ipynb', names.map(read));
    expect(host.asked).toEqual(['pointer.csv']);
  });

  it('reads environment files before data, whatever the limits', async () => {
    const files: { [path: string]: string } = {
      'nb.ipynb': '{}',
      'requirements.txt': 'numpy==1.0'
    };
    const names = [...Array(20).keys()].map(n => `d${n}.csv`);
    names.forEach(name => (files[name] = 'x'.repeat(130)));
    const limits = { ...LIMITS, fileSize: 1000, totalSize: 1e6 };
    const facts = await survey(
      new MemoryHost(files),
      'nb.ipynb',
      names.map(read),
      limits
    );
    expect(facts.files[0]).toMatchObject({
      path: 'requirements.txt',
      text: 'numpy==1.0'
    });
    expect(facts.files.filter(({ text }) => text !== null)).toHaveLength(
      limits.files
    );
  });

  it('says so of files beyond the limits instead of reading them', async () => {
    const host = new MemoryHost({
      'nb.ipynb': '{}',
      'requirements.txt': 'x'.repeat(101),
      'requirements-a.txt': 'x'.repeat(100),
      'requirements-b.txt': 'x'.repeat(100),
      'requirements-c.txt': 'x'.repeat(100)
    });
    const { files } = await survey(host, 'nb.ipynb', [], LIMITS);
    expect(files.map(({ text }) => text === null)).toEqual([
      true,
      false,
      false,
      true
    ]);
    expect(files[0].problem).toContain('larger than');
    expect(files[3].problem).toContain('in all are the limit');
    expect(host.asked).toHaveLength(2);
  });

  it('never asks for a name that no listing showed, whatever code and files name', async () => {
    const part = fc.constantFrom(
      'a',
      'b',
      '..',
      '.',
      'x.txt',
      'y.yml',
      '*.csv',
      '~',
      ''
    );
    const path = fc.array(part, { maxLength: 5 }).map(parts => parts.join('/'));
    const paths = fc.array(path, { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(paths, paths, async (named, references) => {
        const host = new MemoryHost({
          'a/b/nb.ipynb': '{}',
          'a/requirements.txt': named.map(name => `-r ${name}\n`).join(''),
          'a/b/x.txt': '-r ../../x.txt\n-r y.yml',
          'x.txt': 'outside',
          'b/x.txt': 'outside'
        });
        const facts = await survey(host, 'a/b/nb.ipynb', references.map(read));
        expect(host.probed).toEqual([]);
        expect(new Set(host.asked).size).toBe(host.asked.length);
        expect(new Set(host.listed).size).toBe(host.listed.length);
        expect(host.asked.every(asked => asked.startsWith('a/'))).toBe(true);
        expect(facts.root).toBe('a');
      })
    );
  });

  it('never rejects, and comes to an end, whatever the host answers', async () => {
    const entry = fc.record({
      name: fc.constantFrom(
        'requirements.txt',
        'data',
        'wheels',
        'README.md',
        'a',
        ''
      ),
      type: fc.constantFrom('file' as const, 'directory' as const),
      size: fc.constantFrom(null, 0, 50, 1e12)
    });
    const listing = fc.option(fc.array(entry, { maxLength: 6 }), { nil: null });
    const text = fc.constantFrom(
      null,
      '',
      '-r a/data/README.md',
      'x'.repeat(500)
    );
    await fc.assert(
      fc.asyncProperty(
        fc.infiniteStream(listing),
        fc.infiniteStream(text),
        fc.infiniteStream(fc.boolean()),
        fc.constantFrom('nb.ipynb', 'a/b/c/nb.ipynb', '', '/', '../nb.ipynb'),
        async (listings, texts, refusals, notebook) => {
          const host: IProjectHost = {
            hiddenVisible: false,
            list: async () => listings.next().value,
            read: async path => {
              if (refusals.next().value) {
                throw new Error('gone');
              }
              return { path, text: texts.next().value };
            }
          };
          const facts = await survey(
            host,
            notebook,
            [read('data/a/a')],
            LIMITS
          );
          expect(facts.folders.length).toBeGreaterThan(0);
          const size = facts.files.reduce(
            (n, { text }) => n + (text?.length ?? 0),
            0
          );
          expect(size).toBeLessThanOrEqual(10 * LIMITS.fileSize);
        }
      )
    );
  });
});
