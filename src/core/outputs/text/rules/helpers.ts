import type { IContext } from '../../match';
import { findLines } from './lines';
import type { ILineTemplate } from './lines';
import { barredCode, codeOfNotebook, readsClock } from './source';

/** A function or class of a notebook that prints what a clock tells. */
interface IHelper {
  /** Names in a cell that make it print: its own, and those of what it decorates. */
  names: Set<string>;
  lines: ILineTemplate[];
  /** Whether it prints and asks for the present time. */
  dated: boolean;
}

/** Notebooks beyond this are not looked into. */
const MAX_NOTEBOOK = 200_000;

/** What was found last: all outputs of a notebook are compared one after the other. */
let last: { notebook: string; helpers: IHelper[] } | null = null;

/** The lines with readings of a clock that functions of other cells print for this one. */
export function helperLines({
  source,
  notebook
}: Pick<IContext, 'source' | 'notebook'>): ILineTemplate[] {
  return usedHelpers(source, notebook).flatMap(({ lines }) => lines);
}

/** Whether a cell calls a function of another cell that prints the present time. */
export function usesDatedHelper({
  source,
  notebook
}: Pick<IContext, 'source' | 'notebook'>): boolean {
  return usedHelpers(source, notebook).some(({ dated }) => dated);
}

function usedHelpers(source: string, notebook: string): IHelper[] {
  if (last?.notebook !== notebook) {
    last = { notebook, helpers: findHelpers(notebook) };
  }
  if (last.helpers.length === 0) {
    return [];
  }
  const used = new Set(barredCode(source).match(/[A-Za-z_]\w*/g) ?? []);
  return last.helpers.filter(({ names }) =>
    Array.from(names).some(name => used.has(name))
  );
}

/** A definition at the left margin, with what is indented below. */
const BLOCK =
  /^(?:async )?(?:def|class) (\w{1,80})[^\n]*(?:\n(?:[^\S\n][^\n]*|\)[^\n]*)?(?=\n|$))*/gm;

function findHelpers(notebook: string): IHelper[] {
  if (notebook.length > MAX_NOTEBOOK || !readsClock(notebook)) {
    return [];
  }
  const code = codeOfNotebook(notebook);
  return Array.from(code.matchAll(BLOCK)).flatMap(([block, name]) => {
    if (!readsClock(block)) {
      return [];
    }
    const lines = findLines(block, notebook).filter(({ told }) =>
      told.includes('clock')
    );
    const dated =
      block.includes('print(') &&
      /\b(?:now|utcnow|strftime|ctime)\(/.test(block);
    return lines.length > 0 || dated
      ? [{ names: new Set([name, ...decorated(code, name)]), lines, dated }]
      : [];
  });
}

/** What a decorator stands above. */
function decorated(code: string, decorator: string): string[] {
  return Array.from(
    code.matchAll(
      new RegExp(
        `^[^\\S\\n]*@${decorator}\\b[^\\n]*\\n(?:[^\\S\\n]*@[^\\n]*\\n)*[^\\S\\n]*(?:async )?def (\\w{1,80})`,
        'gm'
      )
    ),
    ([, name]) => name
  );
}
