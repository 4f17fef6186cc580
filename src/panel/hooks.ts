import * as React from 'react';
import type { INotebookModel, INotebookState, IPanelModel } from '../lab/view';

/** The notebook in front, or null; redraws when it changes. */
export function useCurrent(model: IPanelModel): INotebookModel | null {
  const subscribe = React.useCallback(
    (redraw: () => void) => {
      const slot = () => redraw();
      model.currentChanged.connect(slot);
      return () => {
        model.currentChanged.disconnect(slot);
      };
    },
    [model]
  );
  return React.useSyncExternalStore(subscribe, () => model.current);
}

/** The state of a notebook, or null; redraws when it was replaced. */
export function useNotebookState(
  model: INotebookModel | null
): INotebookState | null {
  const subscribe = React.useCallback(
    (redraw: () => void) => {
      const slot = () => redraw();
      model?.changed.connect(slot);
      return () => {
        model?.changed.disconnect(slot);
      };
    },
    [model]
  );
  return React.useSyncExternalStore(subscribe, () => model?.state ?? null);
}

/** Milliseconds since epoch; redraws once per `period` (in ms) while `running`. */
export function useClock(period: number, running: boolean): number {
  const [, tick] = React.useReducer((count: number) => count + 1, 0);
  React.useEffect(() => {
    if (!running) {
      return;
    }
    const timer = window.setInterval(tick, period);
    return () => window.clearInterval(timer);
  }, [period, running]);
  return Date.now();
}

/**
 * Keeps the keyboard where it was when a control is replaced by another: when the focus was inside `ref` and `key`
 * changes so that the focused element is gone, the first control that may be focused inside gets it.
 */
export function useKeepFocus<T extends HTMLElement>(
  key: string
): React.RefObject<T> {
  const ref = React.useRef<T>(null);
  const within = React.useRef(false);
  React.useEffect(() => {
    const node = ref.current;
    const enter = () => {
      within.current = true;
    };
    const leave = (event: FocusEvent) => {
      if (event.relatedTarget || document.hasFocus()) {
        within.current = !!node?.contains(event.relatedTarget as Node | null);
      }
    };
    node?.addEventListener('focusin', enter);
    node?.addEventListener('focusout', leave);
    return () => {
      node?.removeEventListener('focusin', enter);
      node?.removeEventListener('focusout', leave);
    };
  }, []);
  React.useEffect(() => {
    const lost = document.activeElement === document.body;
    if (within.current && lost) {
      ref.current?.querySelector<HTMLElement>('button')?.focus();
    }
  }, [key]);
  return ref;
}
