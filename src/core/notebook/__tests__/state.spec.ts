import { summariseCell } from '../../python';
import type { IFix } from '../finding';
import { stateFindings } from '../state';
import { readSessions } from './sessions';

describe('stateFindings', () => {
  for (const { title, notebook, expected } of readSessions('state.txt')) {
    it(title, () => {
      expect(
        stateFindings(notebook, summariseCell).map(
          ({ severity, rule, cell, message, fix }) =>
            `${severity} ${rule} ${cell ? cell.index + 1 : '-'} ${message}${describeFix(fix)}`
        )
      ).toEqual(expected);
    });
  }
});

function describeFix(fix: IFix | undefined): string {
  return !fix
    ? ''
    : fix.kind === 'insert-cell'
      ? ` [${fix.label} before ${fix.before + 1}: ${fix.source.replace(/\n/g, '\\n')}]`
      : ` [${fix.label}]`;
}
