/** A scalar, always as text: `3.10` stays `3.10` (failsafe schema). */
export interface IScalarNode {
  kind: 'scalar';
  value: string;
  /** Plain, so that an empty one or `null` means nothing. */
  plain: boolean;
  line: number;
}

export interface ISequenceNode {
  kind: 'sequence';
  items: YamlNode[];
  line: number;
}

export interface IMappingEntry {
  key: string;
  line: number;
  value: YamlNode;
}

export interface IMappingNode {
  kind: 'mapping';
  entries: IMappingEntry[];
  line: number;
}

/** YAML as plain data with 1-based lines; aliases stand for what they name. */
export type YamlNode = IScalarNode | ISequenceNode | IMappingNode;
