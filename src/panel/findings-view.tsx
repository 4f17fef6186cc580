import * as React from 'react';
import type { IReport } from '../core/ladder/report';
import type { IFinding, Severity } from '../core/notebook/finding';
import type { INotebookModel, INotebookState } from '../lab/view';
import { AskKernel } from './ask';
import { useView } from './context';
import { Button, CellLink, Mark, Rows, Section } from './controls';
import { Prose } from './prose';
import { count } from './time';
import { severityMark } from './words';

const LIMIT = 30;
const ORDER: Severity[] = ['error', 'warning', 'note'];

/** What the notebook says against itself, worst first. */
export function Findings(props: {
  model: INotebookModel;
  state: INotebookState;
  report: IReport;
}): JSX.Element {
  const { trans } = useView();
  const { model, state, report } = props;
  const { language, codeCells } = report.notebook;
  const findings = ORDER.flatMap(severity =>
    report.findings.filter(finding => finding.severity === severity)
  );
  const python = language === 'python';
  return (
    <Section title={trans.__('Notebook')} side={side(report, trans)}>
      {findings.length > 0 ? (
        <Rows
          limit={LIMIT}
          rows={findings.map((finding, index) => (
            <Finding
              key={`${finding.rule} ${finding.cell?.index} ${index}`}
              finding={finding}
              model={model}
              reason={whyNotFix(finding, state, trans)}
            />
          ))}
        />
      ) : null}
      {python && codeCells > 0 && findings.length > 0 ? null : (
        <p className="jp-Reproducibility-body jp-Reproducibility-sub">
          <Prose text={quietText(report, trans)} />
        </p>
      )}
      {codeCells > 0 ? <AskKernel model={model} state={state} /> : null}
    </Section>
  );
}

/** What there is to say beside, or instead of, findings. */
function quietText(
  report: IReport,
  trans: ReturnType<typeof useView>['trans']
): string {
  const { language, codeCells } = report.notebook;
  if (codeCells === 0) {
    return trans.__('There is no code cell.');
  }
  if (language === 'python') {
    return trans.__(
      'Nothing found that relies on hidden state or on another order of cells.'
    );
  }
  return language === null
    ? trans.__(
        'The file does not say in which language the code is, so names, seeds and paths could not be checked. Order, files and a clean run can.'
      )
    : trans.__(
        'The code is `%1`, not Python, so names, seeds and paths could not be checked. Order, files and a clean run can.',
        language
      );
}

function side(
  report: IReport,
  trans: ReturnType<typeof useView>['trans']
): string {
  if (report.findings.length > 0) {
    return count(report.findings.length);
  }
  return report.notebook.language === 'python' && report.notebook.codeCells > 0
    ? trans.__('clean')
    : '';
}

function whyNotFix(
  { fix }: IFinding,
  state: INotebookState,
  trans: ReturnType<typeof useView>['trans']
): string | null {
  if (state.progress) {
    return trans.__('A clean run is under way');
  }
  if (fix?.kind === 'run-cells') {
    return state.kernel === 'idle' || state.kernel === 'busy'
      ? null
      : trans.__('There is no kernel that could run them');
  }
  return state.readOnly ? trans.__('The file is read-only') : null;
}

function Finding(props: {
  finding: IFinding;
  model: INotebookModel;
  /** Why its fix cannot be offered now. */
  reason: string | null;
}): JSX.Element {
  const { trans } = useView();
  const { finding, model, reason } = props;
  const goToCell = (index: number) => model.goToCell(index);
  return (
    <li className="jp-Reproducibility-row">
      <Mark {...severityMark(finding.severity, trans)} />
      <span className="jp-Reproducibility-what">
        <Prose text={finding.message} goToCell={goToCell} />
        {finding.detail ? (
          <small>
            <Prose text={finding.detail} goToCell={goToCell} />
          </small>
        ) : null}
        {finding.fix ? (
          <span className="jp-Reproducibility-fix">
            <Button onPress={() => model.applyFix(finding)} reason={reason}>
              {finding.fix.label}
            </Button>
          </span>
        ) : null}
      </span>
      {finding.cell ? (
        <CellLink
          index={finding.cell.index}
          onPress={index => model.goToCell(index, finding.range)}
        />
      ) : null}
    </li>
  );
}
