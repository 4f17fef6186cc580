import eslint from '@eslint/js';
import jupyter from '@jupyter/eslint-plugin';
import prettier from 'eslint-config-prettier';
import globals from 'globals';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      '.cache/',
      '.venv/',
      '**/.ipynb_checkpoints/',
      '**/fixtures/',
      'build/',
      'coverage/',
      'dist/',
      'jupyterlab_reproducibility/',
      'lib/',
      'ui-tests/playwright-report/',
      'ui-tests/test-results/'
    ]
  },
  // The preset is a list that leaves the plugin itself to us.
  { plugins: { jupyter } },
  ...jupyter.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  {
    rules: { curly: ['error', 'all'], eqeqeq: 'error', 'no-console': 'error' }
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: tseslint.configs.recommended,
    languageOptions: {
      globals: globals.browser,
      parserOptions: {
        project: './tsconfig.test.json',
        tsconfigRootDir: import.meta.dirname
      }
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/naming-convention': [
        'error',
        {
          selector: 'interface',
          format: ['PascalCase'],
          custom: { regex: '^I[A-Z]', match: true }
        }
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } }
      ],
      '@typescript-eslint/no-namespace': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { args: 'none', ignoreRestSiblings: true, varsIgnorePattern: '^_' }
      ],
      'prefer-arrow-callback': 'error'
    }
  },
  {
    files: ['src/cli/**', 'src/core/**', '**/__tests__/**'],
    // No translator reaches the terminal or the worker; tests translate nothing.
    rules: { 'jupyter/no-untranslated-string': 'off' }
  },
  {
    files: ['src/index.ts'],
    rules: {
      // Both are small and needed at once; what is large, they load when it is asked for.
      'jupyter/prefer-lazy-imports': [
        'warn',
        { ignoreImports: ['./lab/commands', './lab/manager'] }
      ]
    }
  },
  {
    files: ['ui-tests/**'],
    // Playwright reads which fixtures a test wants from the pattern.
    rules: { 'no-empty-pattern': 'off' }
  },
  {
    files: ['**/*.{js,cjs}'],
    languageOptions: { sourceType: 'commonjs', globals: globals.node }
  },
  {
    files: ['style/**/*.js'],
    languageOptions: { sourceType: 'module', globals: globals.browser }
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: globals.node },
    rules: { 'no-unused-vars': ['error', { varsIgnorePattern: '^_' }] }
  },
  { files: ['bench/**'], rules: { 'no-console': 'off' } },
  {
    // Functions that are handed to a page.
    files: ['bench/**/*.mjs', 'scripts/screenshots.mjs', 'ui-tests/**/*.mjs'],
    languageOptions: { globals: globals.browser }
  },
  prettier,
  // eslint-config-prettier switches `curly` off, which only its multi-line modes need.
  { rules: { curly: ['error', 'all'] } }
);
