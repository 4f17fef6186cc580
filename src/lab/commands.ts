import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ICommandPalette } from '@jupyterlab/apputils';
import type { INotebookTracker } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import { isRepeatable } from '../panel/availability';
import { checkIcon, ladderIcon } from './icons';
import type { Manager } from './manager';
import { whyNotRun } from './refusal';
import type { Mode } from './view';

/** The commands that other programs may call by name. */
export namespace CommandIDs {
  /** Returns the report as JSON. */
  export const check = 'reproducibility:check';
  /** Runs the notebook from the top, then returns the report as JSON. */
  export const verify = 'reproducibility:verify';
  /** Runs an open notebook once more, to tell random from stale, then returns the report as JSON. */
  export const repeat = 'reproducibility:repeat';
  /** Lists outputs kept from before clean runs of an open notebook; returns how many cells hold old ones again. */
  export const recoverOutputs = 'reproducibility:recover-outputs';
  /** Asks the kernel of an open notebook for its history and names, then returns the report as JSON. */
  export const askKernel = 'reproducibility:ask-kernel';
  /** Shows the panel, and returns the report on the notebook in front as JSON. */
  export const openPanel = 'reproducibility:open-panel';
}

const PATH = {
  type: 'string',
  description: 'Path of the notebook; the one in front when left out'
};

export interface ICommandOptions {
  app: JupyterFrontEnd;
  tracker: INotebookTracker;
  manager: Manager;
  palette: ICommandPalette | null;
  trans: TranslationBundle;
  openPanel(): void;
}

