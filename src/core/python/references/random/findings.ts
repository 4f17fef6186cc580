import type { IFinding } from '../../../notebook/finding';
import type { ISourceHint } from '../../types';
import { seedFix, type AfterImports, type ISeedCell } from './fix';
import { fits, type IChance, type IDraw, type ISeeding } from './draws';

/** A code cell of the notebook. */
interface ICell extends ISeedCell {
  cell: { id: string | null; source: string };
}

/**
 * Rule `unseeded-random`: one finding for each cell that draws random numbers which nothing makes known.
 *
 * @param chances - of the cells, in the same order
 */
export function randomFindings(chances: IChance[], cells: ICell[]): IFinding[] {
  const seedings = chances.flatMap(chance => chance.seedings);
  const after: AfterImports = new Map();
  return chances.flatMap(({ draws }, place) => {
    if (draws.length === 0) {
      return [];
    }
    const { index, code, cell } = cells[place];
    const told = mostTelling(draws);
    const { from, to } = told[0].at;
    const fix = seedFix(told, seedings, cells, after);
    return [
      {
        rule: 'unseeded-random',
        tier: 'static',
        cell: { index, id: cell.id },
        ...describe(told, seedings),
        range: { from: code.toSource(from), to: code.toSource(to) },
        ...(fix ? { fix } : {})
      } satisfies IFinding
    ];
  });
}

/** What makes the outputs of cells differ from run to run. */
export function sourceHints(chances: IChance[], cells: ICell[]): ISourceHint[] {
  return chances.flatMap(({ draws, outside }, place) => {
    const cell = cells[place].index;
    const hints: ISourceHint[] = [];
    if (draws.length > 0) {
      const names = list(namesOf(mostTelling(draws)));
      const without = draws.every(({ how }) => how === 'system')
        ? 'that cannot be seeded'
        : 'without a seed';
      const message = `draws random numbers ${without} (${names})`;
      hints.push({ cell, what: 'random', message });
    }
    for (const { what, name } of outside) {
      const does = what === 'time' ? 'reads the clock' : 'asks the network';
      hints.push({ cell, what, message: `${does} (\`${name}\`)` });
    }
    return hints;
  });
}

/** The certain draws; where there are none, those that may happen; last those that no seed would change. */
function mostTelling(draws: IDraw[]): IDraw[] {
  const seedable = draws.filter(({ how }) => how !== 'system');
  const sure = seedable.filter(draw => draw.sure);
  return sure.length > 0 ? sure : seedable.length > 0 ? seedable : draws;
}

type IRandomFinding = Pick<
  IFinding,
  'severity' | 'names' | 'message' | 'detail' | 'related'
>;

/** Names in one sentence at most. */
const SHOWN = 3;

/** What is said of draws of one kind. */
function describe(draws: IDraw[], seedings: ISeeding[]): IRandomFinding {
  const [{ how, sure }] = draws;
  const names = namesOf(draws);
  if (how === 'system') {
    return {
      severity: 'note',
      names,
      message: `Takes random numbers that cannot be seeded (${list(names)}): they are others in every run`
    };
  }
  const change = draws.some(each => each.how !== 'fit') && sure;
  return {
    severity: sure ? 'warning' : 'note',
    names,
    message: `${sure ? 'Draws' : 'May draw'} random numbers without a seed (${list(names)}): its results ${change ? 'will' : 'may'} change with every run`,
    ...reasonsOf(draws[0], seedings)
  };
}

function namesOf(draws: IDraw[]): string[] {
  return [...new Set(draws.map(({ name }) => name))];
}

function list(names: string[]): string {
  const shown = names.slice(0, SHOWN).map(name => `\`${name}\``);
  const rest = names.length - shown.length;
  return shown.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** Why no seed counts: the nearest that there is. */
function reasonsOf(
  { generator, how, made, cell, via }: IDraw,
  seedings: ISeeding[]
): Pick<IFinding, 'detail' | 'related'> {
  const through =
    via.length > 0 ? [`reached through \`${via.join('`, `')}\``] : [];
  const told = (words: string | null, related: number | null) => {
    const detail = [...(words === null ? [] : [words]), ...through].join(' · ');
    return {
      ...(detail === '' ? {} : { detail }),
      ...(related === null || related === cell ? {} : { related })
    };
  };
  if (how === 'own' && made) {
    return made.cell === cell
      ? told(null, null)
      : told(`The generator was made in cell ${made.cell + 1}`, made.cell);
  }
  const own = seedings.filter(seeding => fits(seeding.generator, generator));
  const before = own.filter(seeding => seeding.cell <= cell);
  const weak = before[before.length - 1];
  if (weak) {
    const where = weak.cell === cell ? 'here' : `in cell ${weak.cell + 1}`;
    return told(
      weak.isEntropy
        ? `\`${weak.name}\` ${where} takes its seed from the clock or the system`
        : `\`${weak.name}\` ${where} is not sure to run before it`,
      weak.cell
    );
  }
  const [late] = own;
  return late
    ? told(
        `\`${late.name}\` comes too late, in cell ${late.cell + 1}`,
        late.cell
      )
    : told(null, null);
}
