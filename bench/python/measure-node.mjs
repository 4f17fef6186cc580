/**
 * One measurement in a process of its own: `speed.mjs` starts it.
 *
 * Usage: node --expose-gc measure-node.mjs BUNDLE CELLS.json WHAT
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { measure } from './measure.mjs';

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const [bundle, cells, what] = process.argv.slice(2);
const core = await import(pathToFileURL(bundle).href);
const sources = JSON.parse(readFileSync(cells, 'utf8'));
globalThis.gc();
const heap = process.memoryUsage().heapUsed;
const start = { wall: performance.now(), cpu: cpu() };
const found = await measure(core, what, sources, cpu);
globalThis.gc();
console.log(
  JSON.stringify({
    ...found,
    start,
    heap: (process.memoryUsage().heapUsed - heap) / 2 ** 20
  })
);
