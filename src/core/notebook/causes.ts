import type { INotebook } from './facts';
import type { IReplayed, IWas } from './replay';
import { isSameCode } from './same';
import type { IWriter } from './symbolic/objects';
import type { IRead } from './symbolic/records';
import type { Terms } from './symbolic/terms';

/** Why a clean run would change an output. */
export type Cause =
  /** A cell above, on which it rests, was edited, or ran again, since. */
  | 'stale-input'
  /** Cells ran in another order than they stand. */
  | 'order'
  /** A cell that changes an object in place ran more often than once. */
  | 'mutation'
  /** The cell itself was edited since it ran. */
  | 'edited'
  /** It rests on something that no cell makes any more. */
  | 'hidden-state'
  /** The clean run would stop in it, or no longer would. */
  | 'error'
  /** It rests on chance or on the clock. */
  | 'random'
  /** It rests on a cell whose result would change. */
  | 'downstream';

/** A stored output that a clean run would change. */
export interface IPrediction {
  /** Index in the notebook, from 0. */
  cell: number;
  cause: Cause;
  /** The names by which the change comes. */
  names: string[];
  /** The reason, in half a sentence: "cell 3 ran twice and changes `df` each time". */
  message: string;
  /** The clean run would stop in the cell. */
  stops: boolean;
  /** Index of the cell that the message names. */
  related?: number;
}

/** One reason why a cell would find another state. */
export interface IReason {
  cause: Cause;
  name: string;
  message: string;
  related?: number;
}

/** The more telling come first. */
const RANK: Cause[] = [
  'error',
  'hidden-state',
  'edited',
  'mutation',
  'stale-input',
  'order',
  'random',
  'downstream'
];

/** Why the output of a cell would change. */
export function explain(
  replayed: IReplayed,
  was: IWas,
  notebook: INotebook,
  terms: Terms
): IPrediction {
  const [first] = [
    ...stops(replayed, was, notebook),
    ...edits(replayed, was),
    ...inputReasons(replayed, was, notebook),
    ...chance(replayed, terms)
  ].sort(byRank);
  const { cause, name, message, related } = first ?? UNTOLD;
  return {
    cell: replayed.code.index,
    cause,
    names: name === '' ? [] : [name],
    message,
    stops: replayed.now.error !== null,
    ...(related === undefined ? {} : { related })
  };
}

const UNTOLD: IReason = {
  cause: 'downstream',
  name: '',
  message: 'what it rests on would be another'
};

function byRank(a: IReason, b: IReason): number {
  return RANK.indexOf(a.cause) - RANK.indexOf(b.cause);
}

function stops(
  { code, now }: IReplayed,
  was: IWas,
  notebook: INotebook
): IReason[] {
  const { error } = now;
  if (!error) {
    return was.trace.error
      ? [{ cause: 'error', name: '', message: 'the error would be gone' }]
      : [];
  }
  const { kind, name } = error;
  switch (kind) {
    case 'NameError': {
      const read = was.trace.names.get(name);
      const definer = read ? cellOfRun(was, read.bound) : null;
      if (definer !== null && definer > code.index) {
        return [
          {
            cause: 'error',
            name,
            message: `\`${name}\` comes from cell ${definer + 1} below`,
            related: definer
          }
        ];
      }
      const edited = definer !== null && notebook.cells[definer] !== undefined;
      return [
        {
          cause: read ? 'hidden-state' : 'error',
          name,
          message: edited
            ? `cell ${definer + 1} no longer defines \`${name}\``
            : `no cell above defines \`${name}\``,
          ...(edited ? { related: definer } : {})
        }
      ];
    }
    case 'KeyError':
      return [
        {
          cause: 'error',
          name: '',
          message: `nothing above sets the key \`${name}\``
        }
      ];
    default:
      return [{ cause: 'error', name: '', message: 'its code raises' }];
  }
}

function edits({ code }: IReplayed, { session, place }: IWas): IReason[] {
  return isSameCode(session.runs[place].source, code.cell.source)
    ? []
    : [
        {
          cause: 'edited',
          name: '',
          message: 'the cell was edited since it ran'
        }
      ];
}

