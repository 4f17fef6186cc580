import type { Steps } from '../../steps';
import { Affected, type ILookups } from './affected';
import type { IUndone } from './changes';
import {
  createWorld,
  runCell,
  type Failures,
  type IOutcome,
  type ITrace
} from './interpreter';
import type { Term } from './terms';
import type { ICheckpoint, IWorldOptions, World } from './world';

/** What is to be executed. */
export interface IExecuted {
  /** Its place in the run of the notebook. */
  run: number;
  /**
   * What chance and the clock gave it is told by this: executions of two courses that left the same outputs share it.
   */
  origin: string;
  source: string;
  outcome: IOutcome;
}

interface IStep {
  executed: IExecuted;
  start: ICheckpoint;
  trace: ITrace;
  lookups: ILookups;
  /** It asked chance or the clock. */
  isAsking: boolean;
  /** Why names may exist that no cell shows: what it added. */
  unseen: Term[];
  /** Statements that it told to fail. */
  failures: Term[];
}

/** A step that was taken back. */
interface IOldStep {
  step: IStep;
  undone: IUndone[];
}

/**
 * One run of a notebook, which can be asked for again after the notebook changed: what comes before the first execution
 * that is another is not run again, and of what comes after it only what may go another way.
 */
export class Course {
  constructor(options: IWorldOptions) {
    this.world = createWorld(options);
    this._end = this.world.save();
  }

  readonly world: World;

  /**
   * Run executions one after the other. Pauses after each; a run that was not followed to its end may be followed by
   * another.
   *
   * @param failures - What is known to fail before; what these executions tell is added.
   */
  *run(executions: IExecuted[], failures: Failures): Steps<ITrace[]> {
    const steps = this._steps;
    const isKnown = isSameSet(failures, this._known);
    let place = 0;
    while (isKnown && isSame(steps[place], executions[place])) {
      place++;
    }
    const old = yield* this._takeBack(place);
    this._known = new Set(failures);
    for (const step of steps) {
      step.failures.forEach(term => failures.add(term));
    }
    const affected = new Affected(this.world);
    affected.all = !isKnown;
    for (const executed of executions.slice(place)) {
      const before = old[steps.length - place];
      const step =
        before &&
        isSame(before.step, executed) &&
        !affected.has(before.step.lookups)
          ? this._again(before, affected)
          : this._execute(executed, failures, affected, before);
      step.failures.forEach(term => failures.add(term));
      steps.push(step);
      this._end = this.world.save();
      yield;
    }
    return steps.map(({ trace }) => trace);
  }

  private *_takeBack(place: number): Steps<IOldStep[]> {
    const { world, _steps: steps } = this;
    world.restore(this._end);
    const old: IOldStep[] = [];
    while (steps.length > place) {
      const step = steps.pop()!;
      old.push({ step, undone: world.restore(step.start) });
      this._end = step.start;
      yield;
    }
    return old.reverse();
  }

  private _again({ step, undone }: IOldStep, affected: Affected): IStep {
    const { world } = this;
    world.log.redo(undone);
    affected.settle(undone);
    world.unseen.push(...step.unseen);
    return { ...step, start: this._end };
  }

  private _execute(
    executed: IExecuted,
    failures: Failures,
    affected: Affected,
    before: IOldStep | undefined
  ): IStep {
    const { world, _end: start } = this;
    const count = failures.size;
    world.lookups = { names: new Set(), modules: new Set(), all: false };
    const { run, origin, source, outcome } = executed;
    world.origin = origin;
    world.asked = 0;
    const trace = runCell(world, run, source, outcome, failures);
    const step = {
      executed,
      start,
      trace,
      lookups: world.lookups,
      isAsking: world.asked > 0,
      unseen: world.unseen.slice(start.unseen),
      failures: failures.size > count ? [...failures].slice(count) : []
    };
    affected.add(world.log.since(start.changes));
    if (before) {
      affected.add(before.undone.map(({ change }) => change));
    }
    affected.all ||=
      !isSameList(step.unseen, before?.step.unseen ?? []) ||
      !isSameList(step.failures, before?.step.failures ?? []);
    return step;
  }

  private readonly _steps: IStep[] = [];
  private _end: ICheckpoint;
  private _known: Failures = new Set();
}

function isSame(step: IStep | undefined, b: IExecuted | undefined): boolean {
  const a = step?.executed;
  return (
    a !== undefined &&
    b !== undefined &&
    a.run === b.run &&
    (a.origin === b.origin || !step?.isAsking) &&
    a.source === b.source &&
    a.outcome.failed === b.outcome.failed &&
    a.outcome.line === b.outcome.line &&
    a.outcome.count === b.outcome.count
  );
}

function isSameList(a: Term[], b: Term[]): boolean {
  return a.length === b.length && a.every((term, k) => term === b[k]);
}

function isSameSet(a: Failures, b: Failures): boolean {
  return a.size === b.size && [...a].every(term => b.has(term));
}
