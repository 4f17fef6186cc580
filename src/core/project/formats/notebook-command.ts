import { baseName, isAbsolute, isAddress, joinPath } from './paths';
import { onlyPrints, shellCommands } from './shell';
import type { IShellCommand } from './shell';

/** Programs that open or run a notebook given to them. */
const RUNNERS = new Set([
  'jupyter-lab',
  'jupyter-notebook',
  'jupyter-nbclassic',
  'jupyter-execute',
  'jupyter-run',
  'papermill',
  'runipy',
  'ipython',
  'voila',
  'juv',
  'treon',
  'nbterm',
  'euporie-notebook'
]);
const JUPYTER = new Set([
  'lab',
  'notebook',
  'nbclassic',
  'execute',
  'run',
  'voila'
]);
/** Options that make a program tell about itself and stop. */
const HELP = /^--(?:help|help-all|version)$/;
/** Options whose value names what is written, not what is run. */
const OUTPUT_OPTION = /^(?:-o|--output|--output-dir|--template|--config)$/;

/**
 * The notebook that a shell text opens or runs, relative to the folder it is
 * started in, when it says so outright: a runner with a plain `.ipynb` argument. Null
 * for patterns and variables, and for programs that only convert, copy or check.
 */
export function notebookOf(shell: string): string | null {
  for (const command of shellCommands(shell)) {
    if (runsNotebooks(command.words)) {
      const notebook = firstNotebook(command);
      if (notebook !== null) {
        return notebook;
      }
    }
  }
  return null;
}

/** True for a command that would open or run a notebook named in it. */
export function runsNotebooks(words: string[]): boolean {
  if (onlyPrints(words) || words.some(word => HELP.test(word))) {
    return false;
  }
  return words.some((word, index) => {
    const program = baseName(word).replace(/\.exe$/, '');
    const next = words[index + 1] ?? '';
    if (program === 'jupyter' && next !== 'nbconvert') {
      return JUPYTER.has(next);
    }
    if (program === 'nbconvert' || program === 'jupyter-nbconvert') {
      return executes(words);
    }
    if (program === 'quarto') {
      return next === 'render' || next === 'preview';
    }
    if (program === 'panel' || program === 'bokeh') {
      return next === 'serve';
    }
    if (program === 'pytest' || program === 'py.test') {
      return words.some(option => /^--(?:nbmake|nbval)/.test(option));
    }
    return RUNNERS.has(program);
  });
}

function executes(words: string[]): boolean {
  return words.some(word =>
    /^--(?:execute|ExecutePreprocessor\.enabled=True)$/.test(word)
  );
}

/** papermill writes its second notebook: a first one that is not plain ends the search. */
function firstNotebook({ words, folder }: IShellCommand): string | null {
  const papermill = words.some(word => baseName(word) === 'papermill');
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (OUTPUT_OPTION.test(word)) {
      i++;
      continue;
    }
    const plain = !/[*?{}$`%]/.test(word) && !isAddress(word);
    if (/^[^-].*\.ipynb$/.test(word) && plain) {
      return isAbsolute(word) ? word : joinPath(folder, word);
    }
    if (papermill && !plain) {
      return null;
    }
  }
  return null;
}
