/*
 * Writes docs/rules/ and the rules in schema/plugin.json from the registry in src/core/rules/.
 *
 * `--check` writes nothing: it fails when the files are not what would be written.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';
import { format, resolveConfig } from 'prettier';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = 'src/core/rules';
const pages = 'docs/rules';
const settings = 'schema/plugin.json';
const notice = `<!-- Made by scripts/rules.mjs from ${source}: do not edit. -->`;

const tiers = {
  static: 'the source alone',
  recorded: 'the counts and outputs in the file, and what was seen to run',
  run: "a clean run, or the kernel's own answer"
};
const languages = { python: 'Python', any: 'any language' };

async function loadRules() {
  const { outputFiles } = await build({
    entryPoints: [join(root, source, 'rules.ts')],
    bundle: true,
    format: 'esm',
    write: false
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}

function overview(rules) {
  return [
    '# Rules',
    '',
    notice,
    '',
    'Each finding names a rule. An **error** of tier `static` says that a restart would stop there, and puts the notebook on level -1; a **warning** says that a result may not come again; a **note** is worth knowing.',
    '',
    '| rule | severity | tier | languages | what it finds |',
    '| --- | --- | --- | --- | --- |',
    ...rules.map(
      ({ id, severity, tier, languages: which, title }) =>
        `| [\`${id}\`](${id}.md) | ${severity} | \`${tier}\` | ${languages[which]} | ${title} |`
    ),
    '',
    'Tiers, by what a finding rests on:',
    '',
    ...Object.entries(tiers).map(([tier, text]) => `- \`${tier}\`: ${text}`),
    '',
    '## Silence a rule in one cell',
    '',
    'Write a comment anywhere in the cell. A reason may follow it.',
    '',
    '```python',
    'area = width * height  # reproducibility: ignore[undefined-name] a tool sets both',
    '# reproducibility: ignore[never-run, skipped-count]',
    '# reproducibility: ignore',
    '```',
    '',
    'The last form, and the cell tag `reproducibility-ignore`, silence every rule in the cell. In other languages than Python the comment stands on a line of its own, after `#`, `//`, `--`, `%` or `;`. Brackets that do not close, or hold no rule, silence nothing. The report counts what was silenced (`silenced`).',
    '',
    '## Set a rule for all notebooks',
    '',
    'In the settings (*Reproducibility*, *Rules*), or as JSON:',
    '',
    '```json',
    JSON.stringify(
      {
        rules: { 'skipped-count': 'off', 'out-of-order': 'error' },
        providedNames: ['spark', 'dbutils']
      },
      null,
      2
    ),
    '```',
    '',
    '- `rules` sets the severity of all findings of a rule: `error`, `warning`, `note`, or `off` to silence it.',
    '- `providedNames` lists names that the environment defines before the first cell: none of them is missing.',
    '',
    'A severity says how much a finding matters to you. Set lower or silenced, an `undefined-name` no longer puts the notebook on level -1. Set to `error`, a rule fails no notebook that it did not fail before: the finding is then marked `raised` in the report, and says nothing of a restart. A level that rests on a clean run rests on what that run did, whatever is set or silenced.'
  ];
}

function page(rule) {
  const { id, severity, tier, title, explanation, cure, silence } = rule;
  return [
    `# ${id}: ${title.toLowerCase().replace('python', 'Python')}`,
    '',
    notice,
    '',
    explanation,
    '',
    '| severity | tier | languages |',
    '| --- | --- | --- |',
    `| ${severity} | \`${tier}\`: ${tiers[tier]} | ${languages[rule.languages]} |`,
    '',
    '## Gives the finding',
    '',
    ...example(rule.bad),
    '## Does not',
    '',
    ...example(rule.good),
    '## What to do',
    '',
    cure,
    '',
    '## Silence it',
    '',
    silence,
    '',
    ...(rule.isFixed
      ? []
      : [
          `In one cell: \`# reproducibility: ignore[${id}]\`, or the tag \`reproducibility-ignore\` for every rule. For all notebooks: \`"rules": {"${id}": "off"}\` in the settings. [More on both](README.md#silence-a-rule-in-one-cell).`
        ])
  ];
}

function example({ story, cells, ran, kernelNames }) {
  const history = (ran ?? []).map(({ cell, source: text }) =>
    cell === undefined
      ? `\`${text}\` in a cell since deleted`
      : `cell ${cell + 1}${text === undefined ? '' : ` as \`${text}\``}`
  );
  return [
    ...(story ? [story, ''] : []),
    ...cells.flatMap(cell),
    ...(history.length > 0
      ? [`Ran, in this order: ${history.join('; ')}.`, '']
      : []),
    ...(kernelNames
      ? [
          `Names that the kernel told: ${kernelNames.map(name => `\`${name}\``).join(', ') || 'none'}.`,
          ''
        ]
      : [])
  ];
}

function cell({ source: text, count, prints, error, ranSource }, index) {
  const told = [
    ...(count === undefined ? [] : [`count ${count}`]),
    ...(ranSource === undefined || ranSource === text
      ? []
      : [`ran as \`${ranSource}\``])
  ];
  const output = error ? `${error.ename}: ${error.evalue}\n` : prints;
  return [
    `Cell ${[index + 1, ...told].join(', ')}:`,
    '',
    '```python',
    text,
    '```',
    '',
    ...(output === undefined
      ? []
      : ['Its output:', '', '```text', output.trimEnd(), '```', ''])
  ];
}

/** The setting `rules`, with one property for each rule that can be set. */
function setting(rules) {
  return {
    title: 'Rules',
    description:
      'How much the findings of each rule matter to you, or Off to silence them. A rule set to Error says nothing of a restart: only what the analysis is sure of puts a notebook on level -1.',
    type: 'object',
    properties: Object.fromEntries(
      rules
        .filter(({ isFixed }) => !isFixed)
        .map(({ id, title, explanation, severity }) => [
          id,
          {
            title,
            description: `${plain(explanation)} (Unless set: ${severity}.)`,
            // Without a type, JupyterLab's form leaves the setting out.
            type: 'string',
            oneOf: [
              { const: 'error', title: 'Error' },
              { const: 'warning', title: 'Warning' },
              { const: 'note', title: 'Note' },
              { const: 'off', title: 'Off' }
            ]
          }
        ])
    ),
    default: {}
  };
}

