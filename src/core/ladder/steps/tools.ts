import type { IAction } from '../report';
import {
  placesLacking,
  showCommand,
  showFile,
  type IAdvice,
  type IAdviceContext
} from './context';
import { setup } from './environment';
import { makeWord, shellWord, yamlText } from './quote';

/** Level 2: a command that a tool can follow, in the environment that a file defines. */
export function commandsAdvice(context: IAdviceContext): IAdvice {
  const { facet, manager, notebook } = context;
  return {
    title: 'Give the project a command that runs the notebook',
    hint:
      manager === 'anaconda-project'
        ? 'Add this section to `anaconda-project.yml`; `anaconda-project run` then opens the notebook in its environment.'
        : '`make run` then sets up the environment and runs the notebook. The environment needs `nbconvert` and `ipykernel`.',
    actions: [
      manager === 'anaconda-project'
        ? showFile('anaconda-project.yml', 'yaml', [
            'commands:',
            '  default:',
            `    notebook: ${yamlText(notebook)}`
          ])
        : showFile('Makefile', 'text', makefile(context)),
      ...placesLacking(facet)
    ]
  };
}

function makefile(context: IAdviceContext): string[] {
  const { commands, prefix } = setup(context);
  const needs = commands.length > 0 ? ' environment' : '';
  return [
    `.PHONY:${needs} run`,
    '',
    ...(needs
      ? [
          'environment:',
          ...commands.map(line => `\t${line.replace(/\$/g, '$$$$')}`),
          ''
        ]
      : []),
    `run:${needs}`,
    `\t${prefix}jupyter nbconvert --to notebook --execute --inplace ${makeWord(context.notebook)}`
  ];
}

/** Level 3: every package, direct or not, at its build or digest. */
export function lockAdvice(context: IAdviceContext): IAdvice {
  return {
    title: 'Lock every package to its build',
    hint: lockHint(context),
    actions: [...lockActions(context), ...placesLacking(context.facet)]
  };
}

function lockHint(context: IAdviceContext): string {
  const runs = context.isPython
    ? ' What runs the notebook is to be locked too: name `ipykernel`, and the tool that your command calls (`nbconvert`, `papermill`, ...), among the packages first.'
    : '';
  return `${lockTool(context)}${runs}`;
}

function lockTool({ manager, isPython }: IAdviceContext): string {
  switch (manager) {
    case 'anaconda-project':
      return '`anaconda-project` comes from a conda channel. It writes `anaconda-project-lock.yml`.';
    case 'conda':
      return '`conda-lock` is on conda-forge. It writes `conda-lock.yml`, for the platforms that you name.';
    case 'pip':
      return isPython
        ? '`uv` resolves all packages and writes them with their digests; `pip-compile --generate-hashes` does the same.'
        : 'Which tool locks packages depends on the language; conda locks those of many.';
  }
}

function lockActions({
  manager,
  environmentFile,
  sourceFile,
  isPython
}: IAdviceContext): IAction[] {
  switch (manager) {
    case 'anaconda-project':
      return [showCommand('Lock the environment', ['anaconda-project lock'])];
    case 'conda':
      return [
        showCommand('Lock the environment', [
          `conda-lock -f ${shellWord(environmentFile ?? 'environment.yml')} -p linux-64 -p osx-arm64 -p win-64`
        ])
      ];
    case 'pip': {
      const target = environmentFile ?? 'requirements.txt';
      const source = sourceFile ?? target.replace(/\.txt$/, '.in');
      return isPython
        ? [
            showCommand('Lock the environment', [
              ...(sourceFile === null
                ? [`mv ${shellWord(target)} ${shellWord(source)}`]
                : []),
              `uv pip compile --universal --generate-hashes ${shellWord(source)} -o ${shellWord(target)}`
            ])
          ]
        : [];
    }
  }
}
