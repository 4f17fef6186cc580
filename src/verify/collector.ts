import type { IOutput } from '../core/notebook/facts';

/** What is read of a kernel message. */
export interface IOutputMessage {
  header: { msg_type: string };
  content: object;
}

type Content = { [key: string]: unknown };

interface ICollected {
  outputs: IOutput[];
  /** `clear_output(wait=True)` came: clear when the next output does. */
  clearNext: boolean;
  /** Name of the stream that the next chunk may join, or null. */
  stream: string | null;
}

/**
 * Makes nbformat outputs of IOPub messages for several cells at once, as
 * JupyterLab's output areas do: adjoining chunks of a stream are joined, a
 * clear may wait for the next output, and an update reaches every output with
 * its display id, in whatever cell it is.
 *
 * Messages that show nothing (status, comm, execute_input) are passed over.
 */
export class OutputCollector {
  /** The outputs of a cell so far. */
  outputs(key: string): IOutput[] {
    return this._cell(key).outputs;
  }

  /** Takes an IOPub message that belongs to a cell in. */
  add(key: string, message: IOutputMessage): void {
    const content = message.content as Content;
    switch (message.header.msg_type) {
      case 'stream':
        this._stream(key, text(content.name), text(content.text));
        break;
      case 'display_data':
        this._display(key, content, {
          output_type: 'display_data',
          data: record(content.data),
          metadata: record(content.metadata)
        });
        break;
      case 'execute_result':
        this._display(key, content, {
          output_type: 'execute_result',
          execution_count: content.execution_count ?? null,
          data: record(content.data),
          metadata: record(content.metadata)
        });
        break;
      case 'error':
        this._push(key, {
          output_type: 'error',
          ename: text(content.ename),
          evalue: text(content.evalue),
          traceback: Array.isArray(content.traceback) ? content.traceback : []
        });
        break;
      case 'clear_output':
        this._clear(key, content.wait === true);
        break;
      case 'update_display_data':
        this._update(content);
        break;
    }
  }

  /**
   * Takes the reply's payload in: JupyterLab shows the first page of a pager
   * (`?name`) as an output of the cell.
   */
  addPayload(key: string, payload: unknown): void {
    const pages = Array.isArray(payload) ? payload : [];
    const page = pages.map(record).find(entry => entry.source === 'page');
    if (page) {
      this._push(key, {
        output_type: 'display_data',
        data: record(page.data),
        metadata: {}
      });
    }
  }

  private _stream(key: string, name: string, chunk: string): void {
    const cell = this._cell(key);
    const last = cell.outputs[cell.outputs.length - 1];
    if (!cell.clearNext && last && cell.stream === name) {
      last.text = `${String(last.text)}${chunk}`;
      return;
    }
    this._push(key, { output_type: 'stream', name, text: chunk });
    cell.stream = name;
  }

  private _display(key: string, content: Content, output: IOutput): void {
    this._push(key, output);
    const id = displayId(content);
    if (id !== null) {
      const displays = this._displays.get(id) ?? new Set();
      displays.add(output);
      this._displays.set(id, displays);
    }
  }

  private _update(content: Content): void {
    const id = displayId(content);
    for (const output of (id !== null && this._displays.get(id)) || []) {
      output.data = record(content.data);
      output.metadata = record(content.metadata);
    }
  }

  private _push(key: string, output: IOutput): void {
    const cell = this._cell(key);
    if (cell.clearNext) {
      this._clear(key, false);
    }
    cell.stream = null;
    cell.outputs.push(output);
  }

  private _clear(key: string, wait: boolean): void {
    const cell = this._cell(key);
    cell.stream = null;
    cell.clearNext = wait;
    if (!wait) {
      for (const displays of this._displays.values()) {
        cell.outputs.forEach(output => displays.delete(output));
      }
      cell.outputs = [];
    }
  }

  private _cell(key: string): ICollected {
    let cell = this._cells.get(key);
    if (!cell) {
      cell = { outputs: [], clearNext: false, stream: null };
      this._cells.set(key, cell);
    }
    return cell;
  }

  private _cells = new Map<string, ICollected>();
  private _displays = new Map<string, Set<IOutput>>();
}

function displayId(content: Content): string | null {
  const id = record(content.transient).display_id;
  return typeof id === 'string' ? id : null;
}

/** A copy, so that nothing shares a message's data. */
function record(value: unknown): Content {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { ...value }
    : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
