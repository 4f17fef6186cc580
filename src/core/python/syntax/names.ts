import type { IName } from './ast';
import type { IContext } from './context';
import type { ITreeNode } from './tree';

/** A name, normalised as Python does (NFKC). */
export function name(node: ITreeNode, ctx: IContext): IName {
  const { from, to } = node;
  return { type: 'Name', id: identifier(ctx.text.slice(from, to)), from, to };
}

/** Source of the rule: The Python Language Reference, 2.3. */
export function identifier(text: string): string {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 127) {
      return text.normalize('NFKC');
    }
  }
  return text;
}
