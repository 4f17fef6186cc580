/*
 * docs/report.schema.json and docs/report.md from the type IReport, its doc comments and the ladder's data.
 *
 *   node scripts/schema.mjs            writes both
 *   node scripts/schema.mjs --check    exits with 1 when one of them is out of date
 */
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';
import { format, resolveConfig } from 'prettier';
import { createGenerator } from 'ts-json-schema-generator';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = 'src/core/ladder/report.ts';

function makeSchema() {
  const generator = createGenerator({
    path: join(root, source),
    tsconfig: join(root, 'tsconfig.json'),
    type: 'IReport',
    topRef: false,
    // The other programs that read a report must put up with added fields.
    additionalProperties: true,
    skipTypeCheck: true
  });
  const { $schema, description, ...schema } = generator.createSchema('IReport');
  return {
    $schema,
    title: 'Reproducibility report',
    description,
    ...schema
  };
}

async function loadLadder() {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'src/core/ladder/levels.ts')],
    bundle: true,
    format: 'esm',
    write: false
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}

function makePage(schema, { levels, facetKinds }) {
  return [
    '# The report',
    '',
    `<!-- Made by scripts/schema.mjs from ${source}: do not edit. -->`,
    '',
    `${schema.description} It is plain JSON; its schema is [report.schema.json](report.schema.json).`,
    '',
    ...fieldTable(schema),
    '',
    '## Levels',
    '',
    '| level | name | who can get the results again | needs |',
    '| --- | --- | --- | --- |',
    ...levels.map(
      ({ level, name, audience, needs }) =>
        `| ${level} | ${name} | ${audience} | ${needs} |`
    ),
    '',
    '## Facets',
    '',
    '| id | level | label |',
    '| --- | --- | --- |',
    ...facetKinds.map(
      ({ id, level, label }) => `| \`${id}\` | ${level} | ${label} |`
    ),
    '',
    ...Object.keys(schema.definitions)
      .sort()
      .flatMap(name => section(name, schema.definitions[name]))
  ].join('\n');
}

function section(name, definition) {
  const variants = definition.anyOf?.filter(({ properties }) => properties);
  return [
    `## ${name}`,
    '',
    ...(definition.description ? [cell(definition.description), ''] : []),
    ...(definition.properties
      ? fieldTable(definition)
      : variants?.length
        ? variants.flatMap(variant => [...fieldTable(variant), ''])
        : [
            `${definition.enum ? 'One of: ' : 'A JSON '}${typeText(definition)}`
          ]),
    ''
  ];
}

function fieldTable({ properties, required = [] }) {
  return [
    '| field | type | meaning |',
    '| --- | --- | --- |',
    ...Object.entries(properties).map(([name, field]) => {
      const optional = required.includes(name) ? '' : ' (optional)';
      return `| \`${name}\`${optional} | ${typeText(field)} | ${cell(field.description ?? '')} |`;
    })
  ];
}

function typeText(field) {
  if (field.$ref) {
    const name = decodeURIComponent(field.$ref.split('/').pop());
    return `[${name}](#${name.toLowerCase()})`;
  }
  if ('const' in field) {
    return `\`${JSON.stringify(field.const)}\``;
  }
  if (field.enum) {
    return field.enum.map(value => `\`${JSON.stringify(value)}\``).join(', ');
  }
  if (field.anyOf) {
    return field.anyOf.map(typeText).join(' or ');
  }
  if (field.type === 'array') {
    return `list of ${typeText(field.items)}`;
  }
  if (field.type === 'object' && field.properties) {
    const inner = Object.entries(field.properties).map(
      ([name, value]) => `\`${name}\`: ${typeText(value)}`
    );
    return `object (${inner.join('; ')})`;
  }
  if (field.type === 'object') {
    return `object of ${typeText(field.additionalProperties)}`;
  }
  return [field.type].flat().join(' or ');
}

function cell(text) {
  return text.replace(/\s*\n\s*/g, ' ').replace(/\|/g, '\\|');
}

const schema = makeSchema();
const made = {
  'docs/report.schema.json': JSON.stringify(schema),
  'docs/report.md': makePage(schema, await loadLadder())
};
const check = process.argv.includes('--check');
for (const [path, text] of Object.entries(made)) {
  const file = join(root, path);
  const options = await resolveConfig(file);
  const fresh = await format(text, { ...options, filepath: file });
  if (!check) {
    await writeFile(file, fresh);
    continue;
  }
  const committed = await readFile(file, 'utf8').catch(() => null);
  if (committed !== fresh) {
    process.exitCode = 1;
    process.stderr.write(
      `${path} is out of date: run \`node scripts/schema.mjs\`\n`
    );
  }
}
