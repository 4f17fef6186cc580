import type { Severity } from '../core/notebook/finding';
import { RULES } from '../core/rules';
import { LEVEL_RULE, type IAnnotation } from './annotations';
import { plain } from './text';

/** A statement and the file it is about. */
export interface ILocated {
  /** Relative to the repository, `/` separated. */
  file: string;
  annotation: IAnnotation;
}

/** A file that could not be looked at, and why; `file` is null when it is none. */
export interface IUnseen {
  file: string | null;
  message: string;
}

const DESCRIPTORS = [
  ...RULES,
  { ...LEVEL_RULE, severity: 'error' as const }
].map(({ id, title, explanation, cure, severity }) => ({
  id,
  shortDescription: message(title),
  fullDescription: message(explanation),
  help: message(cure),
  defaultConfiguration: { level: severity }
}));

/** Severities are SARIF's levels, 3.27.10, by their very names. */
type SarifLevel = Severity;

/** A log in the Static Analysis Results Interchange Format, version 2.1.0 (OASIS). */
export function sarifLog(
  results: readonly ILocated[],
  unseen: readonly IUnseen[],
  version: string
) {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'jupyterlab-reproducibility',
            version,
            rules: DESCRIPTORS
          }
        },
        invocations: [
          {
            executionSuccessful: unseen.length === 0,
            toolExecutionNotifications: unseen.map(notification)
          }
        ],
        columnKind: 'utf16CodeUnits',
        results: results.map(result)
      }
    ]
  };
}

function result({ file, annotation }: ILocated) {
  const { rule, severity, cell, line } = annotation;
  const ruleIndex = DESCRIPTORS.findIndex(({ id }) => id === rule);
  const level: SarifLevel = severity;
  return {
    ruleId: rule,
    ...(ruleIndex < 0 ? {} : { ruleIndex }),
    level,
    message: message(annotation.message),
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          region: { startLine: line }
        },
        ...(cell === null
          ? {}
          : { logicalLocations: [{ name: `cell ${cell + 1}` }] })
      }
    ]
  };
}

function notification({ file, message: text }: IUnseen) {
  return {
    level: 'error',
    message: message(text),
    ...(file === null
      ? {}
      : {
          locations: [
            { physicalLocation: { artifactLocation: { uri: uriOf(file) } } }
          ]
        })
  };
}

/** Plain text as a message: braces are doubled (SARIF 3.11.5), and no bracket begins a link (3.11.6). */
function message(text: string): { text: string } {
  return {
    text: plain(text)
      .replace(/[{}]/g, '$&$&')
      .replace(/\[(?=[^\]]*\]\()/g, '\\[')
  };
}

/** A relative reference, RFC 3986; text that is no Unicode becomes U+FFFD. */
export function uriOf(file: string): string {
  return file
    .split('/')
    .map(name => encodeURIComponent(Buffer.from(name).toString()))
    .join('/');
}
