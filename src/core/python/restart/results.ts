import type { IStep } from './steps';

/** Statements after which the shell shows no value. */
const SILENT =
  /^(?:Assign|AugAssign|AnnAssign|Import|ImportFrom|FunctionDef|ClassDef|Pass|Delete)$/;

/**
 * True if there is no result (or input) of a number for certain: the cell of that number did not run yet, or it shows
 * nothing. Blank cells are not counted, as front ends do not send them.
 *
 * @param steps - The cells above the one that asks.
 */
export function hasNothing(
  steps: IStep[],
  number: number,
  isInput: boolean
): boolean {
  const ran = steps.filter(({ code }) => code.text.trim() !== '');
  if (number > ran.length) {
    return isInput ? number > ran.length + 1 : true;
  }
  const doubt = ran.some(
    ({ code, skipped }) => skipped || /ast_node_interactivity/.test(code.text)
  );
  const { code } = ran[number - 1];
  const last = code.body[code.body.length - 1];
  return !isInput && !doubt && last !== undefined && SILENT.test(last.type);
}
