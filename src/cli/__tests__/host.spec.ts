import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { NodeHost } from '../host';
import { Shell } from './shell';

let shell: Shell;
let host: NodeHost;
beforeEach(() => {
  shell = new Shell();
  host = new NodeHost(shell.top);
});
afterEach(() => shell.remove());

it('lists files and folders with sizes, hidden ones too', async () => {
  shell.write({ '.git/HEAD': 'x', 'a.ipynb': '{}', 'b.txt': 'four' });
  expect(host.hiddenVisible).toBe(true);
  expect(await host.list('')).toEqual([
    { name: '.git', type: 'directory', size: null },
    { name: 'a.ipynb', type: 'notebook', size: 2 },
    { name: 'b.txt', type: 'file', size: 4 }
  ]);
});

it('follows links, and leaves out those that lead nowhere', async () => {
  shell.write({ 'a.txt': 'text' });
  fs.symlinkSync('a.txt', path.join(shell.top, 'link.txt'));
  fs.symlinkSync('gone.txt', path.join(shell.top, 'broken.txt'));
  fs.symlinkSync('itself.txt', path.join(shell.top, 'itself.txt'));
  const names = (await host.list(''))?.map(({ name }) => name);
  expect(names).toEqual(['a.txt', 'link.txt']);
  expect(await host.read('link.txt')).toEqual({
    path: 'link.txt',
    text: 'text'
  });
});

it('resolves null for a folder that is not there', async () => {
  shell.write({ 'a.txt': '' });
  expect(await host.list('gone')).toBeNull();
  expect(await host.list('a.txt')).toBeNull();
});

it('says why a file has no text', async () => {
  shell.write({ folder: null, 'latin.txt': Uint8Array.of(0x65, 0xe9) });
  execFileSync('mkfifo', [path.join(shell.top, 'pipe')]);
  for (const [file, words] of [
    ['gone.txt', 'no such file'],
    ['folder', 'a folder'],
    ['latin.txt', 'not UTF-8'],
    ['pipe', 'not an ordinary file']
  ]) {
    const { text, problem } = await host.read(file);
    expect(text).toBeNull();
    expect(problem).toContain(words);
  }
  expect((await host.list(''))?.map(({ name }) => name)).not.toContain('pipe');
});
