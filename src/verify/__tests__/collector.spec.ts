import fc from 'fast-check';
import { OutputCollector, type IOutputMessage } from '../collector';

function message(msg_type: string, content: object): IOutputMessage {
  return { header: { msg_type }, content };
}

const stream = (name: string, text: string) =>
  message('stream', { name, text });

function display(text: string, id?: string): IOutputMessage {
  return message('display_data', {
    data: { 'text/plain': text },
    metadata: {},
    transient: id === undefined ? {} : { display_id: id }
  });
}

function update(text: string, id: string): IOutputMessage {
  return message('update_display_data', {
    data: { 'text/plain': text },
    metadata: { new: true },
    transient: { display_id: id }
  });
}

const clear = (wait: boolean) => message('clear_output', { wait });

function collect(...messages: [string, IOutputMessage][]): OutputCollector {
  const collector = new OutputCollector();
  messages.forEach(([key, item]) => collector.add(key, item));
  return collector;
}

/** The outputs of cell `a` in few words. */
function seen(...messages: IOutputMessage[]): string[] {
  const collector = collect(
    ...messages.map((item): [string, IOutputMessage] => ['a', item])
  );
  return words(collector, 'a');
}

function words(collector: OutputCollector, key: string): string[] {
  return collector
    .outputs(key)
    .map(output =>
      output.output_type === 'stream'
        ? `${String(output.name)}:${String(output.text)}`
        : String((output.data as { [mime: string]: unknown })['text/plain'])
    );
}

describe('streams', () => {
  it('joins adjoining chunks of one stream', () => {
    expect(seen(stream('stdout', 'a'), stream('stdout', 'b'))).toEqual([
      'stdout:ab'
    ]);
  });

  it('keeps streams apart that another one divides', () => {
    expect(
      seen(stream('stdout', 'a'), stream('stderr', 'x'), stream('stdout', 'b'))
    ).toEqual(['stdout:a', 'stderr:x', 'stdout:b']);
  });

  it('keeps streams apart that an output divides', () => {
    expect(
      seen(stream('stdout', 'a'), display('D'), stream('stdout', 'b'))
    ).toEqual(['stdout:a', 'D', 'stdout:b']);
  });

  it('leaves no trace of how the kernel cut the text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 })), chunks => {
        const text = chunks.join('');
        expect(seen(...chunks.map(chunk => stream('stdout', chunk)))).toEqual(
          text === '' ? [] : [`stdout:${text}`]
        );
      })
    );
  });
});

describe('clear_output', () => {
  it('clears at once', () => {
    expect(seen(display('A'), clear(false))).toEqual([]);
  });

  it('waits for the next output', () => {
    expect(seen(display('A'), clear(true))).toEqual(['A']);
    expect(seen(display('A'), clear(true), display('B'))).toEqual(['B']);
  });

  it('does not join a stream with what it clears', () => {
    expect(
      seen(stream('stdout', 'a'), clear(true), stream('stdout', 'b'))
    ).toEqual(['stdout:b']);
    expect(
      seen(stream('stdout', 'a'), clear(false), stream('stdout', 'b'))
    ).toEqual(['stdout:b']);
  });

  it('clears once only', () => {
    expect(seen(display('A'), clear(true), display('B'), display('C'))).toEqual(
      ['B', 'C']
    );
  });

  it('takes a waiting clear back when it clears at once', () => {
    expect(
      seen(display('A'), clear(true), clear(false), display('B'), display('C'))
    ).toEqual(['B', 'C']);
  });

  it('leaves other cells alone', () => {
    const collector = collect(
      ['a', display('A')],
      ['b', display('B')],
      ['b', clear(false)]
    );
    expect(words(collector, 'a')).toEqual(['A']);
  });
});

describe('display ids', () => {
  it('updates every output with that id, in all cells', () => {
    const collector = collect(
      ['a', display('A', 'one')],
      ['b', display('B', 'one')],
      ['b', display('C', 'two')],
      ['c', update('new', 'one')]
    );
    expect(words(collector, 'a')).toEqual(['new']);
    expect(words(collector, 'b')).toEqual(['new', 'C']);
    expect(words(collector, 'c')).toEqual([]);
    expect(collector.outputs('a')[0].metadata).toEqual({ new: true });
  });

  it('updates the value of a cell', () => {
    const collector = collect(
      [
        'a',
        message('execute_result', {
          data: { 'text/plain': 'A' },
          metadata: {},
          execution_count: 7,
          transient: { display_id: 'one' }
        })
      ],
      ['b', update('new', 'one')]
    );
    expect(collector.outputs('a')).toEqual([
      {
        output_type: 'execute_result',
        execution_count: 7,
        data: { 'text/plain': 'new' },
        metadata: { new: true }
      }
    ]);
  });

  it('forgets outputs that were cleared', () => {
    const collector = collect(
      ['a', display('A', 'one')],
      ['a', clear(false)],
      ['a', display('B')],
      ['a', update('new', 'one')]
    );
    expect(words(collector, 'a')).toEqual(['B']);
  });

  it('passes an unknown id over', () => {
    expect(seen(display('A', 'one'), update('new', 'two'))).toEqual(['A']);
  });

  it('does not write into the nbformat output', () => {
    const [output] = collect(['a', display('A', 'one')]).outputs('a');
    expect(output).toEqual({
      output_type: 'display_data',
      data: { 'text/plain': 'A' },
      metadata: {}
    });
  });
});

describe('other messages', () => {
  it('takes errors over as they are', () => {
    const collector = collect([
      'a',
      message('error', { ename: 'E', evalue: 'v', traceback: ['t'] })
    ]);
    expect(collector.outputs('a')).toEqual([
      { output_type: 'error', ename: 'E', evalue: 'v', traceback: ['t'] }
    ]);
  });

  it('shows the first page of a pager', () => {
    const collector = new OutputCollector();
    collector.addPayload('a', [
      { source: 'set_next_input', text: 'x' },
      { source: 'page', data: { 'text/plain': 'help' }, start: 0 },
      { source: 'page', data: { 'text/plain': 'more' } }
    ]);
    expect(words(collector, 'a')).toEqual(['help']);
    collector.addPayload('b', undefined);
    expect(collector.outputs('b')).toEqual([]);
  });

  it('passes over what shows nothing', () => {
    for (const type of ['status', 'execute_input', 'comm_open', 'comm_msg']) {
      expect(seen(message(type, { data: {} }))).toEqual([]);
    }
  });

  it('bears any content', () => {
    const types = fc.constantFrom(
      'stream',
      'display_data',
      'execute_result',
      'update_display_data',
      'error',
      'clear_output'
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(types, fc.dictionary(fc.string(), fc.anything()))),
        messages => {
          const collector = new OutputCollector();
          for (const [type, content] of messages) {
            collector.add('a', message(type, content));
          }
          expect(Array.isArray(collector.outputs('a'))).toBe(true);
        }
      )
    );
  });
});
