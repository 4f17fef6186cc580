/*
 * What reaches the worker at run time. JupyterLab's shared packages cannot be loaded there, because a worker has no
 * share scope. Types are dropped before the imports are followed.
 */
module.exports = {
  forbidden: [
    {
      name: 'worker-is-light',
      severity: 'error',
      from: { path: '^src/lab/(engine|pattern)\\.worker\\.ts$' },
      to: {
        path: '^node_modules/(@jupyterlab|@jupyter|@lumino|@codemirror|react|react-dom)/',
        reachable: true
      }
    }
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: false,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: require('./.dependency-cruiser.cjs').options
      .enhancedResolveOptions
  }
};
