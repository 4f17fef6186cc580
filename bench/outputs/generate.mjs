/**
 * Pairs of executed notebooks with outputs as notebooks have them: of every twenty, ten streams, four values, three tables,
 * a plot, data and a drawing. A third are as they were; the rest have other addresses, timings and ids, other spelling, a
 * last digit of a float, or (one in ten) another value. One plot in ten is packed anew, which changes its bytes alone.
 */
import { encode } from 'fast-png';

/** A generator of numbers below `n`, the same at each run. */
function randomOf(seed) {
  return n => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * n);
  };
}

/** A pair with `count` outputs, one in each cell. */
export function mixedPair(count) {
  const random = randomOf(count);
  const outputs = Array.from({ length: count }, (_, i) => {
    const make = KINDS[i % KINDS.length];
    const seed = random(1e6);
    const change = random(30);
    return [make(seed, 0, i), make(seed, change < 10 ? 0 : change, i)];
  });
  return notebooks(outputs, 1);
}

/** A pair with `count` plots of 640 × 480 pixels, packed anew; one in ten with another point. */
export function plotPair(count) {
  return notebooks(
    Array.from({ length: count }, (_, i) => [
      plot(i, 6, 0),
      plot(i, 9, i % 10 === 0 ? 29 : 0)
    ]),
    1
  );
}

/** A pair with one table of some ten million characters, of which one cell differs. */
export function tablePair() {
  const table = value =>
    display({
      'text/html': `<table border="1" class="dataframe">${Array.from(
        { length: 60_000 },
        (_, y) =>
          `\n<tr><th>${y}</th>${Array.from({ length: 8 }, (_, x) => `<td>${((y * 8 + x) / 7).toFixed(6)}</td>`).join('')}</tr>`
      ).join('')}<tr><td>${value}</td></tr></table>`,
      'text/plain': '...'
    });
  return notebooks([[table('0.125001'), table('0.125002')]], 1);
}

const display = data => ({ output_type: 'display_data', data, metadata: {} });
const stream = text => ({ output_type: 'stream', name: 'stdout', text });
const hex = (seed, digits) =>
  ((seed + 1) * 2654435761).toString(16).padStart(digits, 'a').slice(-digits);

/** `change` is 0 for the stored output, above 26 for another value, else for what may vary. */
const number = (seed, change, scale = 1) =>
  ((seed % 1000) / 7 + (change > 26 ? 1 : change > 20 ? 1e-13 : 0)) * scale;

const text = (seed, change, i) =>
  stream(
    Array.from(
      { length: 1 + (i % 12) },
      (_, line) =>
        `epoch ${line}: loss ${number(seed, line === 0 ? change : 0)} accuracy ${(line / 13).toFixed(4)}`
    ).join('\n') +
      `\n<__main__.Model object at 0x7f${hex(seed + change, 10)}>\n`
  );

const timed = (seed, change) =>
  stream(
    `score ${number(seed, change)}\nCPU times: user ${change + 3} ms, sys: 1 ms, total: ${change + 4} ms\nWall time: ${change + 5} ms\n`
  );

const bar = (seed, change) =>
  stream(
    `\r 50%|█████     | 25/50 [00:01<00:01, ${change + 10}.25it/s]\r100%|██████████| 50/50 [00:0${change % 9}<00:00, ${change + 12}.5it/s, loss=${number(seed, change).toFixed(3)}]\n`
  );

const value = (seed, change) =>
  display({
    'text/plain': `array([[${number(seed, change)}, ${number(seed + 1, 0)}],\n       [${number(seed + 2, 0)}, ${number(seed + 3, 0)}]])`
  });

const table = (seed, change) => {
  const id = `T_${hex(seed + change, 5)}`;
  const rows = Array.from(
    { length: 20 },
    (_, y) =>
      `<tr><th id="${id}_level0_row${y}">${y}</th>${Array.from({ length: 6 }, (_, x) => `<td id="${id}_row${y}_col${x}">${number(seed + 6 * y + x, x + y ? 0 : change).toFixed(6)}</td>`).join('')}</tr>`
  );
  return display({
    'text/html': `<style>#${id}_row0_col0 {color: red}</style><table id="${id}"><tbody>${rows.join('\n')}</tbody></table>`,
    'text/plain': `<pandas.io.formats.style.Styler at 0x7f${hex(seed + change, 10)}>`
  });
};

const data = (seed, change) =>
  display({
    'application/vnd.plotly.v1+json': {
      data: [
        {
          type: 'scatter',
          uid: hex(seed + change, 8),
          y: Array.from({ length: 200 }, (_, i) =>
            number(seed + i, i === 0 ? change : 0)
          )
        }
      ],
      layout: { title: { text: `run ${seed}` } }
    }
  });

const drawing = (seed, change) =>
  display({
    'image/svg+xml': `<svg width="300" height="200"><defs><clipPath id="p${hex(seed + change, 10)}"><rect width="300" height="200"/></clipPath></defs>${Array.from({ length: 40 }, (_, i) => `<path clip-path="url(#p${hex(seed + change, 10)})" d="M ${i} ${number(seed + i, i === 0 && change > 26 ? change : 0)} L ${i + 1} 5"/>`).join('')}<text>${seed}</text></svg>`
  });

const picture = (seed, change, i) =>
  plot(seed % 50, i % 10 === 0 ? 9 : 6, change > 26 ? change : 0);

const KINDS = [
  ...[text, text, text, timed, text, bar, text, text, timed, text],
  ...[value, value, value, value, table, table, table],
  ...[picture, data, drawing]
];

/** A curve of 640 × 480 pixels on white, as PNG. */
function plot(seed, level, change) {
  const key = [seed, level, change].join();
  if (!plots.has(key)) {
    const pixels = new Uint8Array(640 * 480 * 4).fill(255);
    for (let x = 40; x < 600; x++) {
      const y = Math.round(
        240 +
          150 * Math.sin((x + seed * 9) / 40) +
          (change && x === 300 ? 9 : 0)
      );
      for (let dy = 0; dy < 3; dy++) {
        pixels.set([31, 119, 180], 4 * ((y + dy) * 640 + x));
      }
    }
    const png = encode(
      { width: 640, height: 480, data: pixels, channels: 4, depth: 8 },
      { zlib: { level } }
    );
    plots.set(key, Buffer.from(png).toString('base64'));
  }
  return display({
    'image/png': plots.get(key),
    'text/plain': '<Figure size 640x480 with 1 Axes>'
  });
}

const plots = new Map();

function notebooks(outputs, perCell) {
  return [0, 1].map(side => {
    const cells = [];
    for (let i = 0; i < outputs.length; i += perCell) {
      cells.push({
        cell_type: 'code',
        id: `cell-${i}`,
        metadata: {},
        execution_count: cells.length + 1,
        source: `run(${i})`,
        outputs: outputs.slice(i, i + perCell).map(pair => pair[side])
      });
    }
    return { nbformat: 4, nbformat_minor: 5, metadata: {}, cells };
  });
}
