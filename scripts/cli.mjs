/*
 * `npm run --silent cli -- check PATH... [--json]`: the command line out of the clone, built when it is missing or older
 * than its sources. Paths are relative to where npm was called.
 */
import { createRequire } from 'node:module';
import { CLI, buildCli, cliStamp } from './build-cli.mjs';
import { readText } from './process.mjs';

if (!readText(CLI)?.trimEnd().endsWith(cliStamp())) {
  try {
    await buildCli();
  } catch (error) {
    process.stderr.write(
      error.code === 'ERR_MODULE_NOT_FOUND'
        ? 'The packages are not installed yet: run `npm start` or `npm ci --ignore-scripts` first.\n'
        : `The command line could not be built: ${error.message}\n`
    );
    process.exit(2);
  }
}
process.chdir(process.env.INIT_CWD ?? '.');
process.argv[1] = CLI;
createRequire(import.meta.url)(CLI);
