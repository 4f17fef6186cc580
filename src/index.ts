import {
  ILabShell,
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import {
  ICommandPalette,
  ISessionContextDialogs,
  SessionContextDialogs
} from '@jupyterlab/apputils';
import {
  EditorExtensionRegistry,
  IEditorExtensionRegistry
} from '@jupyterlab/codemirror';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { IStatusBar } from '@jupyterlab/statusbar';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import { addCommands, CommandIDs } from './lab/commands';
import { ladderIcon } from './lab/icons';
import { Manager } from './lab/manager';
import { Settings } from './lab/settings';
import { LazyView } from './lab/sidebar';
import { Underlines } from './lab/underlines';
import { IReproducibility } from './tokens';

export * from './tokens';

const DOMAIN = 'jupyterlab_reproducibility';
const PLUGIN = 'jupyterlab-reproducibility:plugin';

/**
 * The panel, the commands, and what other extensions may ask.
 */
const plugin: JupyterFrontEndPlugin<IReproducibility> = {
  id: 'jupyterlab-reproducibility:plugin',
  description:
    'Shows on which level of reproducibility a notebook stands, what proves it, and the next step up; verifies it by a clean run.',
  autoStart: true,
  provides: IReproducibility,
  requires: [INotebookTracker],
  optional: [
    ISettingRegistry,
    ITranslator,
    ICommandPalette,
    ISessionContextDialogs,
    ILayoutRestorer,
    ILabShell
  ],
  activate: (
    app: JupyterFrontEnd,
    tracker: INotebookTracker,
    registry: ISettingRegistry | null,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    sessionDialogs: ISessionContextDialogs | null,
    restorer: ILayoutRestorer | null,
    labShell: ILabShell | null
  ): IReproducibility => {
    const trans = (translator ?? nullTranslator).load(DOMAIN);
    const settings = new Settings();
    const dialogs =
      sessionDialogs ??
      new SessionContextDialogs({ translator: translator ?? nullTranslator });
    const manager = new Manager({
      app,
      tracker,
      settings,
      dialogs,
      trans,
      inLab: labShell !== null
    });
    managers.set(app, manager);

    const panel = new LazyView(
      manager,
      async () => {
        const { ReproducibilityPanel } = await import('./panel');
        return new ReproducibilityPanel({ model: manager, trans });
      },
      trans
    );
    panel.id = 'jupyterlab-reproducibility';
    panel.title.icon = ladderIcon;
    panel.title.caption = trans.__('Reproducibility');
    panel.title.dataset = { jpTabLabel: trans.__('Reproducibility') };
    const place = () => {
      app.shell.add(panel, settings.value.panelSide, {
        rank: 850,
        type: 'Reproducibility'
      });
    };
    place();
    restorer?.add(panel, 'jupyterlab-reproducibility');

    if (registry) {
      let side = settings.value.panelSide;
      settings.changed.connect(() => {
        if (settings.value.panelSide !== side) {
          side = settings.value.panelSide;
          place();
        }
      });
      void settings.load(registry, PLUGIN).catch(() => {
        // Without stored settings (a server that has none) the defaults hold.
      });
    }

    addCommands({
      app,
      tracker,
      manager,
      palette,
      trans,
      openPanel: () => app.shell.activateById(panel.id)
    });
    return manager;
  }
};

/**
 * The level of the notebook in front, in the status bar.
 */
const status: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-reproducibility:status',
  description: 'Shows the level of the notebook in front in the status bar.',
  autoStart: true,
  requires: [IReproducibility, INotebookTracker],
  optional: [IStatusBar, ILabShell, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    _reproducibility: IReproducibility,
    tracker: INotebookTracker,
    statusBar: IStatusBar | null,
    labShell: ILabShell | null,
    translator: ITranslator | null
  ): void => {
    const manager = managers.get(app);
    if (!statusBar || !manager) {
      return;
    }
    const trans = (translator ?? nullTranslator).load(DOMAIN);
    const item = new LazyView(
      manager,
      async () => {
        const { ReproducibilityStatus } = await import('./panel/status');
        return new ReproducibilityStatus({
          model: manager,
          trans,
          open: () => void app.commands.execute(CommandIDs.openPanel)
        });
      },
      trans
    );
    item.id = 'jupyterlab-reproducibility-status';
    const front = new Signal<LazyView, void>(item);
    (labShell ?? tracker).currentChanged.connect(() => front.emit());
    statusBar.registerStatusItem('jupyterlab-reproducibility:status', {
      item,
      align: 'left',
      rank: 60,
      isActive: () =>
        tracker.currentWidget !== null &&
        (!labShell || labShell.currentWidget === tracker.currentWidget),
      activeStateChanged: front
    });
  }
};

/**
 * Marks on the cells, and underlines in their editors.
 */
const marks: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-reproducibility:marks',
  description:
    'Marks the cells that have findings, and underlines the names in them.',
  autoStart: true,
  requires: [IReproducibility],
  optional: [IEditorExtensionRegistry],
  activate: (
    app: JupyterFrontEnd,
    _reproducibility: IReproducibility,
    editors: IEditorExtensionRegistry | null
  ): void => {
    const manager = managers.get(app);
    if (!manager) {
      return;
    }
    // At once: editors that are made before get no extension.
    const underlines = editors ? new Underlines() : null;
    editors?.addExtension({
      name: 'jupyterlab-reproducibility:underlines',
      factory: ({ inline, model }) =>
        inline && underlines
          ? EditorExtensionRegistry.createImmutableExtension(
              underlines.extension(model.sharedModel)
            )
          : null
    });
    let loading: Promise<IDisposable> | null = null;
    manager.currentChanged.connect(() => {
      loading ??= import('./lab/marks').then(
        ({ Marks }) => new Marks(manager, underlines)
      );
    });
  }
};

/** The status item and the marks need more of the manager than `IReproducibility` promises to others. */
const managers = new WeakMap<JupyterFrontEnd, Manager>();

export default [plugin, status, marks];
