import { lineFinderOf, parseDockerfile } from './dockerfile-parse';
import type { IInstruction } from './dockerfile-parse';
import { joinPath, folderOf } from './paths';
import { emptyFile } from './requirements';
import { readInstalls } from './shell-installs';
import { checkText, lineFinder } from './text';
import type { IEnvironmentFile } from './types';

/** A reference to a container image. */
export interface IImage {
  /** As written, with the defaults of arguments filled in. */
  reference: string;
  name: string;
  tag: string | null;
  /** `sha256:` and 64 hexadecimal digits; only this fixes the content. */
  digest: string | null;
  line: number;
}

export interface IStage {
  name: string | null;
  /** The image it starts from, or null when it starts from another stage or nothing. */
  image: IImage | null;
  /** Index of the stage it starts from, or null. */
  parent: number | null;
  platform: string | null;
  line: number;
}

/** A Dockerfile: what the final image is made from, and what its steps fetch. */
export interface IDockerfile extends IEnvironmentFile {
  format: 'dockerfile';
  stages: IStage[];
  /** The image under the final stage, through all stages it builds on; null for scratch. */
  base: IImage | null;
  /** Every image that the final stage takes something from, the base first. */
  images: IImage[];
  /** Shell texts of the RUN steps that go into the final image. */
  runs: { text: string; line: number }[];
  /** Files of the build context that are copied in. */
  copied: { path: string; line: number }[];
  /** CMD and ENTRYPOINT of the final stage, as shell text. */
  command: string | null;
  /** Steps that give something else another day. */
  unpinned: { line: number; message: string }[];
}

interface IStageWork extends IStage {
  instructions: IInstruction[];
}

/** Dated copies of a distribution's archive. */
const SNAPSHOT = /snapshot\.(?:debian\.org|ubuntu\.com)/;

/** Read a Dockerfile or Containerfile. */
export function readDockerfile(text: string, path: string): IDockerfile {
  const file: IDockerfile = {
    ...emptyFile(path, 'dockerfile'),
    format: 'dockerfile',
    stages: [],
    base: null,
    images: [],
    runs: [],
    copied: [],
    command: null,
    unpinned: []
  };
  const checked = checkText(text, path);
  if (checked.problem) {
    file.problems.push(checked.problem);
    return file;
  }
  const stages = splitStages(parseDockerfile(checked.text), file);
  file.stages = stages.map(({ instructions: _, ...stage }) => stage);
  if (stages.length === 0) {
    file.problems.push({
      path,
      line: null,
      message: 'Not a Dockerfile: no FROM',
      fatal: true
    });
    return file;
  }
  const dated = SNAPSHOT.test(checked.text);
  const last = stages.length - 1;
  for (const index of reachable(last, stages, file)) {
    const { image, instructions } = stages[index];
    if (image && !file.images.includes(image)) {
      file.images.push(image);
    }
    for (const instruction of instructions) {
      readStep(instruction, file, dated);
    }
  }
  let root: IStage = stages[last];
  while (root.parent !== null) {
    root = stages[root.parent];
  }
  file.base = root.image;
  if (file.base) {
    const { base } = file;
    file.images = [base, ...file.images.filter(image => image !== base)];
  }
  file.command = commandOf(stages[last].instructions);
  return file;
}