function chance({ now }: IReplayed, terms: Terms): IReason[] {
  return now.shown.some(({ term }) => terms.isChance(term))
    ? [
        {
          cause: 'random',
          name: '',
          message: 'it rests on chance or the clock'
        }
      ]
    : [];
}

/** Names that the cell would find in another state, the most telling first. */
export function inputReasons(
  { code, now }: IReplayed,
  was: IWas,
  notebook: INotebook
): IReason[] {
  const reasons: IReason[] = [];
  for (const [name, before] of was.trace.names) {
    const after = now.names.get(name);
    // What a function finds outside itself counts by its own name.
    if (after && after.own !== before.own) {
      reasons.push(reasonOf(name, before, after, code.index, was, notebook));
    }
  }
  return reasons.sort(byRank);
}

function reasonOf(
  name: string,
  before: IRead,
  after: IRead,
  cell: number,
  was: IWas,
  notebook: INotebook
): IReason {
  const { session, place } = was;
  const { runs } = session;
  const ran = writersOf(before);
  const would = new Set(writersOf(after));
  const times = new Map<number, number>();
  let gone = false;
  for (const run of ran) {
    const index = cellOfRun(was, run);
    gone ||= index === null;
    if (index !== null) {
      times.set(index, (times.get(index) ?? 0) + 1);
    }
  }
  const again = [...times].find(
    ([index, count]) => count > 1 || index === cell
  );
  if (again) {
    const [index] = again;
    const runsOfIt = runs
      .slice(0, place + 1)
      .filter(run => run.cell === index).length;
    return {
      cause: 'mutation',
      name,
      message: `${index === cell ? 'it' : `cell ${index + 1}`} ran ${often(runsOfIt)} and changes \`${name}\` each time`,
      ...(index === cell ? {} : { related: index })
    };
  }
  for (const index of would) {
    const last = session.last.get(index);
    if (last === undefined) {
      return reason('stale-input', name, index, 'never ran and sets');
    }
    if (!isSameCode(runs[last].source, notebook.cells[index].source)) {
      return {
        cause: 'stale-input',
        name,
        message: `\`${name}\` comes from cell ${index + 1}, which was edited since`,
        related: index
      };
    }
    if (last > place) {
      return reason(
        'stale-input',
        name,
        index,
        'ran after this one and changed'
      );
    }
  }
  if (gone) {
    return {
      cause: 'hidden-state',
      name,
      message: `\`${name}\` was set by code that is no longer in the notebook`
    };
  }
  for (const index of times.keys()) {
    if (!would.has(index)) {
      return index > cell
        ? reason(
            'order',
            name,
            index,
            'stands below but ran before and changed'
          )
        : reason('order', name, index, 'had changed');
    }
  }
  for (const index of would) {
    if (!times.has(index)) {
      return reason(
        'order',
        name,
        index,
        'would run before this one and change'
      );
    }
  }
  const [from] = would;
  return from === undefined
    ? {
        cause: 'downstream',
        name,
        message: `\`${name}\` would be another`
      }
    : {
        cause: 'downstream',
        name,
        message: `\`${name}\` comes from cell ${from + 1}, whose result would change`,
        related: from
      };
}

function reason(
  cause: Cause,
  name: string,
  index: number,
  what: string
): IReason {
  return {
    cause,
    name,
    message: `cell ${index + 1} ${what} \`${name}\``,
    related: index
  };
}

/** Places of the runs that made a name what it was, the first first. */
export function writersOf({ bound, writer }: IRead): number[] {
  const found: number[] = [];
  let at: IWriter | null = writer;
  while (at && found.length < 100) {
    found.unshift(at.run);
    at = at.before;
  }
  return (found.includes(bound) ? found : [...found, bound]).filter(
    run => run >= 0
  );
}

/** Index of the cell that ran, or null when it is gone. */
function cellOfRun({ session }: IWas, run: number): number | null {
  return session.runs[run]?.cell ?? null;
}

function often(count: number): string {
  return count === 2 ? 'twice' : `${count} times`;
}
