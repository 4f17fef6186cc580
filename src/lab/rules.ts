import { PathExt } from '@jupyterlab/coreutils';
import type { Contents } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ISignal } from '@lumino/signaling';
import { compileOwn, readSanitizers } from '../core/outputs/own';
import type { ISanitizerPair } from '../core/outputs/own';
import { isMarked, tellComment } from '../core/outputs/tags';
import { MASK_LIST } from '../core/outputs/text/rules/catalogue';
import type {
  ICellRun,
  ICompareRules,
  IOwnPattern
} from '../core/outputs/types';
import { setCellTag, tagsOfCell } from '../guidance';
import { ContentsHost } from './host';
import type { NotebookModel } from './model';
import { evaluatePatterns } from './patterns';
import type { CellTag, IRulesModel, ITagState, ITrial } from './rules-view';
import type { Settings } from './settings';

/** So many pieces of either side are shown. */
const PIECES = 3;

export interface IRulesOptions {
  model: NotebookModel;
  settings: Settings;
  contents: Contents.IManager;
  trans: TranslationBundle;
}

/** The rules for the comparison of one notebook. They hold for all. */
export class Rules implements IRulesModel {
  constructor(options: IRulesOptions) {
    this._options = options;
  }

  readonly masks = MASK_LIST;

  get value(): Required<ICompareRules> {
    return this._options.settings.compareRules;
  }

  get changed(): ISignal<IRulesModel, void> {
    return this._options.settings.changed as unknown as ISignal<
      IRulesModel,
      void
    >;
  }

  set(part: Partial<ICompareRules>): Promise<void> {
    return this._options.settings.setCompareRules(part);
  }

  check(pattern: IOwnPattern): string | null {
    const compiled = compileOwn(pattern);
    return 'problem' in compiled ? compiled.problem : null;
  }

  async try(own: IOwnPattern, signal: AbortSignal): Promise<ITrial | null> {
    const { result } = this._options.model.state;
    if (!result) {
      return null;
    }
    const cells = result.cells.map(
      ({ index, id, source, old, new: now, ran }): ICellRun => ({
        index,
        id,
        tags: [],
        source,
        outcome: ran ? { status: 'ok' } : { status: 'not-run', reason: 'lost' },
        old,
        new: now
      })
    );
    const { places, problem } = await evaluatePatterns(cells, [own], {
      all: true,
      signal,
      timeouts: 1
    });
    if (signal.aborted) {
      return null;
    }
    const trial: ITrial = {
      old: 0,
      new: 0,
      cells: 0,
      pieces: { old: [], new: [] },
      problem: problem?.text ?? null
    };
    const found = new Set<number>();
    for (const { cell, side, result: each } of places) {
      const hidden = 'problem' in each ? [] : each.hidden[0];
      trial[side] += hidden.length;
      for (const piece of hidden) {
        found.add(cell);
        const pieces = trial.pieces[side];
        if (pieces.length < PIECES && !pieces.includes(piece)) {
          pieces.push(piece);
        }
      }
    }
    trial.cells = found.size;
    return trial;
  }

  readSanitizers(text: string): ISanitizerPair[] {
    return readSanitizers(text);
  }

  async readFile(path: string): Promise<string> {
    const { model, contents, trans } = this._options;
    const host = new ContentsHost(contents, contents.driveName(model.fullPath));
    const folder = path.startsWith('/') ? '' : PathExt.dirname(model.path);
    const { text, problem } = await host.read(
      PathExt.join(folder, path).replace(/^\/+/, '')
    );
    if (text === null) {
      throw new Error(trans.__('%1 cannot be read: %2', path, problem ?? ''));
    }
    return text;
  }

  tag(index: number, tag: CellTag): ITagState {
    const { model, trans } = this._options;
    const cell = this._cell(index);
    if (!cell) {
      return {
        on: false,
        reason: trans.__('The cell is no longer in the notebook')
      };
    }
    const marks = { tags: tagsOfCell(cell), source: cell.getSource() };
    const comment = tellComment(marks, tag);
    return {
      on: isMarked(marks, tag),
      reason:
        comment !== null
          ? trans.__('The comment `# %1` in the cell says so', comment)
          : model.state.readOnly
            ? trans.__('The notebook is read-only')
            : null
    };
  }

  setTag(index: number, tag: CellTag, on: boolean): void {
    const cell = this._cell(index);
    const { model } = this._options.model.panel.content;
    if (cell && model) {
      setCellTag(model.sharedModel, cell, tag, on);
    }
  }

  /** The cell of the notebook that was at this place in the run. */
  private _cell(index: number) {
    const { state, panel } = this._options.model;
    const id = state.result?.cells.find(cell => cell.index === index)?.id;
    const { cells } = panel.content.model?.sharedModel ?? { cells: [] };
    return (
      cells.find(cell => id && cell.getId() === id) ??
      (id ? null : (cells[index] ?? null))
    );
  }

  private _options: IRulesOptions;
}
