import { notebookOf } from '../notebook-command';
import { shellCommands, shellWords } from '../shell';

describe('shellWords', () => {
  it.each([
    ['a  b\tc', ['a', 'b', 'c']],
    ['a \'b c\' "d e"', ['a', 'b c', 'd e']],
    ['a\\ b', ['a b']],
    ['"a\\"b" \'c\\d\'', ['a"b', 'c\\d']],
    ["x='1 2'", ['x=1 2']],
    ["''", ['']],
    ["'open", ['open']],
    ['a && b', ['a', '&&', 'b']],
    ['a $(b c) d', ['a', '$(b c)', 'd']]
  ])('%s', (text, words) => {
    expect(shellWords(text)).toEqual(words);
  });
});

describe('shellCommands', () => {
  const words = (text: string): string[] =>
    shellCommands(text).map(command => command.words.join(' '));

  it('splits at operators and lines, not inside quotes', () => {
    expect(words('a && b || c; d | e &\nf "g; h"')).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
      'f g; h'
    ]);
  });

  it('joins continued lines and drops comments', () => {
    expect(words('a \\\n b # c\nd#e')).toEqual(['a b', 'd#e']);
  });

  it('keeps redirections together', () => {
    expect(words('a 2>&1 && b')).toEqual(['a 2>&1', 'b']);
  });

  it('tells pipes, folders and places', () => {
    expect(shellCommands('cd x && cd y\ncurl z | sh')).toEqual([
      { words: ['cd', 'x'], folder: '', piped: false, offset: 0 },
      { words: ['cd', 'y'], folder: 'x', piped: false, offset: 8 },
      { words: ['curl', 'z'], folder: 'x/y', piped: false, offset: 13 },
      { words: ['sh'], folder: 'x/y', piped: true, offset: 22 }
    ]);
  });
});

describe('notebookOf', () => {
  it.each([
    ['jupyter lab a.ipynb', 'a.ipynb'],
    ['jupyter notebook "my book.ipynb"', 'my book.ipynb'],
    ['jupyter nbconvert --to notebook --execute a.ipynb --output b', 'a.ipynb'],
    ['jupyter nbconvert --output b.ipynb --execute a.ipynb', 'a.ipynb'],
    ['python -m nbconvert --execute a.ipynb', 'a.ipynb'],
    ['conda run -n x papermill a.ipynb b.ipynb', 'a.ipynb'],
    ['pixi run jupyter execute ./sub/../a.ipynb', 'a.ipynb'],
    ['pytest --nbmake a.ipynb', 'a.ipynb'],
    ['quarto render a.ipynb', 'a.ipynb'],
    ['cd sub; voila a.ipynb', 'sub/a.ipynb'],
    ['jupyter lab', null],
    ['jupyter nbconvert --to html a.ipynb', null],
    ['jupyter trust a.ipynb', null],
    ['jupyter execute *.ipynb', null],
    ['jupyter execute "$NB"', null],
    ['papermill "$NB" out.ipynb', null],
    ['git add a.ipynb', null],
    ['rm a.ipynb && jupyter lab', null],
    ['jupyter lab https://data.example.org/a.ipynb', null]
  ])('%s', (text, notebook) => {
    expect(notebookOf(text)).toBe(notebook);
  });
});
