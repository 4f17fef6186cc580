import type { IOuterCall } from '../../flow/host';
import type { Machine } from '../../flow/machine';
import {
  partOf,
  UNBOUND,
  type IArguments,
  type IMade,
  type IVariable,
  type Value
} from '../../flow/values';
import type { ICall, INode } from '../../syntax/ast';
import type { IChance, IDraw } from './draws';
import { Notes, type IAbout } from './notes';
import { outsideOf } from './outside';
import {
  applies,
  argumentOf,
  hasSeed,
  isClock,
  isSeeded,
  keepsOrder,
  ownSeed,
  SEEDED,
  written
} from './seeds';
import { SharedGenerators } from './shared';
import { entryOf, type IEntry, type Shared } from './table';

/** What `IMade.what` says here. */
type Made =
  'generator' | 'key' | 'fit' | 'system' | 'frame' | 'distribution' | 'clock';

const GENERATOR_METHODS_APART =
  /^(?:spawn|jumped|advance|get_state|getstate|__\w+|generate_state|bit_generator)$/;

const USING = /^(?:fit\w*|partial_fit|split|__iter__|get_n_splits)$/;

/** Libraries whose values have a `sample` or `rvs` that draws from NumPy's generator. */
const FRAMES = /^(?:pandas|geopandas|seaborn\.load_dataset)\b/;
const DISTRIBUTION = /^scipy\.stats\.\w+$/;

/** Built-in functions through which a number from the clock stays one. */
const NUMERIC = /^builtins\.(?:int|float|round|abs|str|hash)$/;

/**
 * Follows random generators through an abstract run: which are seeded, on which paths, and what is drawn from those
 * that are not. Notes reads of the clock and of the network as well.
 */
export class RandomWatch {
  constructor(machine: Machine) {
    this._machine = machine;
    this._shared = new SharedGenerators(machine);
    this._notes = new Notes(machine);
  }

  /** Starts the next cell. */
  begin(): void {
    this._notes.begin();
  }

  /** What the cell that ran last did. */
  get seen(): IChance {
    return this._notes.seen;
  }

  /** A cell did not parse: one that has a word for seeds in it may set any of them. */
  unread(words: ReadonlySet<string>): void {
    if ([...words].some(word => /seed/i.test(word))) {
      this._shared.set('every', 2);
    }
  }

  /** A call of what the notebook does not define. */
  called(outer: IOuterCall): Value {
    const { callee, expr, args } = outer;
    if (callee?.kind === 'external') {
      return this._external(callee.path, expr, args);
    }
    if (callee?.kind === 'made') {
      return this._method(callee, expr, args);
    }
    const { func } = expr;
    const isSample =
      func.type === 'Attribute' &&
      func.attr === 'sample' &&
      args.keywords.has('frac');
    if (isSample) {
      this._drawShared('numpy', expr, args, 'random_state');
    }
    return null;
  }

  /** Something that was made goes where it is not followed. */
  lost(made: IMade): void {
    const what = made.what as Made;
    const isTold = what === 'fit' && made.state.slot.bound > 0;
    if (!isTold && (what === 'generator' || what === 'fit')) {
      const m = this._machine;
      const isHere = made.cell === m.cell;
      this._drawMade(made, null, isHere ? made.by : m.at);
    }
  }

  private _external(path: string, expr: ICall, args: IArguments): Value {
    const outside = outsideOf(path, args);
    if (outside) {
      this._notes.outside(outside, expr);
      return outside === 'time' ? this._make('clock', expr, 2) : null;
    }
    const entry = entryOf(path);
    if (entry && applies(entry, args) && !keepsOrder(path, args)) {
      return this._entry(entry, path, expr, args);
    }
    if (NUMERIC.test(path)) {
      return partOf(args.args.find(arg => isClock(arg)) ?? null);
    }
    if (/^scipy\.stats\.\w+\.rvs$/.test(path)) {
      this._drawShared('numpy', expr, args, 'random_state');
      return null;
    }
    if (path.startsWith('jax.random.')) {
      return this._keyed(path, expr, args);
    }
    return FRAMES.test(path)
      ? this._make('frame', expr, 2)
      : DISTRIBUTION.test(path)
        ? this._make('distribution', expr, 2)
        : null;
  }

  private _entry(
    { kind, generator }: IEntry,
    path: string,
    expr: ICall,
    args: IArguments
  ): Value {
    switch (kind) {
      case 'seed':
        this._seed(generator, expr, args);
        return null;
      case 'key':
        return this._make(
          'key',
          expr,
          hasSeed(expr, args) ? 2 : 0,
          'every',
          ''
        );
      case 'make': {
        const [first = null] = args.args;
        const given = first ?? args.keywords.get('seed') ?? null;
        if (given?.kind === 'made' && given.what === 'generator') {
          return partOf(given);
        }
        const isKnown = hasSeed(expr, args);
        return this._make('generator', expr, isKnown ? 2 : 0, generator, '');
      }
      case 'fit': {
        const own = ownSeed(args);
        return own === 'none'
          ? this._make('fit', expr, 0, generator, argumentOf(path))
          : own === 'given'
            ? null
            : partOf(own);
      }
      case 'system':
        if (written(expr.func).endsWith('SystemRandom')) {
          return this._make('system', expr, 0);
        }
        this._note(expr, { generator: 'every', how: 'system' }, true);
        return this._make('clock', expr, 2);
      default:
        this._drawShared(generator, expr, args, argumentOf(path));
        return null;
    }
  }

