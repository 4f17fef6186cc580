import path from 'node:path';
import type { IReport } from '../core/ladder';
import { annotationsOf } from './annotations';
import { workflowCommand } from './github';
import type { Format } from './options';
import { slashed } from './place';
import { render } from './render';
import { sarifLog, type ILocated, type IUnseen } from './sarif';
import type { IFailOn } from './status';
import type { ITerminal } from './terminal';
import { VERSION } from './version';

/** Prints what is seen, notebook by notebook, in one format. */
export interface IReporter {
  /** @param lines - For each finding its line in the file, when `needsLines`. */
  report(report: IReport, lines: number[]): void;
  /** What could not be looked at, which stderr says in any format. */
  problem(message: string, file: string | null): void;
  /** @param isOne - Whether the command line named one notebook. */
  end(isOne: boolean): void;
}

/** Whether a format tells lines of the file. */
export function needsLines(format: Format): boolean {
  return format === 'github' || format === 'sarif';
}

export function reporterFor(
  format: Format,
  failOn: IFailOn,
  terminal: ITerminal
): IReporter {
  switch (format) {
    case 'text':
      return new TextReporter(terminal);
    case 'json':
      return new JsonReporter(terminal);
    case 'github':
      return new GitHubReporter(terminal, failOn);
    case 'sarif':
      return new SarifReporter(terminal, failOn);
  }
}

class TextReporter implements IReporter {
  constructor(terminal: ITerminal) {
    this._terminal = terminal;
  }

  report(report: IReport): void {
    const page = render(report, this._terminal);
    this._terminal.out(this._isFirst ? page : `\n\n${page}`);
    this._isFirst = false;
  }

  problem(): void {
    // stderr has it.
  }

  end(): void {
    // All was printed as it came.
  }

  private _terminal: ITerminal;
  private _isFirst = true;
}

class JsonReporter implements IReporter {
  constructor(terminal: ITerminal) {
    this._terminal = terminal;
  }

  report(report: IReport): void {
    this._reports.push(report);
  }

  problem(): void {
    // stderr has it.
  }

  /** Nothing at all when the only notebook could not be read. */
  end(isOne: boolean): void {
    const value = isOne ? this._reports[0] : this._reports;
    if (value !== undefined) {
      printJson(value, this._terminal);
    }
  }

  private _terminal: ITerminal;
  private _reports: IReport[] = [];
}

class GitHubReporter implements IReporter {
  constructor(terminal: ITerminal, failOn: IFailOn) {
    this._terminal = terminal;
    this._failOn = failOn;
  }

  report(report: IReport, lines: number[]): void {
    const file = inRepository(report.notebook.path, this._terminal);
    const commands = annotationsOf(report, lines, this._failOn).map(
      annotation => workflowCommand(annotation, file)
    );
    this._terminal.out(commands.join(''));
  }

  problem(message: string, file: string | null): void {
    if (file !== null) {
      const annotation = {
        rule: 'unreadable',
        title: 'Could not look',
        severity: 'error' as const,
        message,
        line: 1
      };
      this._terminal.out(
        workflowCommand(annotation, inRepository(file, this._terminal))
      );
    }
  }

  end(): void {
    // All was printed as it came.
  }

  private _terminal: ITerminal;
  private _failOn: IFailOn;
}

class SarifReporter implements IReporter {
  constructor(terminal: ITerminal, failOn: IFailOn) {
    this._terminal = terminal;
    this._failOn = failOn;
  }

  report(report: IReport, lines: number[]): void {
    const file = inRepository(report.notebook.path, this._terminal);
    for (const annotation of annotationsOf(report, lines, this._failOn)) {
      this._results.push({ file, annotation });
    }
  }

  problem(message: string, file: string | null): void {
    this._unseen.push({
      file: file === null ? null : inRepository(file, this._terminal),
      message
    });
  }

  end(): void {
    printJson(sarifLog(this._results, this._unseen, VERSION), this._terminal);
  }

  private _terminal: ITerminal;
  private _failOn: IFailOn;
  private _results: ILocated[] = [];
  private _unseen: IUnseen[] = [];
}

function printJson(value: unknown, terminal: ITerminal): void {
  terminal.out(`${JSON.stringify(value, null, 2)}\n`);
}

/** A path relative to the shell's folder as one relative to the repository, where it is known. */
function inRepository(file: string, { folder, repository }: ITerminal): string {
  return slashed(
    path.relative(repository ?? folder, path.resolve(folder, file))
  );
}
