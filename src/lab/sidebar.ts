import type { TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import { Panel, type Widget } from '@lumino/widgets';
import type { Manager } from './manager';

/**
 * A place in the shell for a view that is loaded when it is shown for the first time.
 *
 * #### Notes
 * While it is visible it keeps the notebook in front computed.
 */
export class LazyView extends Panel {
  constructor(
    private _manager: Manager,
    private _load: () => Promise<Widget>,
    private _trans: TranslationBundle
  ) {
    super();
    this.addClass('jp-Reproducibility-place');
  }

  protected onBeforeShow(message: Message): void {
    super.onBeforeShow(message);
    this._setShown(true);
  }

  protected onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this._setShown(this.isVisible);
  }

  protected onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this._setShown(this.isVisible);
  }

  protected onAfterHide(message: Message): void {
    super.onAfterHide(message);
    this._setShown(false);
  }

  protected onBeforeDetach(message: Message): void {
    this._setShown(false);
    super.onBeforeDetach(message);
  }

  private _setShown(shown: boolean): void {
    this._manager.setShown(this.id, shown);
    if (shown && !this._loading) {
      this._loading = this._load().then(
        widget => {
          if (!this.isDisposed) {
            this.addWidget(widget);
          }
        },
        (reason: Error) => {
          this.node.textContent = this._trans.__(
            'This view could not be loaded (%1). Reload the page to try again.',
            reason.message
          );
        }
      );
    }
  }

  private _loading: Promise<void> | null = null;
}
