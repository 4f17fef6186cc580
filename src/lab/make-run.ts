import type { ICleanRun } from '../verify';
import { keptOf } from './kept';
import type { IVerificationOptions } from './verification';
import type { Mode } from './view';

/** A clean run of a notebook with the choices that the person made; nothing is begun. */
export async function makeRun(
  options: IVerificationOptions,
  mode: Mode
): Promise<ICleanRun> {
  const { model, panel, services, settings, dialogs, trans, engine } = options;
  // Loads the comparers while the cells run: the server may be gone by the end.
  void engine.compare([], settings.compareRules).catch(() => undefined);
  const [{ InPlaceRun, FreshKernelRun }, { baselines }, { askLimit }] =
    await Promise.all([
      import('../verify'),
      keptOf(services),
      import('./limit-dialog')
    ]);
  const ran = model.ranSources();
  const { askBeforeRestart, continueAfterErrors, cellTimeLimit } =
    settings.value;
  const common = {
    panel,
    trans,
    services,
    continueAfterErrors,
    cellTimeLimit,
    askLimit: askLimit(trans),
    ranSource: (cell: string) => ran.get(cell) ?? null
  };
  return mode === 'in-place'
    ? new InPlaceRun({ ...common, baselines, dialogs, ask: askBeforeRestart })
    : new FreshKernelRun(common);
}
