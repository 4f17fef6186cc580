import type { IEvidence } from '../../ladder/report';
import type { IProject } from '../project';

/** Why code was not understood, in few words. */
export function whyNotUnderstood({ notebook }: IProject): string {
  return notebook.language === null
    ? 'the language is not stated'
    : 'not Python';
}

/** Says of a notebook that names no language that it was taken for Python. */
export function takenForPython({ notebook, code }: IProject): IEvidence[] {
  return code.understood && notebook.language === null
    ? [
        {
          holds: 'note',
          message:
            'The file does not say in which language the code is; read as Python'
        }
      ]
    : [];
}
