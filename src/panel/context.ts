import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Level } from '../core/ladder/report';

/** What all views need, whatever they show. */
export interface IViewContext {
  trans: TranslationBundle;
  /** Milliseconds since epoch when the view was last drawn. */
  now: number;
  /** Whether a person can see the view: clocks stand still otherwise. */
  visible: boolean;
  /** Told why an action was rejected; null takes the last message away. */
  onError: (reason: unknown) => void;
}

/** Set by the widgets; there is no useful default. */
export const ViewContext = React.createContext<IViewContext | null>(null);

/** @throws Error outside of a `ViewContext`. */
export function useView(): IViewContext {
  const context = React.useContext(ViewContext);
  if (!context) {
    throw new Error('A reproducibility view was drawn outside its widget');
  }
  return context;
}

/** The number of a level as it is printed: with a true minus sign. */
export function formatLevel(level: Level): string {
  return level < 0 ? `−${-level}` : String(level);
}
