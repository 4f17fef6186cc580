/*
 * The walls of the house: who may import whom. Types cost nothing at run time and pass where a rule says so.
 */
const RUN_TIME = { dependencyTypesNot: ['type-only'] };
const TESTS = '/__tests__/';
const ENTRIES =
  '^src/(index|tokens|cli/main|lab/(engine|pattern)\\.worker)\\.ts$';

/** Packages that carry no JupyterLab, no DOM and no Node. */
const CORE_LIBRARIES = [
  '@lezer/(common|highlight|lr|python)',
  '@noble/hashes',
  '@renovatebot/pep440',
  'diff',
  'dom-serializer',
  'domelementtype',
  'domhandler',
  'domutils',
  'entities',
  'fast-png',
  'jpeg-js',
  'fflate',
  'htmlparser2',
  'iobuffer',
  'pixelmatch',
  'smol-toml',
  'yaml'
].join('|');

/** What one folder of src/ may import of its neighbours at run time; tokens may be imported by all. */
const wall = (name, allowed, why) => ({
  name: `${name}-imports`,
  comment: `src/${name} ${why}`,
  severity: 'error',
  from: { path: `^src/${name}/`, pathNot: TESTS },
  to: {
    path: '^src/',
    pathNot: `^src/(${[name, ...allowed, 'tokens\\.ts$'].join('|')})`,
    ...RUN_TIME
  }
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two modules that need each other are one module',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: RUN_TIME }
    },
    {
      name: 'no-type-cycles-between-folders',
      comment: 'Types flow one way too, from core outwards',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { path: '^src/', pathNot: '^src/core/' }
    },
    {
      name: 'no-dead-code',
      comment:
        'What ships is reached from where JupyterLab, the worker or Node begin',
      severity: 'error',
      from: { path: ENTRIES },
      to: { path: '^src/', pathNot: `${TESTS}|${ENTRIES}`, reachable: false }
    },
    {
      name: 'resolvable',
      comment: 'Declared in package.json and installed',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true }
    },
    {
      name: 'declared',
      comment: 'What ships is a dependency of ours, not of a dependency',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        ...RUN_TIME
      }
    },
    {
      name: 'core-is-alone',
      comment: 'core runs in a worker and in Node: only its parsing libraries',
      severity: 'error',
      from: { path: '^src/core/', pathNot: TESTS },
      to: {
        pathNot: `^src/core/|^node_modules/(${CORE_LIBRARIES})/`,
        ...RUN_TIME
      }
    },
    wall('kernel', ['core'], 'rests on core'),
    wall('verify', ['core', 'kernel'], 'rests on core and kernel'),
    wall('guidance', ['core'], 'rests on core'),
    wall(
      'cli',
      ['core', 'kernel', 'verify', 'guidance'],
      'is a host of its own'
    ),
    wall(
      'lab',
      ['core', 'kernel', 'verify', 'guidance', 'panel'],
      'is a host of its own'
    ),
    wall(
      'panel',
      ['lab', 'core/ladder/levels\\.ts$'],
      'renders the model: types from core, run time from lab; the names of the levels are data'
    ),
    {
      name: 'no-tests-in-code',
      severity: 'error',
      from: { pathNot: TESTS },
      to: { path: TESTS }
    }
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/fixtures/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.test.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings']
    }
  }
};
