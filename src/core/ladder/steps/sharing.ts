import {
  placesLacking,
  showCommand,
  showFile,
  type IAdvice,
  type IAdviceContext
} from './context';
import { setup } from './environment';
import { plainText, shellWord, yamlText } from './quote';

/** Level 1: the data that the notebook reads are at hand, by relative paths. */
export function dataAdvice({ facet }: IAdviceContext): IAdvice {
  return {
    title: 'Keep the data with the project',
    hint: 'Copy the files into the project and read them by relative paths.',
    actions: placesLacking(facet)
  };
}

/** Level 1: a text that tells how to set up and run. */
export function instructionsAdvice(context: IAdviceContext): IAdvice {
  const { facet, notebook } = context;
  return {
    title: 'Write down how to run it',
    hint: 'A README with a command for the environment and one for the notebook is enough.',
    actions: [
      showFile('README.md', 'text', readme(context)),
      ...placesLacking(facet).filter(
        action => action.kind !== 'open-file' || action.path !== notebook
      )
    ]
  };
}

function readme(context: IAdviceContext): string[] {
  const { notebook, manager } = context;
  const { commands, prefix } = setup(context);
  const run =
    manager === 'anaconda-project'
      ? 'anaconda-project run'
      : `${prefix}jupyter lab ${shellWord(notebook)}`;
  return [
    `# ${plainText(notebook)}`,
    '',
    'What this notebook computes, and from which data.',
    '',
    '## Set up',
    '',
    'In the folder of this file, once:',
    '',
    '```sh',
    ...commands,
    '```',
    '',
    '## Run',
    '',
    '```sh',
    run,
    '```',
    '',
    'Then choose Run > Restart Kernel and Run All Cells. It takes about ... minutes.'
  ];
}

/** Level 1: a repository or an archive from which others get all of it. */
export function shareableAdvice({ facet, name }: IAdviceContext): IAdvice {
  return {
    title: 'Put the project where others can get it',
    hint:
      facet.state === 'unknown'
        ? 'If it is in a repository already, a `CITATION.cff` that names it makes that visible.'
        : 'Push it to a repository and name that in a `CITATION.cff`.',
    actions: [
      showFile('CITATION.cff', 'yaml', [
        'cff-version: 1.2.0',
        'message: If you use this work, please cite it.',
        `title: ${yamlText(name)}`,
        'authors:',
        '  - family-names: FAMILY NAME',
        '    given-names: GIVEN NAME',
        'repository-code: ADDRESS OF THE REPOSITORY'
      ]),
      showCommand('Make it a repository', [
        'git init',
        'git add .',
        'git commit -m "First version"',
        'git remote add origin ADDRESS',
        'git push -u origin HEAD'
      ]),
      ...placesLacking(facet)
    ]
  };
}
