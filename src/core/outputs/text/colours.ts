/* eslint-disable no-control-regex */
const COLOUR = /\u001b\[([\d;:]*)m/;

/** Signs that show nothing but their colour. */
const BLOCKS = /[\u2580-\u259f\u25a0-\u25ff\u2b1b\u2b1c\u2b24]/;

/**
 * What a text draws with the terminal's colours: for each blank on a background and each block its colours. Words have
 * a meaning without them.
 */
export function drawnColours(text: string): string {
  if (!text.includes('\u001b[')) {
    return '';
  }
  const drawn: string[] = [];
  let ink = '';
  let ground = '';
  text.split(COLOUR).forEach((part, i) => {
    if (i % 2 === 1) {
      [ink, ground] = changed(part, ink, ground);
      return;
    }
    for (const sign of ink + ground === '' ? '' : part) {
      if (BLOCKS.test(sign)) {
        drawn.push(`${ink} ${ground}`);
      } else if (/[^\S\n]/.test(sign) && ground !== '') {
        drawn.push(ground);
      }
    }
  });
  return drawn.join('\n');
}

/** Colours of text and background after a sequence (ECMA-48 SGR). */
function changed(
  sequence: string,
  ink: string,
  ground: string
): [string, string] {
  const codes = sequence.split(/[;:]/);
  while (codes.length > 0) {
    const code = Number(codes.shift());
    const isLong = code === 38 || code === 48;
    const colour = [
      code,
      ...(isLong ? codes.splice(0, codes[0] === '2' ? 4 : 2) : [])
    ].join(';');
    if (code === 0) {
      [ink, ground] = ['', ''];
    } else if ((code >= 30 && code <= 38) || (code >= 90 && code <= 97)) {
      ink = colour;
    } else if ((code >= 40 && code <= 48) || (code >= 100 && code <= 107)) {
      ground = colour;
    } else if (code === 39) {
      ink = '';
    } else if (code === 49) {
      ground = '';
    }
  }
  return [ink, ground];
}
