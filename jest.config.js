/*
 * Two projects: `unit` for pure code (node, seconds), `lab` for what imports JupyterLab (jsdom, slower).
 * Fixtures in text files are read from disk by the specs.
 */
const labBase = require('@jupyterlab/testutils/lib/jest-config');

const swc = [
  '@swc/jest',
  {
    sourceMaps: 'inline',
    jsc: {
      parser: { syntax: 'typescript', tsx: true, decorators: true },
      transform: { react: { runtime: 'classic' } },
      target: 'es2022'
    },
    module: { type: 'commonjs' }
  }
];
// Elsewhere lie copies of packages, in .venv and in what is built.
const roots = ['<rootDir>/src'];
const esm = [
  '@codemirror',
  '@jupyter',
  '@lezer',
  '@marijn',
  '@microsoft',
  '@noble',
  'crelt',
  'diff/',
  'dom-serializer',
  'domelementtype',
  'domhandler',
  'domutils',
  'entities',
  'exenv-es6',
  'fast-png',
  'fflate',
  'htmlparser2',
  'idb',
  'iobuffer',
  'lib0',
  'nanoid',
  'pixelmatch',
  'smol-toml',
  'style-mod',
  'vscode-ws-jsonrpc',
  'w3c-keyname',
  'y-protocols',
  'y-websocket',
  'yjs'
].join('|');

const lab = {
  ...labBase(__dirname),
  roots,
  displayName: 'lab',
  testRegex: 'src/(lab|panel|verify|kernel)/.*\\.spec\\.tsx?$',
  transform: {
    '\\.svg$': '@jupyterlab/testing/lib/jest-raw-loader.js',
    '^.+\\.[jt]sx?$': swc
  },
  transformIgnorePatterns: [`/node_modules/(?!${esm}).+`]
};
for (const key of [
  'reporters',
  'coverageReporters',
  'coverageDirectory',
  'testTimeout'
]) {
  delete lab[key];
}
const unit = {
  roots,
  rootDir: __dirname,
  displayName: 'unit',
  testEnvironment: 'node',
  testRegex: 'src/(core|cli|guidance)/.*\\.spec\\.ts$',
  transform: { '^.+\\.[jt]sx?$': swc },
  transformIgnorePatterns: [`/node_modules/(?!${esm})`]
};
module.exports = { projects: [unit, lab] };
