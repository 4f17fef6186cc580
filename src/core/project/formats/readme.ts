import { notebookOf, runsNotebooks } from './notebook-command';
import { baseName } from './paths';
import { withoutComments } from './readme-comments';
import { markdownParts, restParts } from './readme-blocks';
import type { ICodeBlock, IHeading } from './readme-blocks';
import { onlyPrints, shellCommands } from './shell';
import { checkText, lineFinder } from './text';
import type { IProblem } from './types';

/** A command that a text for people shows. */
export interface IShownCommand {
  text: string;
  line: number;
  /** It sets the environment up. */
  environment: boolean;
  /** It opens or runs notebooks, or starts what does. */
  run: boolean;
  /** The notebook it names, relative to the file's folder. */
  notebook: string | null;
  /** It stands inside a sentence, not in a block of its own. */
  inline: boolean;
}

/** What a README or a text like it says about setting up and running. */
export interface IReadme {
  path: string;
  /** Characters without white space: a measure of how much it says. */
  length: number;
  headings: (IHeading & { instructs: boolean })[];
  commands: IShownCommand[];
  links: { url: string; line: number }[];
  /** Names of notebook files wherever they occur, as written; of addresses the last part. */
  notebooks: { name: string; line: number }[];
  /** Links that open the project elsewhere (Binder, Colab and others). */
  launches: { url: string; notebook: string | null; line: number }[];
  dois: { doi: string; line: number }[];
  /** Addresses of repositories and archives. */
  repositories: { url: string; line: number }[];
  problems: IProblem[];
}

const INSTRUCTS =
  /\b(?:install|installation|installing|set-?up|setting up|usage|use|run|running|reproduc\w*|get(?:ting)? started|quick-?start|how to|requirements|environment|prerequisites|instructions)\b/i;

/** Read a README, INSTALL or notebook text. Markdown unless it ends in .rst or .txt. */
export function readReadme(text: string, path: string): IReadme {
  const readme: IReadme = {
    path,
    length: 0,
    headings: [],
    commands: [],
    links: [],
    notebooks: [],
    launches: [],
    dois: [],
    repositories: [],
    problems: []
  };
  const checked = checkText(text, path);
  if (checked.problem) {
    readme.problems.push(checked.problem);
    return readme;
  }
  const rest = /\.(?:rst|txt)$/i.test(path);
  const written = checked.text.split('\n');
  const lines = rest ? written : withoutComments(written);
  readme.length = lines.join('').replace(/\s+/g, '').length;
  const { blocks, headings } = rest ? restParts(lines) : markdownParts(lines);
  readme.headings = headings.map(heading => ({
    ...heading,
    instructs: INSTRUCTS.test(heading.text)
  }));
  readme.commands = blocks.flatMap(shownCommands);
  lines.forEach((line, index) => readPlaces(line, index + 1, readme));
  return readme;
}

const SHELLS =
  /^(?:bash|sh|shell|console|zsh|fish|powershell|ps1|bat|cmd|text|terminal|prompt|shell-session|shellsession|none|pycon|ipython|jupyter|makefile|dockerfile)?$/;

