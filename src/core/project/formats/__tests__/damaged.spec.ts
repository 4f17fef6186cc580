import fc from 'fast-check';
import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import {
  lockFromCondaEnvironment,
  notebookOf,
  parseMatchSpec,
  parsePipSpec,
  readAnacondaProject,
  readAnacondaProjectLock,
  readCitation,
  readCondaEnvironment,
  readCondaExplicit,
  readCondaLock,
  readDockerfile,
  readHashedLock,
  readMakefile,
  readReadme,
  readRequirements
} from '..';
import type { IProblem } from '..';
import { LARGEST_TEXT } from '../text';
import { readCases } from './cases';

type Reader = (text: string) => { problems: IProblem[] };

/** A file that includes itself under every name. */
const itself = (text: string) => () => text;
const READERS: { [name: string]: Reader } = {
  requirements: text => readRequirements(text, 'r.txt', itself(text)),
  'conda-environment': text =>
    readCondaEnvironment(text, 'environment.yml', itself(text)),
  'anaconda-project': text => readAnacondaProject(text, 'a.yml'),
  'anaconda-project-lock': text =>
    readAnacondaProjectLock(text, 'l.yml', readAnacondaProject(text, 'a.yml')),
  'conda-lock': text => readCondaLock(text, 'conda-lock.yml', itself(text)),
  'conda-explicit': text => readCondaExplicit(text, 'e.lock'),
  dockerfile: text => readDockerfile(text, 'Dockerfile'),
  makefile: text => readMakefile(text, 'Makefile'),
  readme: text => readReadme(text, 'README.md'),
  'readme.rst': text => readReadme(text, 'README.rst'),
  citation: text => readCitation(text, 'CITATION.cff'),
  codemeta: text => readCitation(text, 'codemeta.json')
};

const FIXTURES = join(__dirname, 'fixtures');
const TEXTS = [
  ...readdirSync(FIXTURES)
    .filter(name => name.endsWith('.cases'))
    .flatMap(name => readCases(name))
    .flatMap(({ files }) => Object.values(files)),
  ...['anaconda-project.yml', 'anaconda-project-lock.yml'].map(name =>
    readFileSync(join(FIXTURES, name), 'utf-8')
  )
];

/** Every line that a problem names exists. */
function check(read: Reader, text: string): void {
  const { problems } = read(text);
  const last = text.split(/\r\n?|\n/).length;
  for (const { line, message } of problems) {
    expect(message).not.toBe('');
    expect(line === null || (line >= 1 && line <= last)).toBe(true);
  }
}

/** Readers that leave odd text to the YAML library, which is linear but slow with errors. */
const YAML = /^(?:conda-environment|anaconda|conda-lock|citation)/;

describe.each(Object.entries(READERS))('%s', (name, read) => {
  const length = YAML.test(name) ? 4_000 : 30_000;

  it('reads every fixture, whole or cut short, without throwing', () => {
    for (const text of TEXTS) {
      for (const share of [1, 0.9, 0.5]) {
        check(read, text.slice(0, Math.floor(text.length * share)));
      }
    }
  });

  it('never throws', () => {
    const piece = fc.oneof(
      fc.constantFrom(...TEXTS.flatMap(text => text.split(/(?<=\s)/))),
      fc.string(),
      fc.constantFrom(
        '\n',
        '\r',
        '\t',
        '\\\n',
        '#',
        '"',
        "'",
        '[',
        ']',
        '<<EOF',
        '$(',
        '`'
      )
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), pieces =>
        check(read, pieces.join(''))
      ),
      { numRuns: 300 }
    );
  });

  it('refuses binary content, pointers, merges and texts that are too large', () => {
    const merge = 'a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> main\n';
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 1\n`;
    for (const text of [
      'PK\u0003\u0004\0\0\0',
      pointer,
      merge,
      'x'.repeat(LARGEST_TEXT + 1)
    ]) {
      const { problems } = read(text);
      expect(problems.map(({ fatal }) => fatal)).toContain(true);
    }
  });

  it('does not hang on long lines of one character', () => {
    for (const unit of [
      ' ',
      '\t',
      '=',
      '-',
      '#',
      '[',
      '(',
      '`',
      '$(',
      '<<',
      'a ',
      '-1',
      '"',
      "'",
      '\\',
      '%',
      ': ',
      '. ',
      '${',
      '<!--',
      '../',
      '*',
      ','
    ]) {
      for (const [before, after] of [
        ['', ''],
        ['a', 'b'],
        ['`', '`'],
        ['a: ', 'x'],
        ['FROM x\nRUN ', 'x'],
        ['a: b\n\t', 'x'],
        ['- ', ':']
      ]) {
        const text = before + unit.repeat(length / unit.length) + after;
        expect(() => read(text)).not.toThrow();
      }
    }
  });
});

describe('the small readers', () => {
  it('never throw', () => {
    const text = fc.oneof(
      fc.string(),
      fc
        .array(
          fc.constantFrom(
            'a',
            '=',
            '==',
            '1.0',
            '[',
            ']',
            ' ',
            ';',
            '@',
            '#',
            '::',
            '/',
            "'",
            'git+',
            'https://'
          )
        )
        .map(parts => parts.join(''))
    );
    fc.assert(
      fc.property(text, given => {
        parsePipSpec(given);
        parsePipSpec(given, true);
        parseMatchSpec(given);
        notebookOf(given);
        readHashedLock(given, 'r.txt', () => null);
        lockFromCondaEnvironment(
          readCondaEnvironment(given, 'e.yml', () => null)
        );
      }),
      { numRuns: 1000 }
    );
  });
});
