import { CodeCellModel } from '@jupyterlab/cells';
import fc from 'fast-check';
import type { IOutput } from '../../core/notebook/facts';
import { digestOutputs } from '../../core/outputs';
import { outputsOf, writable, writeCell } from '../snapshot';

const text = fc
  .array(fc.constantFrom('a', 'b\n', '\n', '\r', '\b', 'é', '\u001b[31m', '<'))
  .map(parts => parts.join(''));

const output: fc.Arbitrary<IOutput> = fc.oneof(
  fc.record({
    output_type: fc.constant('stream'),
    name: fc.constantFrom('stdout', 'stderr'),
    text
  }),
  fc.record({
    output_type: fc.constant('display_data'),
    data: fc.record({ 'text/plain': text }),
    metadata: fc.constant({})
  }),
  fc.record({
    output_type: fc.constant('execute_result'),
    execution_count: fc.integer({ min: 1 }),
    data: fc.record({ 'text/html': text }),
    metadata: fc.constant({})
  }),
  fc.record({
    output_type: fc.constant('error'),
    ename: text,
    evalue: text,
    traceback: fc.array(text)
  })
);
const outputs = fc.array(output, { maxLength: 5 });

// Yjs warns of each model that is read before it is in a document.
beforeAll(() => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterAll(() => {
  jest.restoreAllMocks();
});

function modelOf(stored: readonly IOutput[], trusted = false): CodeCellModel {
  const model = new CodeCellModel({ trusted });
  writeCell(model, {
    outputs: stored,
    executionCount: 3,
    trusted
  });
  return model;
}

describe('writeCell', () => {
  it('leaves the file form of the outputs as it was, whatever was there', () => {
    fc.assert(
      fc.property(outputs, outputs, (before, after) => {
        const model = modelOf(before);
        writeCell(model, { outputs: after, executionCount: 8, trusted: false });
        expect(outputsOf(model)).toEqual(writable(after));
        model.dispose();
      })
    );
  });

  it('gives the output area the same outputs, as far as a comparison sees', () => {
    fc.assert(
      fc.property(outputs, outputs, (before, after) => {
        const model = modelOf(before);
        writeCell(model, { outputs: after, executionCount: 8, trusted: false });
        expect(digestOutputs(model.outputs.toJSON() as IOutput[])).toBe(
          digestOutputs(after)
        );
        model.dispose();
      })
    );
  });

  it('sets count, trust and times, and ends the star', () => {
    const model = modelOf([], true);
    model.executionState = 'running';
    writeCell(model, {
      outputs: [],
      executionCount: 5,
      trusted: false,
      timing: { 'iopub.status.busy': 'then' }
    });
    expect(model.executionCount).toBe(5);
    expect(model.trusted).toBe(false);
    expect(model.sharedModel.getMetadata('trusted')).toBe(false);
    expect(model.executionState).toBe('idle');
    expect(model.getMetadata('execution')).toEqual({
      'iopub.status.busy': 'then'
    });
    writeCell(model, {
      outputs: [],
      executionCount: null,
      trusted: true,
      timing: null
    });
    expect(model.executionCount).toBeNull();
    expect(model.trusted).toBe(true);
    expect(model.getMetadata('execution')).toBeUndefined();
    model.dispose();
  });

  it('never shows untrusted outputs as trusted', () => {
    const model = modelOf([], true);
    const seen: boolean[] = [];
    model.outputs.changed.connect((list, { type, newValues }) => {
      if (type === 'add') {
        seen.push(...newValues.map(item => item.trusted));
      }
    });
    writeCell(model, {
      outputs: [
        {
          output_type: 'display_data',
          data: { 'text/html': '<script></script>' },
          metadata: {}
        }
      ],
      executionCount: 1,
      trusted: false
    });
    expect(seen).toEqual([false]);
    model.dispose();
  });

  it('puts the mark of an edited cell back', () => {
    const model = modelOf([]);
    model.clearExecution();
    expect(model.isDirty).toBe(false);
    writeCell(model, {
      outputs: [],
      executionCount: 1,
      trusted: true,
      dirty: true
    });
    expect(model.isDirty).toBe(true);
    model.dispose();
  });
});

describe('writable', () => {
  it('joins text in pieces and adjoining pieces of a stream', () => {
    expect(
      writable([
        { output_type: 'stream', name: 'stdout', text: ['a\n', 'b'] },
        { output_type: 'stream', name: 'stdout', text: 'c' },
        { output_type: 'stream', name: 'stderr', text: 'd' }
      ])
    ).toEqual([
      { output_type: 'stream', name: 'stdout', text: 'a\nbc' },
      { output_type: 'stream', name: 'stderr', text: 'd' }
    ]);
  });

  it('changes nothing that it gets', () => {
    const stored = [
      { output_type: 'stream', name: 'stdout', text: 'a' },
      { output_type: 'stream', name: 'stdout', text: 'b' }
    ];
    const copy = JSON.stringify(stored);
    writable(stored);
    expect(JSON.stringify(stored)).toBe(copy);
  });
});
