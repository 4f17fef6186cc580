/*
 * `npm run watch`: compile and bundle again whenever a source changes; reload the page to see it.
 */
import { npm, run } from './process.mjs';

await Promise.all(
  ['watch:src', 'watch:labextension'].map(script => run(...npm('run', script)))
);
