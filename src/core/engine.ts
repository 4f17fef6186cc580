import type { INotebook, IOutput } from './notebook/facts';
import type { ICodeAnalysis, ISurroundings } from './python/types';
import type { IProjectFacts, IProjectHost } from './project/facts';
import type { IRunRecord } from './ladder/record';
import type { IReport } from './ladder/report';
import type {
  ICellRun,
  ICompareRules,
  INotebookComparison,
  OwnResult
} from './outputs/types';
import { analysisSteps, forgetCode, hintsOf } from './python';
import { digestSteps } from './outputs/digest';
import { dataStamps, readProject, starredModules, survey } from './project';
import { assessSteps } from './ladder';
import { forgetReplay } from './notebook';
import { readRuleOptions, type IRuleOptions } from './rules';
import { complete, pursue, type IPace, type Steps } from './steps';

/** What a host asks of the engine. */
export interface IReportRequest {
  notebook: INotebook;
  /** The last clean run that was recorded, whether or not it still counts. */
  run: IRunRecord | null;
  /** Look at the files again, even if the notebook names the same ones as before. */
  look: boolean;
  /** What the person made of the rules; as a settings file has it, so that what is wrong in it is passed over. */
  options?: IRuleOptions;
}

/** What the host made of a person's own patterns, which it ran where it can end them. */
export interface IOwnAnswer {
  /** One for each text of `ownTexts`, as far as it came. */
  results: OwnResult[];
  /** Why it came no further; null when it did. */
  problem: string | null;
}

export interface IReportAnswer {
  report: IReport;
  /** Digests of the environment files, to be kept with a run. */
  environment: { [path: string]: string };
  /** Stamps of the data files that the notebook reads, to be kept with a run. */
  data: { [path: string]: string };
  /** Folders that were looked into: a change there may change the report. */
  folders: string[];
}

/** What the host of an engine decides; all of it may be left out. */
export interface IEngineOptions {
  /** When reports make way for others; without it each is made at one go. */
  pace?: IPace;
  /** The last touch to an answer about a notebook. */
  finish?(answer: IReportAnswer, notebook: INotebook): IReportAnswer;
}

/** What was seen of the files around a notebook. */
interface ISeen {
  /** What it was looked at for. */
  named: string;
  facts: IProjectFacts;
  /** What star imports bring from modules of the project. */
  modules: NonNullable<ISurroundings['modules']>;
}

/** A report that is under way. */
interface IUnderWay {
  /** The files must be looked at before it is done. */
  look: boolean;
  /** Stops what it does at present. */
  leave: () => void;
  /** The report that superseded it. */
  newer: Promise<IReportAnswer> | null;
}

/**
 * Facts in, report out: the whole core behind two calls, so that it can run in a web worker, in Node or in the page.
 *
 * #### Notes
 * The files around a notebook are looked at with the first report, when the code names other files than before, and
 * on demand; between that their facts are remembered.
 */
export class Engine {
  constructor(options: IEngineOptions = {}) {
    this._options = options;
  }

  /**
   * The report on a notebook.
   *
   * #### Notes
   * A request supersedes one for the same notebook that is still under way: that one is left where it stands, and
   * resolves or rejects as the new one does.
   */
  report(request: IReportRequest, host: IProjectHost): Promise<IReportAnswer> {
    const { path } = request.notebook;
    const older = this._underWay.get(path);
    older?.leave();
    const call: IUnderWay = {
      look: request.look || older?.look === true,
      leave: () => undefined,
      newer: null
    };
    this._underWay.set(path, call);
    const answer = this._answer(call, request, host);
    if (older) {
      older.newer = answer;
    }
    return answer;
  }

  private async _answer(
    call: IUnderWay,
    request: IReportRequest,
    host: IProjectHost
  ): Promise<IReportAnswer> {
    const { path } = request.notebook;
    const isCurrent = () => this._underWay.get(path) === call;
    try {
      const answer = await this._make(call, request, host, isCurrent);
      if (answer) {
        return this._options.finish?.(answer, request.notebook) ?? answer;
      }
    } catch (reason) {
      if (!call.newer) {
        throw reason;
      }
    } finally {
      if (isCurrent()) {
        this._underWay.delete(path);
      }
    }
    return call.newer!;
  }

