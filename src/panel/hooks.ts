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
 * A value whose `passing` states count only once they have lasted for `delay` ms, so that what is drawn from it does not
 * flicker. All other changes count at once.
 */
export function useLasting<T>(
  value: T,
  passing: (value: T) => boolean,
  delay: number
): T {
  const [lasting, setLasting] = React.useState(value);
  const waits = passing(value);
  React.useEffect(() => {
    if (!waits) {
      setLasting(value);
      return;
    }
    const timer = window.setTimeout(() => setLasting(value), delay);
    return () => window.clearTimeout(timer);
  }, [value, waits, delay]);
  return waits ? lasting : value;
}

/**
 * Keeps the keyboard where it was when what holds the focus is replaced: when `key` changes and the focus, until then
 * inside the returned element, is lost, what is marked with `data-takes-focus` gets it.
 *
 * #### Notes
 * That should be no control: a key that is held down would press it.
 */
export function useKeepFocus<T extends HTMLElement>(
  key: string
): React.RefObject<T> {
  const ref = React.useRef<T>(null);
  const within = React.useRef(false);
  React.useEffect(() => {
    const follow = (event: FocusEvent) => {
      within.current = !!ref.current?.contains(event.target as Node);
    };
    const leave = (event: FocusEvent) => {
      const left = event.target as Node;
      queueMicrotask(() => {
        // Not when the element was taken away, and not when the whole window lost the focus.
        if (left.isConnected && document.hasFocus()) {
          within.current = !!ref.current?.contains(document.activeElement);
        }
      });
    };
    document.addEventListener('focusin', follow);
    document.addEventListener('focusout', leave);
    return () => {
      document.removeEventListener('focusin', follow);
      document.removeEventListener('focusout', leave);
    };
  }, []);
  React.useEffect(() => {
    if (within.current && document.activeElement === document.body) {
      ref.current?.querySelector<HTMLElement>('[data-takes-focus]')?.focus();
    }
  }, [key]);
  return ref;
}
