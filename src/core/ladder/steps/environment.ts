import type { IAction } from '../report';
import {
  packagesLacking,
  placesLacking,
  showCommand,
  showFile,
  type IAdvice,
  type IAdviceContext
} from './context';
import { shellWord } from './quote';

/** Level 1: every imported package in a file, at one exact version. */
export function environmentAdvice(context: IAdviceContext): IAdvice {
  const { facet, isPython, environmentFile } = context;
  if (!isPython) {
    return {
      title: 'Name the packages in a file',
      hint: 'Imports can be read from Python notebooks only. An `environment.yml` with exact versions fits other languages too.',
      actions: [
        showFile('environment.yml', 'yaml', [
          'channels:',
          '  - conda-forge',
          'dependencies:',
          '  - NAME=VERSION'
        ])
      ]
    };
  }
  const packages = packagesLacking(facet);
  return {
    title: environmentFile
      ? 'Pin every package that the notebook imports'
      : 'Write down the packages, at exact versions',
    hint:
      packages.length === 0
        ? 'Every imported package belongs in one file, as `name==version`.'
        : environmentFile
          ? `Give these an exact version in \`${environmentFile}\`; the command prints those in use.`
          : 'The command writes the versions in use. Run it in the environment of the kernel.',
    actions: [
      ...(packages.length === 0 && environmentFile === null
        ? [pythonAlone]
        : pinActions(context, packages)),
      ...placesLacking(facet)
    ]
  };
}

/** For a notebook that imports nothing but Python's own modules. */
const pythonAlone = showFile('environment.yml', 'yaml', [
  'channels:',
  '  - conda-forge',
  'dependencies:',
  '  - python=VERSION'
]);

function pinActions(
  { manager, environmentFile }: IAdviceContext,
  packages: string[]
): IAction[] {
  if (packages.length === 0) {
    return [];
  }
  if (manager !== 'pip') {
    return [
      showCommand('The versions in use', [
        `conda list "^(${packages.map(name => name.replace(/\./g, '\\.')).join('|')})$"`
      ])
    ];
  }
  const list = packages.map(name => `'${name}'`).join(', ');
  const target = environmentFile ? '' : ' > requirements.txt';
  return [
    showCommand('The versions in use', [
      `python -c "from importlib.metadata import version as v; print(*[n + '==' + v(n) for n in [${list}]], sep='\\n')"${target}`
    ]),
    showFile('requirements.txt', 'text', [
      '# Put the version in use behind each name',
      ...packages.map(name => `${name}==`)
    ])
  ];
}

/** Commands that set up the environment in the project's folder, and the prefix that runs something in it. */
export function setup({ manager, environmentFile, isPython }: IAdviceContext): {
  commands: string[];
  prefix: string;
} {
  switch (manager) {
    case 'anaconda-project':
      return { commands: ['anaconda-project prepare'], prefix: '' };
    case 'conda':
      return {
        commands: [
          `conda env create -p ./env -f ${shellWord(environmentFile ?? 'environment.yml')}`
        ],
        prefix: 'conda run -p ./env '
      };
    case 'pip':
      return isPython
        ? {
            commands: [
              'python -m venv .venv',
              `. .venv/bin/activate && python -m pip install -r ${shellWord(environmentFile ?? 'requirements.txt')}`
            ],
            prefix: '. .venv/bin/activate && '
          }
        : { commands: [], prefix: '' };
  }
}
