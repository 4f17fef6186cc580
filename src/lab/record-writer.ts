import type { NotebookPanel } from '@jupyterlab/notebook';
import { JSONExt, type ReadonlyPartialJSONValue } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import { makeFileRecord, RECORD_KEY } from '../core/ladder/file-record';
import type { IRunRecord } from '../core/ladder/record';
import { standingOfRun, whyStale } from '../core/ladder/standing';
import type { INotebook } from '../core/notebook/facts';
import type { Settings } from './settings';

/** What writing the record needs of the notebook's model. */
export interface IHasRecord {
  readonly record: IRunRecord | null;
  readonly environment: { [path: string]: string };
  readonly data: { [path: string]: string };
  facts(): INotebook;
}

/**
 * Writes the record of a run into the notebook's metadata whenever a person saves, if the setting is on and the run
 * verified the notebook as it is being saved.
 *
 * #### Notes
 * It never saves. A document that is shared with others has no saving: there the record goes in when `write` is called.
 */
export class RecordWriter implements IDisposable {
  constructor(
    private _model: IHasRecord,
    private _panel: NotebookPanel,
    private _settings: Settings
  ) {
    _panel.context.saveState.connect(this._onSave, this);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    Signal.disconnectReceiver(this);
  }

  /** Writes now, if there is something to write. */
  write(): void {
    const { model } = this._panel.context;
    const { record, environment, data } = this._model;
    if (!this._settings.value.recordInNotebook || !record || model.readOnly) {
      return;
    }
    const notebook = this._model.facts();
    if (
      standingOfRun(record) !== 'verified' ||
      whyStale(record, notebook, environment, data) !== null
    ) {
      return;
    }
    const value = makeFileRecord(record, notebook);
    const before = model.getMetadata(RECORD_KEY) as ReadonlyPartialJSONValue;
    const after = value as unknown as ReadonlyPartialJSONValue;
    if (value && !JSONExt.deepEqual(before ?? null, after)) {
      model.setMetadata(RECORD_KEY, value);
    }
  }

  private _onSave(_: unknown, state: string): void {
    if (state === 'started') {
      this.write();
    }
  }

  private _isDisposed = false;
}
