import type { IOutput } from '../core/notebook/facts';

/**
 * The output that a comparison speaks of, from the canonical list of its cell. A stream goes on over what the other
 * stream printed in between, as it does when compared.
 */
export function outputAt(
  outputs: readonly IOutput[],
  index: number | null
): IOutput | null {
  const first = index === null ? undefined : outputs[index];
  if (!first || index === null || first.output_type !== 'stream') {
    return first ?? null;
  }
  let text = '';
  for (const output of outputs.slice(index)) {
    if (output.output_type !== 'stream') {
      break;
    }
    if (output.name === first.name) {
      text += String(output.text);
    }
  }
  return { ...first, text };
}

/** The text of a printed or plain result; null for everything that needs a renderer. */
export function textOf(output: IOutput | null): string | null {
  if (!output) {
    return null;
  }
  if (output.output_type === 'stream') {
    return withoutAnsi(String(output.text));
  }
  if (output.output_type === 'error') {
    return `${String(output.ename)}: ${withoutAnsi(String(output.evalue))}`;
  }
  const data = output.data as { [mime: string]: unknown } | undefined;
  const types = Object.keys(data ?? {});
  const text = data?.['text/plain'];
  return types.length === 1 && typeof text === 'string'
    ? withoutAnsi(text)
    : null;
}

/** Characters of markup that a renderer would have to go through. */
export function sizeOf(output: IOutput | null): number {
  const data = output?.data as { [mime: string]: unknown } | undefined;
  return ['text/html', 'text/markdown', 'text/latex', 'image/svg+xml'].reduce(
    (sum, mime) => {
      const value = data?.[mime];
      return sum + (typeof value === 'string' ? value.length : 0);
    },
    0
  );
}

/** Whether it is a picture: those keep their own colours. */
export function pictureOf(output: IOutput | null): string | null {
  const data = output?.data as { [mime: string]: unknown } | undefined;
  for (const mime of ['image/png', 'image/jpeg', 'image/gif', 'image/webp']) {
    const value = data?.[mime];
    if (typeof value === 'string') {
      return `data:${mime};base64,${value.replace(/\s/g, '')}`;
    }
  }
  const svg = data?.['image/svg+xml'];
  return typeof svg === 'string'
    ? `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`
    : null;
}

function withoutAnsi(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/\u001b\[[0-?]*[ -/]*[@-~]/g, '');
}
