import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { JSONValue } from '@lumino/coreutils';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';
import type { ICompareRules } from '../core/outputs/types';
import type { IRuleOptions } from '../core/rules';

/** The choices a person made; defaults are those of `schema/plugin.json`. */
export interface ISettings
  extends Required<ICompareRules>, Required<IRuleOptions> {
  panelSide: 'left' | 'right';
  askBeforeRestart: boolean;
  continueAfterErrors: boolean;
  /** Run once more when outputs differ, to tell random from stale. */
  repeatWhenDifferent: boolean;
  /** Seconds that a cell may run in a clean run; 0 for no limit. */
  cellTimeLimit: number;
  /** Write the record of a verified run into the notebook's metadata when it is saved. */
  recordInNotebook: boolean;
  marks: boolean;
}

const DEFAULTS: ISettings = {
  panelSide: 'right',
  stderr: 'remark',
  tolerance: 1e-9,
  images: 'small',
  imageThreshold: 0,
  masksOff: [],
  ownPatterns: [],
  askBeforeRestart: true,
  continueAfterErrors: false,
  repeatWhenDifferent: false,
  cellTimeLimit: 0,
  recordInNotebook: false,
  marks: true,
  rules: {},
  providedNames: []
};

const COMPARE = [
  'stderr',
  'tolerance',
  'images',
  'imageThreshold',
  'masksOff',
  'ownPatterns'
] as const satisfies (keyof ICompareRules)[];

function pick<T, K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(keys.map(key => [key, from[key]])) as Pick<T, K>;
}

/** The settings, with their defaults until (or in case that never) the registry answers. */
export class Settings {
  get value(): ISettings {
    return this._value;
  }

  /** The part that a report is asked for with. */
  get ruleOptions(): IRuleOptions {
    const { rules, providedNames } = this._value;
    return { rules, providedNames };
  }

  /** The part that outputs are compared by. */
  get compareRules(): Required<ICompareRules> {
    return pick(this._value, COMPARE);
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  async load(registry: ISettingRegistry, plugin: string): Promise<void> {
    const settings = await registry.load(plugin);
    this._stored = settings;
    const update = () => {
      const read = {
        ...DEFAULTS,
        ...settings.composite,
        ...this._unsaved
      } as ISettings;
      const { tolerance, cellTimeLimit, imageThreshold } = read;
      this._value = {
        ...read,
        tolerance:
          typeof tolerance === 'number' && tolerance >= 0 && tolerance < 1
            ? tolerance
            : DEFAULTS.tolerance,
        imageThreshold:
          imageThreshold >= 0 && imageThreshold <= 1 ? imageThreshold : 0,
        cellTimeLimit:
          Number.isFinite(cellTimeLimit) && cellTimeLimit > 0
            ? cellTimeLimit
            : 0
      };
      this._changed.emit();
    };
    settings.changed.connect(update);
    update();
  }

  /**
   * Takes other rules for comparing, from now on and in later sessions. Where settings cannot be stored, they hold until
   * the page is closed.
   */
  async setCompareRules(part: Partial<ICompareRules>): Promise<void> {
    this._value = { ...this._value, ...part };
    this._unsaved = { ...this._unsaved, ...part };
    this._changed.emit();
    const saved = this._saving.then(() => this._save(part));
    this._saving = saved.catch(() => undefined);
    await saved;
  }

  private async _save(part: Partial<ICompareRules>): Promise<void> {
    const stored = this._stored;
    for (const key of stored ? COMPARE : []) {
      if (part[key] === undefined) {
        continue;
      }
      const value = JSON.parse(JSON.stringify(part[key])) as JSONValue;
      if (JSON.stringify(value) === JSON.stringify(DEFAULTS[key])) {
        await stored?.remove(key);
      } else {
        await stored?.set(key, value);
      }
      if (this._unsaved[key] === part[key]) {
        delete this._unsaved[key];
      }
    }
  }

  private _value: ISettings = DEFAULTS;
  private _stored: ISettingRegistry.ISettings | null = null;
  /** What was chosen and is on its way to the server. */
  private _unsaved: Partial<ICompareRules> = {};
  private _saving = Promise.resolve();
  private _changed = new Signal<this, void>(this);
}
