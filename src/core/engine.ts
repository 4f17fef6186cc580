import type { INotebook } from './notebook/facts';
import type { IFileReference } from './python/types';
import type { IProjectFacts, IProjectHost } from './project/facts';
import type { IRunRecord } from './ladder/record';
import type { IReport } from './ladder/report';
import type {
  ICellRun,
  ICompareRules,
  INotebookComparison
} from './outputs/types';
import { analyseCode } from './python';
import { dataStamps, readProject, survey } from './project';
import { assess } from './ladder';
import { readRuleOptions, type IRuleOptions } from './rules';

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

export interface IReportAnswer {
  report: IReport;
  /** Digests of the environment files, to be kept with a run. */
  environment: { [path: string]: string };
  /** Stamps of the data files that the notebook reads, to be kept with a run. */
  data: { [path: string]: string };
  /** Folders that were looked into: a change there may change the report. */
  folders: string[];
}

/**
 * Facts in, report out: the whole core behind two calls, so that it can run in a web worker, in Node or in the page.
 *
 * #### Notes
 * The files around a notebook are looked at with the first report, when the code names other files than before, and
 * on demand; between that their facts are remembered.
 */
export class Engine {
  async report(
    request: IReportRequest,
    host: IProjectHost
  ): Promise<IReportAnswer> {
    const { notebook, run, look } = request;
    const { options } = readRuleOptions(request.options);
    const code = analyseCode(notebook);
    const named = namedFolders(code.files);
    let seen = this._seen.get(notebook.path);
    if (!seen || look || seen.named !== named) {
      const facts = await survey(host, notebook.path, code.files);
      seen = { named, facts };
      this._seen.set(notebook.path, seen);
    }
    const data = dataStamps(seen.facts, code.files);
    const project = { ...readProject(seen.facts, notebook, code), data };
    return {
      report: assess({ notebook, code, project, run, options }),
      environment: project.environmentDigests,
      data,
      folders: seen.facts.folders.map(folder => folder.path)
    };
  }

  /** Forgets the files around a notebook that was closed. */
  forget(notebookPath: string): void {
    this._seen.delete(notebookPath);
  }

  /** Compares the outputs of a clean run; the comparers are loaded with the first one. */
  async compare(
    cells: ICellRun[],
    rules: ICompareRules
  ): Promise<INotebookComparison> {
    const { compareNotebook } = await import('./outputs');
    return compareNotebook(cells, rules);
  }

  private _seen = new Map<string, { named: string; facts: IProjectFacts }>();
}

function namedFolders(files: IFileReference[]): string {
  return JSON.stringify(
    files.filter(file => !file.scheme && file.path).map(file => file.path)
  );
}