/** Adds the commands. Toolbar, menus and shortcuts name them in `schema/plugin.json`. */
export function addCommands(options: ICommandOptions): void {
  const { app, tracker, manager, palette, trans, openPanel } = options;
  const { commands } = app;
  const pathOf = (args: { path?: unknown }) =>
    typeof args.path === 'string' && args.path
      ? args.path
      : (tracker.currentWidget?.context.path ?? null);
  const noNotebook = () =>
    new Error(trans.__('No notebook is open; name one by `path`'));
  const modeOf = (args: { mode?: unknown }): Mode =>
    args.mode === 'fresh-kernel' ? 'fresh-kernel' : 'in-place';
  // Of another notebook than the one in front the run itself tells.
  const whyNot = (args: { path?: unknown }, mode: Mode): string | null => {
    const panel = tracker.currentWidget;
    return panel && !args.path ? whyNotRun(panel, mode, trans) : null;
  };
  const whyNotAgain = (args: { path?: unknown }): string | null => {
    const model = manager.loaded(tracker.currentWidget);
    return args.path || (model && isRepeatable(model.state))
      ? whyNot(args, 'fresh-kernel')
      : trans.__('No clean run has given other outputs');
  };
  const captioned = (caption: string, why: string | null) =>
    why === null ? caption : trans.__('%1. Not now: %2', caption, why);

  commands.addCommand(CommandIDs.check, {
    label: trans.__('Check Reproducibility'),
    caption: trans.__(
      'Report on the level of the notebook, without running it'
    ),
    icon: ladderIcon,
    isEnabled: args => pathOf(args) !== null,
    execute: async args => {
      const path = pathOf(args);
      if (path === null) {
        throw noNotebook();
      }
      return manager.report(path);
    },
    describedBy: { args: { type: 'object', properties: { path: PATH } } }
  });

  commands.addCommand(CommandIDs.verify, {
    label: args =>
      args.toolbar
        ? ''
        : args.mode === 'fresh-kernel'
          ? trans.__('Verify in a Fresh Kernel')
          : trans.__('Restart, Run All and Verify'),
    caption: args =>
      captioned(
        args.mode === 'fresh-kernel'
          ? trans.__(
              'Run the notebook in a kernel of its own and compare; notebook and kernel are left as they are'
            )
          : trans.__(
              'Restart the kernel, run every cell, and compare the new outputs with the old'
            ),
        whyNot(args, modeOf(args))
      ),
    icon: args => (args.toolbar ? checkIcon : undefined),
    isEnabled: args =>
      pathOf(args) !== null && whyNot(args, modeOf(args)) === null,
    execute: async args => {
      const path = pathOf(args);
      if (path === null) {
        throw noNotebook();
      }
      const mode = modeOf(args);
      if (typeof args.path !== 'string') {
        // A person pressed it: progress, verdict and choices are in the panel.
        openPanel();
      }
      return manager.verify(path, { mode });
    },
    describedBy: {
      args: {
        type: 'object',
        properties: {
          path: PATH,
          mode: {
            description: 'In the notebook itself, or in a kernel of its own',
            oneOf: [{ const: 'in-place' }, { const: 'fresh-kernel' }],
            default: 'in-place'
          },
          toolbar: {
            type: 'boolean',
            description: 'Show the icon instead of the label'
          }
        }
      }
    }
  });

  commands.addCommand(CommandIDs.repeat, {
    label: trans.__('Run Again to Tell Random from Stale'),
    caption: args =>
      captioned(
        trans.__(
          'Run the notebook once more in a fresh kernel: what differs from the first run is random, what does not was stale'
        ),
        whyNotAgain(args)
      ),
    isEnabled: args => pathOf(args) !== null && whyNotAgain(args) === null,
    execute: async args => {
      const path = pathOf(args);
      if (path === null) {
        throw noNotebook();
      }
      if (typeof args.path !== 'string') {
        openPanel();
      }
      return manager.repeat(path);
    },
    describedBy: { args: { type: 'object', properties: { path: PATH } } }
  });

  commands.addCommand(CommandIDs.recoverOutputs, {
    label: trans.__('Recover Outputs…'),
    caption: trans.__(
      'List the outputs that are kept from before clean runs of the notebook, and put them back'
    ),
    isEnabled: args => pathOf(args) !== null,
    execute: async args => {
      const path = pathOf(args);
      if (path === null) {
        throw noNotebook();
      }
      return manager.recover(path);
    },
    describedBy: { args: { type: 'object', properties: { path: PATH } } }
  });

  commands.addCommand(CommandIDs.askKernel, {
    label: trans.__('Ask the Kernel What It Remembers'),
    caption: trans.__(
      'Read the history and the names of the running kernel; no code is run and nothing is changed'
    ),
    isEnabled: args =>
      typeof args.path === 'string'
        ? args.path !== ''
        : !!tracker.currentWidget?.sessionContext.session?.kernel,
    execute: async args => {
      const path = pathOf(args);
      if (path === null) {
        throw noNotebook();
      }
      return manager.askKernel(path);
    },
    describedBy: { args: { type: 'object', properties: { path: PATH } } }
  });

  commands.addCommand(CommandIDs.openPanel, {
    label: trans.__('Reproducibility'),
    caption: trans.__('Show how reproducible the notebook is, and why'),
    icon: ladderIcon,
    execute: async () => {
      openPanel();
      const path = pathOf({});
      return path === null ? null : manager.report(path);
    },
    describedBy: { args: { type: 'object', properties: {} } }
  });

  if (palette) {
    const category = trans.__('Reproducibility');
    palette.addItem({ command: CommandIDs.verify, category });
    palette.addItem({
      command: CommandIDs.verify,
      category,
      args: { mode: 'fresh-kernel' }
    });
    palette.addItem({ command: CommandIDs.repeat, category });
    palette.addItem({ command: CommandIDs.recoverOutputs, category });
    palette.addItem({ command: CommandIDs.check, category });
    palette.addItem({ command: CommandIDs.askKernel, category });
    palette.addItem({ command: CommandIDs.openPanel, category });
  }
  const notify = () => {
    for (const id of Object.values(CommandIDs)) {
      commands.notifyCommandChanged(id);
    }
  };
  tracker.currentChanged.connect(notify);
  manager.runChanged.connect(notify);
  // What a run would be refused for is the kernel's, mostly.
  tracker.widgetAdded.connect((_, { sessionContext }) => {
    const onChange = () => {
      if (tracker.currentWidget?.sessionContext === sessionContext) {
        notify();
      }
    };
    sessionContext.statusChanged.connect(onChange);
    sessionContext.kernelChanged.connect(onChange);
    sessionContext.connectionStatusChanged.connect(onChange);
    sessionContext.ready.then(onChange, onChange);
  });
}
