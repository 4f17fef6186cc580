import * as React from 'react';
import { facetKind, levelOf } from '../core/ladder/levels';
import type { IFacet, IReport, Level } from '../core/ladder/report';
import type { INotebookModel } from '../lab/view';
import { formatLevel, useView } from './context';
import { Section } from './controls';
import { Check } from './check';
import { plain, Prose } from './prose';
import { strengthWords } from './words';

/** Which levels a person opened or closed; kept by the widget, so that moving the panel loses nothing. */
export type OpenLevels = Map<Level, boolean>;

type Dot = 'met' | 'part' | 'open' | 'unknown' | 'failed';

/** The ladder from the top down; each level opens to its checks. */
export function Ladder(props: {
  model: INotebookModel;
  report: IReport;
  open: OpenLevels;
}): JSX.Element {
  const { trans } = useView();
  const { report } = props;
  const rungs: Level[] = [7, 6, 5, 4, 3, 2, 1, 0];
  if (report.level === -1) {
    rungs.push(-1);
  }
  const files = report.facets.filter(facet => facet.level > 0);
  const blind =
    files.length > 0 && files.every(facet => facet.state === 'unknown');
  return (
    <Section title={trans.__('Ladder')}>
      {blind ? (
        <p className="jp-Reproducibility-body jp-Reproducibility-sub">
          {trans.__(
            'The files beside this notebook are not visible, so nothing above level 0 can be told.'
          )}
        </p>
      ) : null}
      {rungs.map(level => (
        <Rung key={level} {...props} level={level} />
      ))}
    </Section>
  );
}

function Rung(props: {
  model: INotebookModel;
  report: IReport;
  open: OpenLevels;
  level: Level;
}): JSX.Element {
  const { trans } = useView();
  const { report, open, level } = props;
  const here = level === report.level;
  const [, redraw] = React.useReducer((n: number) => n + 1, 0);
  const id = React.useId();
  const facets = report.facets.filter(facet => facet.level === level);
  const dot = level === -1 ? 'failed' : dotOf(facets);
  const summary = summaryOf(facets, dot);
  const expanded = open.get(level) ?? here;
  const checks = facets.length > 0;
  const toggle = () => {
    open.set(level, !expanded);
    redraw();
  };
  const inner = (
    <>
      <span className="jp-Reproducibility-num">{formatLevel(level)}</span>
      <span
        className={`jp-Reproducibility-dot jp-mod-${dot}`}
        role="img"
        aria-label={dotWords(dot, trans)}
        title={dotWords(dot, trans)}
      />
      <span className="jp-Reproducibility-what">
        {levelOf(level).name}
        {summary ? (
          <small id={`${id}-summary`} title={plain(summary)}>
            <Prose text={summary} />
          </small>
        ) : null}
      </span>
    </>
  );
  return (
    <div className="jp-Reproducibility-rung">
      <h3
        className={`jp-Reproducibility-rungHead ${here ? 'jp-mod-here' : ''}`}
        aria-current={here ? 'step' : undefined}
      >
        {checks ? (
          <button
            type="button"
            className="jp-Reproducibility-row"
            aria-expanded={expanded}
            aria-controls={expanded ? id : undefined}
            aria-label={trans.__(
              'Level %1, %2: %3',
              formatLevel(level),
              levelOf(level).name,
              dotWords(dot, trans).toLowerCase()
            )}
            aria-describedby={summary ? `${id}-summary` : undefined}
            onClick={toggle}
          >
            {inner}
            <span className="jp-Reproducibility-caret" aria-hidden="true" />
          </button>
        ) : (
          <div className="jp-Reproducibility-row">{inner}</div>
        )}
      </h3>
      {checks && expanded ? (
        <div className="jp-Reproducibility-checks" id={id}>
          {facets.map(facet => (
            <Facet key={facet.id} facet={facet} model={props.model} />
          ))}
        </div>
      ) : null}
    </div>
  );
}

function Facet(props: { facet: IFacet; model: INotebookModel }): JSX.Element {
  const { trans } = useView();
  const { facet, model } = props;
  const strength = strengthWords(facet, trans);
  return (
    <>
      <div className="jp-Reproducibility-facet">
        <span>{facetKind(facet.id).label}</span>
        {strength ? (
          <span title={strength.meaning} aria-description={strength.meaning}>
            {strength.word}
          </span>
        ) : null}
      </div>
      <ul className="jp-Reproducibility-rows">
        {facet.evidence.map((evidence, index) => (
          <Check key={index} evidence={evidence} model={model} />
        ))}
        {facet.evidence.length === 0 && facet.summary ? (
          <Check
            evidence={{
              holds: facet.state === 'holds' ? 'yes' : 'note',
              message: facet.summary
            }}
            model={model}
          />
        ) : null}
      </ul>
    </>
  );
}

/** How far the facets of one level are met. */
export function dotOf(facets: readonly IFacet[]): Dot {
  const states = facets.map(facet => facet.state);
  if (states.length === 0) {
    return 'open';
  }
  if (states.every(state => state === 'holds')) {
    return 'met';
  }
  if (states.some(state => state === 'holds' || state === 'partly')) {
    return 'part';
  }
  return states.some(state => state === 'unknown') ? 'unknown' : 'open';
}

function dotWords(
  dot: Dot,
  trans: ReturnType<typeof useView>['trans']
): string {
  switch (dot) {
    case 'met':
      return trans.__('Met');
    case 'part':
      return trans.__('Partly met');
    case 'unknown':
      return trans.__('Could not tell');
    case 'failed':
      return trans.__('The notebook stands here');
    default:
      return trans.__('Not met');
  }
}

/** What is said under a level's name; once something is there, what lacks comes first. */
function summaryOf(facets: readonly IFacet[], dot: Dot): string {
  const lacking = facets.filter(facet => facet.state !== 'holds');
  const holding = facets.filter(facet => facet.state === 'holds');
  return [...lacking, ...holding]
    .filter(facet => facet.state !== 'missing' || dot === 'part')
    .map(facet => facet.summary)
    .filter(summary => summary !== '')
    .join(' · ');
}