/** Settings show no Markdown. */
function plain(text) {
  return text.replace(/[`*]/g, '');
}

async function makeSettings(rules) {
  const schema = JSON.parse(await readFile(join(root, settings), 'utf8'));
  schema.properties.rules = setting(rules);
  return JSON.stringify(schema);
}

const { RULES: rules } = await loadRules();
const made = {
  [`${pages}/README.md`]: overview(rules).join('\n'),
  ...Object.fromEntries(
    rules.map(rule => [`${pages}/${rule.id}.md`, page(rule).join('\n')])
  ),
  [settings]: await makeSettings(rules)
};
const check = process.argv.includes('--check');
const fail = message => {
  process.exitCode = 1;
  process.stderr.write(`${message}: run \`node scripts/rules.mjs\`\n`);
};
await mkdir(join(root, pages), { recursive: true });
for (const [path, text] of Object.entries(made)) {
  const file = join(root, path);
  const options = await resolveConfig(file);
  const fresh = await format(text, { ...options, filepath: file });
  const committed = await readFile(file, 'utf8').catch(() => null);
  if (committed === fresh) {
    continue;
  }
  if (check) {
    fail(`${path} is out of date`);
  } else {
    await writeFile(file, fresh);
  }
}
for (const name of await readdir(join(root, pages))) {
  if (!(`${pages}/${name}` in made)) {
    if (check) {
      fail(`${pages}/${name} is of no rule`);
    } else {
      await rm(join(root, pages, name));
    }
  }
}