function shownCommands(block: ICodeBlock): IShownCommand[] {
  if (!SHELLS.test(block.language ?? '')) {
    return [];
  }
  const bare = block.text
    .split('\n')
    .map(line =>
      line.replace(
        /^\s*(?:\([\w.-]+\)\s*)?(?:[\w.@:~/-]*[$%>#]\s+|[!%](?=\w))/,
        ''
      )
    )
    .join('\n');
  const lineOf = lineFinder(bare);
  return shellCommands(bare).flatMap(({ words, folder, offset }) => {
    const environment = setsUp(words);
    const run = runs(words);
    const text = words.join(' ');
    if (!environment && !run) {
      return [];
    }
    const there =
      folder === '' ? text : `cd ${quoted(folder)} && ${quotedAll(words)}`;
    return [
      {
        text,
        line: block.line + lineOf(offset) - 1,
        environment,
        run,
        notebook: notebookOf(folder === '' ? quotedAll(words) : there),
        inline: block.inline
      }
    ];
  });
}

function quoted(word: string): string {
  return `'${word.replace(/'/g, `'\\''`)}'`;
}

function quotedAll(words: string[]): string {
  return words.map(quoted).join(' ');
}

/** Sub-commands by which each tool makes an environment. */
const SETUP: { [program: string]: RegExp } = {
  pip: /^(?:install|sync|download)$/,
  pip3: /^install$/,
  conda: /^(?:install|create|env|update|activate)$/,
  mamba: /^(?:install|create|env|update|activate)$/,
  micromamba: /^(?:install|create|env|update|activate)$/,
  'conda-lock': /^install$/,
  uv: /^(?:sync|pip|venv|add|run|tool)$/,
  poetry: /^(?:install|sync)$/,
  pdm: /^(?:install|sync)$/,
  pipenv: /^(?:install|sync)$/,
  hatch: /^(?:env|shell|run)$/,
  pixi: /^(?:install|run|shell|add)$/,
  docker: /^(?:build|buildx|run|compose|pull|load)$/,
  podman: /^(?:build|run|compose|pull|load)$/,
  apptainer: /^(?:build|run|exec|pull)$/,
  singularity: /^(?:build|run|exec|pull)$/,
  'anaconda-project': /^(?:prepare|run)$/,
  juv: /^run$/,
  venv: /^(?!-)./,
  virtualenv: /^(?!--version)./,
  'docker-compose': /^(?:up|build|run)$/,
  'jupyter-repo2docker': /./,
  repo2docker: /./,
  'nix-shell': /^/,
  nix: /^(?:develop|shell|run|build)$/,
  vagrant: /^up$/
};

function setsUp(words: string[]): boolean {
  if (onlyPrints(words)) {
    return false;
  }
  if (baseName(words[0]) === 'make') {
    return true;
  }
  return words.slice(0, 4).some((word, at) => {
    const rule = Object.prototype.hasOwnProperty.call(SETUP, baseName(word))
      ? SETUP[baseName(word)]
      : null;
    const next = words.slice(at + 1).find(option => !option.startsWith('-'));
    return rule !== null && rule.test(next ?? '');
  });
}

/** Tools that run a command of the project, named by a sub-command. */
const RUN: { [program: string]: RegExp } = {
  pixi: /^run$/,
  'anaconda-project': /^run$/,
  conda: /^(?:run|project)$/,
  hatch: /^run$/,
  poetry: /^run$/,
  pdm: /^run$/,
  docker: /^(?:run|compose)$/,
  podman: /^(?:run|compose)$/,
  'docker-compose': /^(?:up|run)$/,
  snakemake: /^/,
  dvc: /^repro$/,
  make: /^/,
  just: /^/
};

function runs(words: string[]): boolean {
  const program = baseName(words[0] ?? '');
  const rule = Object.prototype.hasOwnProperty.call(RUN, program)
    ? RUN[program]
    : null;
  return runsNotebooks(words) || (rule?.test(words[1] ?? '') ?? false);
}

const URL = /https?:\/\/[^\s<>"'`)\]}|]+/g;
const RELATIVE_LINK = /\]\(\s*<?([^\s)<>:]+)>?(?:\s+"[^"]*")?\s*\)/g;
const DOI = /10\.\d{4,9}\/[^\s<>"'`)\]}|,;]+/g;
const LAUNCH =
  /^https?:\/\/(?:mybinder\.org\/v2|[\w.-]*binder[\w.-]*\/v2|colab\.research\.google\.com|deepnote\.com|kaggle\.com\/kernels)/;
const REPOSITORY =
  /^https?:\/\/(?:www\.)?(?:(?:github\.com|gitlab\.[\w.-]+|bitbucket\.org|codeberg\.org|git\.sr\.ht)\/[\w.~-]+\/[\w.-]+|zenodo\.org\/(?:records?|doi)\/|osf\.io\/\w{5}|figshare\.com\/|archive\.softwareheritage\.org\/|dataverse\.)/;

function readPlaces(text: string, line: number, readme: IReadme): void {
  if (text.length > 20_000) {
    return;
  }
  for (const [found] of text.matchAll(URL)) {
    const url = found.replace(/[.,;:!?]+$/, '');
    readme.links.push({ url, line });
    if (LAUNCH.test(url)) {
      const notebook = /(?:filepath|labpath|urlpath)=([^&#]+)/.exec(url)?.[1];
      const plain = notebook
        ? decode(notebook)
        : baseName(url.split(/[?#]/)[0]);
      const named = /([^/]+\.ipynb)$/.test(plain) ? plain : null;
      readme.launches.push({ url, notebook: named, line });
    } else if (REPOSITORY.test(url) && !/\.(?:svg|png|gif|jpg)\b/.test(url)) {
      readme.repositories.push({ url, line });
    }
  }
  for (const [, url] of text.matchAll(RELATIVE_LINK)) {
    readme.links.push({ url, line });
  }
  for (const [found] of text.matchAll(DOI)) {
    const doi = found.replace(/(?:\.svg|\.png|[.,;:*_])+$/, '').toLowerCase();
    if (!readme.dois.some(known => known.doi === doi)) {
      readme.dois.push({ doi, line });
    }
  }
  for (const [name] of decode(text).matchAll(/[\w.~/+-]+\.ipynb\b/g)) {
    const bare = name.startsWith('//') ? baseName(name) : name;
    readme.notebooks.push({ name: bare, line });
  }
}

function decode(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, escaped => {
    try {
      return decodeURIComponent(escaped);
    } catch {
      return escaped;
    }
  });
}