function splitStages(
  instructions: IInstruction[],
  file: IDockerfile
): IStageWork[] {
  const args = new Map<string, string>();
  const stages: IStageWork[] = [];
  for (const instruction of instructions) {
    const current = stages[stages.length - 1];
    if (instruction.name === 'FROM') {
      stages.push(readFrom(instruction, args, stages, file));
    } else if (current) {
      current.instructions.push(instruction);
    } else if (instruction.name === 'ARG') {
      for (const [, name, value] of instruction.text.matchAll(
        /([A-Za-z_]\w*)(?:=("[^"]*"|'[^']*'|\S*))?/g
      )) {
        if (value !== undefined) {
          const bare = value.replace(/^(["'])(.*)\1$/, '$2');
          args.set(name, substitute(bare, args).slice(0, 2000));
        }
      }
    }
  }
  return stages;
}

function readFrom(
  instruction: IInstruction,
  args: Map<string, string>,
  before: IStageWork[],
  file: IDockerfile
): IStageWork {
  const { line, flags, text } = instruction;
  const words = substitute(text.slice(0, 2000), args).split(/\s+/);
  const reference = words[0];
  const parent = stageIndex(reference, before);
  const named = /^as$/i.test(words[1] ?? '') ? (words[2] ?? null) : null;
  const fromNothing = reference === 'scratch' || parent !== null;
  if (/\$/.test(reference) || reference === '') {
    file.problems.push({
      path: file.path,
      line,
      message: `The base image depends on an argument without default: ${text.slice(0, 80)}`,
      fatal: false
    });
  }
  return {
    name: named,
    image: fromNothing ? null : readImage(reference, line),
    parent,
    platform: flags.platform ? substitute(flags.platform, args) : null,
    line,
    instructions: []
  };
}

/** A later stage of the same name hides the earlier; numbers count from 0. */
function stageIndex(reference: string, stages: IStageWork[]): number | null {
  for (let i = stages.length - 1; i >= 0; i--) {
    if (stages[i].name?.toLowerCase() === reference.toLowerCase()) {
      return i;
    }
  }
  return null;
}

/** Take an image reference apart; a tag is never a digest. */
export function readImage(reference: string, line: number): IImage {
  const [before, digest] = reference.split('@');
  const colon = before.lastIndexOf(':');
  const tagged = colon > before.lastIndexOf('/');
  return {
    reference,
    name: tagged ? before.slice(0, colon) : before,
    tag: tagged ? before.slice(colon + 1) : null,
    digest: /^sha256:[0-9a-f]{64}$/.test(digest ?? '') ? digest : null,
    line
  };
}

/** `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME:+other}`. */
function substitute(text: string, args: Map<string, string>): string {
  return text.replace(
    /\$(?:\{([A-Za-z_]\w*)(?::([-+])([^}]*))?\}|([A-Za-z_]\w*))/g,
    (whole, braced, operator, word, bare) => {
      const value = args.get(braced ?? bare);
      if (operator === '+') {
        return value ? word : '';
      }
      return value || (operator === '-' ? word : (value ?? whole));
    }
  );
}

/** Stages that the final one is built from, those it copies from included. */
function reachable(
  last: number,
  stages: IStageWork[],
  file: IDockerfile
): number[] {
  const seen = new Set<number>();
  const pending = [last];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (seen.has(at)) {
      continue;
    }
    seen.add(at);
    const { parent, instructions } = stages[at];
    if (parent !== null) {
      pending.push(parent);
    }
    for (const { name, flags, line } of instructions) {
      for (const from of sourcesOf(name, flags)) {
        const number = /^\d+$/.test(from) ? Number(from) : null;
        const index =
          number !== null && number < at
            ? number
            : stageIndex(from, stages.slice(0, at));
        if (index !== null) {
          pending.push(index);
        } else {
          file.images.push(readImage(from, line));
        }
      }
    }
  }
  return [...seen].sort((a, b) => a - b);
}

/** `COPY --from=x` and `RUN --mount=...,from=x`. */
function sourcesOf(name: string, flags: IInstruction['flags']): string[] {
  if (name === 'COPY' && flags.from) {
    return [flags.from];
  }
  return name === 'RUN'
    ? [...(flags.mount ?? '').matchAll(/\bfrom=([^,\s]+)/g)].map(m => m[1])
    : [];
}

function readStep(
  instruction: IInstruction,
  file: IDockerfile,
  dated: boolean
): void {
  const { name, flags, text, line, json, heredocs } = instruction;
  if (name === 'RUN') {
    const steps =
      heredocs.length > 0
        ? heredocs.map(({ body, line: first }) => {
            const find = lineFinder(body);
            const lineOf = (offset: number) => first - 1 + find(offset);
            return { text: body, line: first, lineOf };
          })
        : [
            {
              text: json ? json.map(quoted).join(' ') : text,
              line,
              lineOf: lineFinderOf(instruction)
            }
          ];
    for (const { lineOf, ...step } of steps) {
      file.runs.push(step);
      const installs = readInstalls(step.text, file.path, lineOf, dated);
      file.requirements.push(...installs.requirements);
      file.unpinned.push(...installs.unpinned);
      file.channels.push(...installs.channels);
      for (const { path, line } of installs.files) {
        const target = joinPath(folderOf(file.path), path);
        const from = file.path;
        file.includes.push({ path: target, line, found: false, from });
      }
    }
  } else if ((name === 'COPY' || name === 'ADD') && !flags.from) {
    const words = json ?? text.split(/\s+/);
    for (const path of words.slice(0, -1)) {
      if (!path.startsWith('<<')) {
        file.copied.push({ path, line });
      }
    }
    if (name === 'ADD' && words.some(word => /^https?:/.test(word))) {
      if (!flags.checksum) {
        const message = 'Adds a file from the network without a checksum';
        file.unpinned.push({ line, message });
      }
    }
  }
}

function commandOf(instructions: IInstruction[]): string | null {
  const text = (name: string): string => {
    const found = instructions.filter(step => step.name === name).pop();
    return found?.json?.map(quoted).join(' ') ?? found?.text ?? '';
  };
  const joined = `${text('ENTRYPOINT')} ${text('CMD')}`.trim();
  return joined === '' ? null : joined;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word)
    ? word
    : `'${word.replace(/'/g, `'\\''`)}'`;
}
