import { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import type { IBaseline } from '../verify';

export interface IChooseOptions {
  /** Newest first. */
  kept: readonly IBaseline[];
  /** Path of the notebook. */
  path: string;
  /** A clean run is under way. */
  running: boolean;
  trans: TranslationBundle;
}

/** What a person wants with kept outputs. */
export interface IKeptChoice {
  act: 'restore' | 'let-go';
  baseline: IBaseline;
}

/** Lists kept outputs, and resolves with what is to be done with which of them; null when nothing. */
export async function chooseKept(
  options: IChooseOptions
): Promise<IKeptChoice | null> {
  const { kept, running, trans } = options;
  const title = trans.__('Recover outputs');
  if (kept.length === 0 || running) {
    const dialog = new Dialog({
      title,
      body: running
        ? trans.__('A clean run is under way: wait until it has ended.')
        : trans.__(
            'No outputs of this notebook are kept. They are kept from before a clean run until you choose between old and new ones and save.'
          ),
      buttons: [Dialog.okButton()]
    });
    await dialog.launch();
    return null;
  }
  const body = new KeptList(options);
  const dialog = new Dialog({
    title,
    body,
    buttons: [
      Dialog.cancelButton(),
      Dialog.warnButton({ label: trans.__('Let go'), accept: true }),
      Dialog.okButton({ label: trans.__('Restore') })
    ],
    defaultButton: 2
  });
  const { button, value } = await dialog.launch();
  const baseline = kept.find(({ key }) => key === value);
  return button.accept && baseline
    ? { act: button.displayType === 'warn' ? 'let-go' : 'restore', baseline }
    : null;
}

/** One radio button for each of the kept outputs. */
class KeptList extends Widget implements Dialog.IBodyWidget<string> {
  constructor(options: IChooseOptions) {
    super({ node: document.createElement('fieldset') });
    const { kept, trans } = options;
    this.addClass('jp-Reproducibility-kept');
    const legend = document.createElement('legend');
    legend.textContent = trans.__('Outputs from before a clean run');
    this.node.append(legend);
    kept.forEach((baseline, position) => {
      const label = document.createElement('label');
      const input = document.createElement('input');
      input.type = 'radio';
      input.name = 'kept';
      input.value = baseline.key;
      input.checked = position === 0;
      label.append(input, ` ${describe(baseline, options)}`);
      this.node.append(label);
    });
  }

  /** Key of the one that is chosen. */
  getValue(): string {
    return (
      this.node.querySelector<HTMLInputElement>('input:checked')?.value ?? ''
    );
  }
}

function describe(
  baseline: IBaseline,
  { path, trans }: IChooseOptions
): string {
  const cells = baseline.cells.filter(({ outputs }) => outputs.length > 0);
  const parts = [
    new Date(baseline.saved).toLocaleString(),
    trans._n('%1 cell with outputs', '%1 cells with outputs', cells.length),
    baseline.state === 'running'
      ? trans.__('its run did not end')
      : trans.__('its run ended'),
    baseline.path === path ? '' : trans.__('kept of %1', baseline.path)
  ];
  return parts.filter(part => part !== '').join(' · ');
}
