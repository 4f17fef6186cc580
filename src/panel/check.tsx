import * as React from 'react';
import type { IEvidence } from '../core/ladder/report';
import type { INotebookModel } from '../lab/view';
import { useView } from './context';
import { CellLink, LinkButton, Mark } from './controls';
import { Prose } from './prose';
import { evidenceMark } from './words';

/** One piece of evidence; the file and the cell it was read from are links, in the sentence where it names them. */
export function Check(props: {
  evidence: IEvidence;
  model: INotebookModel;
}): JSX.Element {
  const { trans } = useView();
  const { evidence, model } = props;
  const { path, cell, message } = evidence;
  const goToCell = (index: number) => model.goToCell(index);
  const names = path === undefined ? [] : endsOf(path);
  const named = names.some(name => message.includes(`\`${name}\``));
  const link =
    path === undefined
      ? null
      : {
          label: trans.__('Open %1', path),
          open: () => model.openFile(path)
        };
  const mark = evidenceMark(evidence.holds, trans);
  return (
    <li className="jp-Reproducibility-check">
      <Mark {...mark} />
      <span className="jp-Reproducibility-what">
        <Prose
          text={message}
          code={link ? new Map(names.map(name => [name, link])) : undefined}
          goToCell={goToCell}
        />
        {link && !named ? (
          <>
            {' · '}
            <LinkButton onPress={link.open} label={link.label}>
              {fileWords(evidence)}
            </LinkButton>
          </>
        ) : null}
        {cell !== undefined && !mentionsCell(message, cell) ? (
          <>
            {' · '}
            <CellLink index={cell} onPress={goToCell} />
          </>
        ) : null}
      </span>
    </li>
  );
}

/** A path and what is left of it when it is read from a deeper folder: `a/b/c`, `b/c`, `c`. */
function endsOf(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, from) => parts.slice(from).join('/'));
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function fileWords(evidence: IEvidence): string {
  const name = baseName(evidence.path ?? '');
  return evidence.line === undefined ? name : `${name}:${evidence.line}`;
}

/** Whether a message already says "cell k" of this cell. */
export function mentionsCell(message: string, index: number): boolean {
  return new RegExp(`\\bcell ${index + 1}\\b`, 'i').test(message);
}
