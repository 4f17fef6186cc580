import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';
import type { ICompareRules } from '../core/outputs/types';
import type { IRuleOptions } from '../core/rules';

/** The choices a person made; defaults are those of `schema/plugin.json`. */
export interface ISettings extends ICompareRules, Required<IRuleOptions> {
  panelSide: 'left' | 'right';
  askBeforeRestart: boolean;
  continueAfterErrors: boolean;
  marks: boolean;
}

const DEFAULTS: ISettings = {
  panelSide: 'right',
  stderr: 'remark',
  tolerance: 1e-9,
  askBeforeRestart: true,
  continueAfterErrors: false,
  marks: true,
  rules: {},
  providedNames: []
};

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

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  async load(registry: ISettingRegistry, plugin: string): Promise<void> {
    const settings = await registry.load(plugin);
    const update = () => {
      const read = { ...DEFAULTS, ...settings.composite } as ISettings;
      const { tolerance } = read;
      this._value = {
        ...read,
        tolerance:
          typeof tolerance === 'number' && tolerance >= 0 && tolerance < 1
            ? tolerance
            : DEFAULTS.tolerance
      };
      this._changed.emit();
    };
    settings.changed.connect(update);
    update();
  }

  private _value: ISettings = DEFAULTS;
  private _changed = new Signal<this, void>(this);
}