  private _method(made: IMade, expr: ICall, args: IArguments): Value {
    const { attr } = made;
    switch (made.what as Made) {
      case 'generator':
        if (attr === 'seed' || attr === 'manual_seed') {
          const isKnown = hasSeed(expr, args);
          this._machine.store.set(made.state, {
            ...UNBOUND,
            bound: isKnown ? 2 : 0
          });
        } else if (attr !== null && !GENERATOR_METHODS_APART.test(attr)) {
          this._drawMade(made, expr);
          return null;
        }
        return partOf(made);
      case 'fit':
        if (attr === 'set_params' && ownSeed(args) !== 'none') {
          this._machine.store.set(made.state, { ...UNBOUND, ...SEEDED });
        } else if (attr !== null && USING.test(attr) && !isSeeded(made)) {
          this._drawMade(made, expr);
          // What was seen to draw may go anywhere.
          this._machine.store.set(made.state, { ...UNBOUND, bound: 2 });
        }
        return attr === 'fit' || attr === 'set_params' ? partOf(made) : null;
      case 'system':
        this._note(expr, { generator: 'every', how: 'system', made }, true);
        return null;
      case 'distribution':
        if (attr === 'rvs') {
          this._drawShared('numpy', expr, args, 'random_state');
        }
        return null;
      case 'frame':
        if (attr === 'sample') {
          this._drawShared('numpy', expr, args, 'random_state');
        }
        return partOf(made);
      default:
        return partOf(made);
    }
  }

  /** `jax.random.normal(key)`: what it gives follows from its key. */
  private _keyed(path: string, expr: ICall, args: IArguments): Value {
    const key = args.args[0] ?? args.keywords.get('key') ?? null;
    if (key?.kind !== 'made' || key.what !== 'key') {
      return null;
    }
    if (!/\.(?:split|fold_in|clone|wrap_key_data)$/.test(path)) {
      this._drawMade(key, expr);
      return null;
    }
    return partOf(key);
  }

  private _drawShared(
    generator: Shared,
    expr: ICall,
    args: IArguments,
    argument: IDraw['argument']
  ): void {
    const own = ownSeed(args);
    if (own === 'none') {
      const isBare = this._shared.slot(generator).bound === 0;
      this._note(expr, { generator, how: 'shared', argument }, isBare);
    } else if (own !== 'given') {
      this._drawMade(own, expr);
    }
  }

  /**
   * A draw from something that was made.
   *
   * @param expr - the call that draws; null where it only may, later
   */
  private _drawMade(made: IMade, expr: ICall | null, at?: INode): void {
    const making = this._making.get(made.state);
    if (!making || isSeeded(made)) {
      return;
    }
    const { generator, argument } = making;
    const isFit = made.what === 'fit';
    const { bound } = isFit ? this._shared.slot(generator) : made.state.slot;
    if (isFit || bound < 2) {
      const how = isFit ? 'fit' : 'own';
      const call = making.expr;
      const shown = isFit ? call : (expr ?? call);
      this._note(
        shown,
        { generator, how, made, call, argument, at: at ?? expr ?? call },
        expr !== null && bound === 0
      );
    }
  }

  private _note(shown: ICall, about: IAbout, isBare: boolean): void {
    const { generator, how } = about;
    const isShared = how === 'shared' || how === 'fit';
    if (!isShared || !this._shared.isSeeded(generator)) {
      this._notes.draw(shown, about, isBare);
    }
  }

  private _seed(generator: Shared, expr: ICall, args: IArguments): void {
    const isKnown = hasSeed(expr, args) || generator === 'every';
    this._shared.set(generator, isKnown ? 2 : 0);
    if (isKnown && this._machine.tries.length > 0) {
      this._shared.setTried(generator);
    }
    this._notes.seeding(expr, generator, !isKnown);
  }

  private _make(
    what: Made,
    expr: ICall,
    bound: 0 | 2,
    generator: Shared = 'every',
    argument: IDraw['argument'] = null
  ): IMade {
    const state = { name: '#made', slot: { ...UNBOUND, bound }, global: true };
    this._making.set(state, { expr, generator, argument });
    const { cell } = this._machine;
    return { kind: 'made', what, attr: null, state, by: expr, cell };
  }

  private _machine: Machine;
  private _shared: SharedGenerators;
  private _notes: Notes;
  private _making = new WeakMap<IVariable, IMaking>();
}

/** The call that made something. */
interface IMaking {
  expr: ICall;
  generator: Shared;
  argument: IDraw['argument'];
}