  /** Makes the report, or gives null as soon as it is known to be superseded. */
  private async _make(
    call: IUnderWay,
    { notebook, run, options }: IReportRequest,
    host: IProjectHost,
    isCurrent: () => boolean
  ): Promise<IReportAnswer | null> {
    const rules = readRuleOptions(options).options;
    let seen = this._seen.get(notebook.path);
    const analyse = () =>
      this._pursue(
        call,
        analysisSteps(notebook, {
          provided: rules.providedNames ?? [],
          modules: seen?.modules ?? {}
        }),
        isCurrent
      );
    let code = await analyse();
    if (!code) {
      return null;
    }
    const named = namedFiles(code);
    if (!seen || call.look || seen.named !== named) {
      const { files, imports } = code;
      const { path } = notebook;
      const facts = await survey(host, path, files, undefined, imports);
      if (!isCurrent()) {
        return null;
      }
      seen = { named, facts, modules: seen?.modules ?? {} };
      this._seen.set(path, seen);
      call.look = false;
    }
    const modules = starredModules(seen.facts, notebook, code);
    if (JSON.stringify(modules) !== JSON.stringify(seen.modules)) {
      seen.modules = modules;
      code = await analyse();
      if (!code) {
        return null;
      }
    }
    const data = dataStamps(seen.facts, code.files);
    const project = { ...readProject(seen.facts, notebook, code), data };
    const report = await this._pursue(
      call,
      assessSteps({ notebook, code, project, run, options: rules }),
      isCurrent
    );
    return (
      report && {
        report,
        environment: project.environmentDigests,
        data,
        folders: seen.facts.folders.map(folder => folder.path)
      }
    );
  }

  private async _pursue<T>(
    call: IUnderWay,
    steps: Steps<T>,
    isCurrent: () => boolean
  ): Promise<T | null> {
    const { pace } = this._options;
    if (!pace) {
      return complete(steps);
    }
    call.leave = () => steps.return(undefined as never);
    return pursue(steps, pace, isCurrent);
  }

  /** Forgets what is kept of a notebook that was closed, and the files around it. */
  forget(notebookPath: string): void {
    this._seen.delete(notebookPath);
    forgetCode(notebookPath);
    forgetReplay(notebookPath);
  }

  /**
   * Compares the outputs of a clean run; the comparers are loaded with the first one.
   *
   * @param own - what the person's own patterns came to, when there are any
   */
  async compare(
    cells: ICellRun[],
    rules: ICompareRules,
    own: IOwnAnswer | null = null
  ): Promise<INotebookComparison> {
    const { compareNotebook, explainBySource, ownTexts, withResults } =
      await import('./outputs');
    const explained = (given: ICellRun[]) =>
      explainBySource(compareNotebook(given, rules), given, hintsOf(given));
    if (own === null) {
      return explained(cells);
    }
    const texts = ownTexts(cells);
    const problem = own.problem ?? 'it was not looked at';
    const results = texts.map((_, at) => own.results[at] ?? { problem });
    return explained(withResults(cells, texts, results));
  }

  /** Digests of outputs, each list by `digestOutputs`. */
  async digest(outputs: IOutput[][]): Promise<string[]> {
    const { pace } = this._options;
    const steps = digestSteps(outputs);
    return (pace && (await pursue(steps, pace, () => true))) ?? complete(steps);
  }

  private _options: IEngineOptions;
  private _underWay = new Map<string, IUnderWay>();
  private _seen = new Map<string, ISeen>();
}

/** What a survey is made for: the files that the code names, and the modules that may be files. */
function namedFiles({ files, imports }: ICodeAnalysis): string {
  return JSON.stringify([
    files.filter(file => !file.scheme && file.path).map(file => file.path),
    imports.map(({ module, submodules }) => [module, submodules])
  ]);
}
