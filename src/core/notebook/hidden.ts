import type { ICellSummary } from '../python';
import type { INotebook } from './facts';
import type { IFinding, IFix } from './finding';
import { isPython } from './language';
import { replay, type IReplay, type IReplayed } from './replay';
import { isSameCode } from './same';
import type { IRun } from './session';

type Summarise = (source: string) => ICellSummary;

/**
 * Rule `hidden-state`: cells that succeeded in this kernel session with a name that no cell above them binds. One
 * finding for each name, at its first reader; with the source that bound it, when the log has it.
 */
export function hiddenFindings(
  notebook: INotebook,
  summarise: Summarise,
  run: IReplay
): IFinding[] {
  const told = new Set<string>();
  return run.cells.flatMap(each => {
    const { code, now, was } = each;
    const name = now.error?.kind === 'NameError' ? now.error.name : '';
    const last = was?.session.runs[was.place];
    const certain = last?.isSeen && last.failed === false;
    if (
      !was ||
      name === '' ||
      !certain ||
      told.has(name) ||
      !isSameCode(last.source, code.cell.source) ||
      isBound(name, run, summarise, code.index)
    ) {
      return [];
    }
    told.add(name);
    const source = definingRun(name, run.runs, summarise, was.place);
    const elsewhere = run.cells.some(
      other => source && isSameCode(other.code.cell.source, source.source)
    );
    return [
      {
        rule: 'hidden-state',
        severity: 'warning',
        tier: 'recorded',
        cell: { index: code.index, id: code.cell.id },
        names: [name],
        message: `\`${name}\` was there when this cell ran, but no cell above defines it${said(name, source)}`,
        ...insertion(elsewhere ? null : source, code.index)
      } satisfies IFinding
    ];
  });
}

/**
 * Rule `kernel-only`: names that live in the kernel and that no cell binds, as the kernel itself told. A warning where
 * a cell reads the name and no cell above binds it.
 *
 * @param summarise - `summariseCell` of `core/python`.
 */
export function kernelFindings(
  notebook: INotebook,
  summarise: Summarise
): IFinding[] {
  return isPython(notebook) && notebook.kernelNames
    ? kernelOnly(notebook, summarise, replay(notebook, summarise))
    : [];
}

/** The same, from a replay that is at hand. */
export function kernelOnly(
  notebook: INotebook,
  summarise: Summarise,
  run: IReplay
): IFinding[] {
  return (notebook.kernelNames ?? [])
    .filter(({ name }) => !name.startsWith('_') && !run.left.has(name))
    .flatMap(({ name, type }) => {
      const source = definingRun(name, run.runs, summarise, run.runs.length);
      if (isBound(name, run, summarise) || (run.isOpen && !source)) {
        return [];
      }
      const reader = run.cells.find(each => reads(each, name, summarise));
      const gone = source
        ? `its cell was ${source.cell === null ? 'deleted' : 'edited'}`
        : `no cell defines it${type === '' ? '' : ` (a ${type})`}`;
      return [
        {
          rule: 'kernel-only',
          severity: reader ? 'warning' : 'note',
          tier: 'run',
          cell: reader
            ? { index: reader.code.index, id: reader.code.cell.id }
            : null,
          names: [name],
          message: `\`${name}\` lives only in the kernel; ${gone}${said(name, source)}`,
          ...(reader ? insertion(source, reader.code.index) : {})
        } satisfies IFinding
      ];
    });
}

function reads(
  { code }: IReplayed,
  name: string,
  summarise: Summarise
): boolean {
  const { needs, needsLater } = summarise(code.cell.source);
  return needs.some(need => need.name === name) || needsLater.includes(name);
}

/** True if a cell (above `before`) binds a name, whether or not it would get so far. */
function isBound(
  name: string,
  run: IReplay,
  summarise: Summarise,
  before = Infinity
): boolean {
  return run.cells.some(
    ({ code }) =>
      code.index < before &&
      summarise(code.cell.source).defines.some(each => each.name === name)
  );
}

/** The last run before a place that bound a name. */
function definingRun(
  name: string,
  runs: IRun[],
  summarise: Summarise,
  place: number
): IRun | null {
  for (let at = place - 1; at >= 0; at--) {
    const { defines } = summarise(runs[at].source);
    if (runs[at].isSeen && defines.some(each => each.name === name)) {
      return runs[at];
    }
  }
  return null;
}

/** "; run 14 said `threshold = 0.2`" */
function said(name: string, run: IRun | null): string {
  if (!run) {
    return '';
  }
  const lines = run.source.split('\n').map(line => line.trim());
  const word = name.replace(/[^\w\u00a1-\uffff]/g, '');
  const binding = new RegExp(
    `^(?:def|class|import|from|for|with)\\b.*\\b${word}\\b|^[^#=(]*\\b${word}\\b[^=(]*=`
  );
  const line = lines.find(each => binding.test(each)) ?? lines[0];
  const short = Array.from(line.replace(/`/g, "'"));
  const quoted =
    short.length > 60 ? `${short.slice(0, 59).join('')}…` : short.join('');
  return `; ${run.count === null ? 'an earlier run' : `run ${run.count}`} said \`${quoted}\``;
}

function insertion(run: IRun | null, before: number): { fix?: IFix } {
  return run
    ? {
        fix: {
          kind: 'insert-cell',
          label: 'Insert recovered cell',
          before,
          source: run.source
        }
      }
    : {};
}
