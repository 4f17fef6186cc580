import fc from 'fast-check';
import { SourceLines } from '../lines';

const cellOf = (source: string | string[]) => ({
  cell_type: 'code',
  outputs: [{ data: { 'text/html': ['"source": "\\"', '{['], n: [1, -2e5] } }],
  metadata: { source: 'another', cells: [{ source: 'x' }] },
  source
});

it('finds each line of a source that is a list, as JupyterLab writes it', () => {
  const cells = [cellOf(['a\n', 'b\n', 'needle']), cellOf(['x', 'needle'])];
  const text = JSON.stringify({ metadata: { cells: 1 }, cells }, null, 1);
  const lines = new SourceLines(text);
  const fileLines = text.split('\n');
  expect(fileLines[lines.lineOf(0, 4) - 1]).toContain('needle');
  expect(fileLines[lines.lineOf(0, 2) - 1]).toContain('b');
  expect(fileLines[lines.lineOf(1, 1) - 1]).toContain('needle');
  expect(lines.lineOf(1)).toBeGreaterThan(lines.lineOf(0, 4));
});

it('finds the lines of any sources, whatever stands around them', () => {
  const source = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.string({ unit: 'binary' }))
  );
  const file = fc.record({
    before: fc.jsonValue(),
    sources: fc.array(source),
    indent: fc.integer({ min: 0, max: 4 })
  });
  fc.assert(
    fc.property(file, ({ before, sources, indent }) => {
      const text = JSON.stringify(
        { before, cells: sources.map(cellOf), after: before },
        null,
        indent
      );
      const lines = new SourceLines(text);
      const fileLines = text.split('\n');
      sources.forEach((each, cell) => {
        let offset = 0;
        for (const part of [each].flat()) {
          if (part !== '') {
            const line = fileLines[lines.lineOf(cell, offset) - 1];
            expect(line).toContain(JSON.stringify(part));
          }
          offset += part.length;
        }
      });
    })
  );
});

it('reads nbformat 3, where code is called input', () => {
  const text = JSON.stringify(
    {
      nbformat: 3,
      worksheets: [
        { cells: [{ cell_type: 'markdown', source: 'one' }] },
        { metadata: {}, cells: [{ cell_type: 'code', input: ['needle'] }] }
      ]
    },
    null,
    2
  );
  const line = new SourceLines(text).lineOf(1);
  expect(text.split('\n')[line - 1]).toContain('needle');
});

it('says line 1 of what is not there', () => {
  expect(new SourceLines('{"cells": []}').lineOf(3)).toBe(1);
  expect(new SourceLines('\ufeff\n{"cells": [{}]}').lineOf(0, 9)).toBe(1);
});

it('comes to an end on text that is no JSON', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...'{}[]",:\\1 \n', '"cells":', '"source":')),
      parts => {
        expect(
          new SourceLines(parts.join('')).lineOf(0)
        ).toBeGreaterThanOrEqual(1);
      }
    )
  );
});
