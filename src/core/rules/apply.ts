import type { INotebook } from '../notebook/facts';
import type { IFinding } from '../notebook/finding';
import { isPython } from '../notebook/language';
import type { IRuleOptions, RuleSetting } from './options';
import { ruleOf } from './rules';
import { silenceOf, type Silence } from './silence';

/** Findings as a person wants them. */
export interface IRuled {
  /** Those that are left, in the order in which they came. */
  findings: IFinding[];
  /** How many were silenced: by a comment, a tag or a rule that is off. */
  silenced: number;
}

/**
 * Applies a person's choices to findings. Never throws; a second time changes nothing.
 *
 * #### Notes
 * A finding that a setting made an error is marked `raised`: it fails no notebook. What tells that a clean run failed
 * stays as it is. A finding about names that the environment provides is no finding, and does not count as silenced.
 */
export function applyRules(
  findings: readonly IFinding[],
  notebook: INotebook,
  options: IRuleOptions = {}
): IRuled {
  const settings = new Map(Object.entries(options.rules ?? {}));
  const provided = new Set(options.providedNames);
  const python = isPython(notebook);
  const silences = new Map<number, Silence>();
  const isSilenced = ({ rule, cell }: IFinding): boolean => {
    if (settings.get(rule) === 'off') {
      return true;
    }
    const source = cell && notebook.cells[cell.index];
    if (!source) {
      return false;
    }
    const silence = silences.get(cell.index) ?? silenceOf(source, python);
    silences.set(cell.index, silence);
    return silence === 'all' || silence.has(rule);
  };

  const left: IFinding[] = [];
  let silenced = 0;
  for (const finding of findings) {
    if (ruleOf(finding.rule)?.isFixed) {
      left.push(finding);
    } else if (!isProvided(finding, provided)) {
      if (isSilenced(finding)) {
        silenced++;
      } else {
        left.push(withSetting(finding, settings.get(finding.rule)));
      }
    }
  }
  return { findings: left, silenced };
}

function isProvided(
  { rule, names }: IFinding,
  provided: ReadonlySet<string>
): boolean {
  return (
    ruleOf(rule)?.isOnMissingNames === true &&
    names.length > 0 &&
    names.every(name => provided.has(name))
  );
}

function withSetting(
  finding: IFinding,
  setting: RuleSetting | undefined
): IFinding {
  if (setting === undefined || setting === 'off') {
    return finding;
  }
  const { raised, ...bare } = finding;
  const isRaised =
    setting === 'error' && (raised || finding.severity !== 'error');
  return { ...bare, severity: setting, ...(isRaised ? { raised: true } : {}) };
}
