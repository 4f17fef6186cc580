import { generator } from './random.mjs';
import { nameFor, TEMPLATES } from './templates.mjs';

const IMPORTS = {
  np: 'import numpy as np',
  pd: 'import pandas as pd',
  random: 'import random'
};

/**
 * A notebook and what a person did to it, fixed by a seed.
 *
 * @returns the cells that are left, and every execution in its order.
 */
export function makeSession(seed) {
  const random = generator(seed);
  const defined = [];
  const cells = [];
  const used = new Set();
  const length = random.int(5, 15);
  let serial = 0;
  while (cells.length < length) {
    const cell = makeCell(random, defined);
    if (cell) {
      cell.template.imports?.forEach(name => used.add(name));
      cells.push({ id: `c${serial++}`, ...cell });
    }
  }
  if (used.size > 0) {
    const source = [...used].map(name => IMPORTS[name]).join('\n');
    cells.unshift({ id: `c${serial++}`, source });
  }
  const executions = [];
  const run = cell => executions.push({ cell: cell.id, source: cell.source });
  for (const cell of cells) {
    if (random.chance(0.97)) {
      run(cell);
    }
  }
  const actions = random.chance(0.1) ? 0 : random.int(1, 6);
  for (let i = 0; i < actions; i++) {
    act(random, cells, defined, run, () => `c${serial++}`);
  }
  return {
    seed,
    cells: cells.map(({ id, source }) => ({ id, source })),
    executions
  };
}

function makeCell(random, defined) {
  const template = random.pick(TEMPLATES);
  if (template.rare && random.chance(0.7)) {
    return null;
  }
  const needs = [];
  for (const kind of template.needs ?? []) {
    const all = defined.filter(each => each.kind === kind);
    if (all.length === 0) {
      return null;
    }
    // What was defined last is used most.
    needs.push(
      (random.chance(0.6) ? all[all.length - 1] : random.pick(all)).name
    );
  }
  const made = template.makes && nameFor(template.makes, defined, random);
  if (made) {
    defined.push({ kind: template.makes, name: made });
  }
  const source = template.code(needs, random, made);
  return { template, needs, made, source };
}

function act(random, cells, defined, run, newId) {
  const place = random.int(0, cells.length - 1);
  const cell = cells[place];
  switch (
    random.pick([
      'rerun',
      'rerun',
      'rerun',
      'edit',
      'edit',
      'edit and run',
      'edit and run',
      'edit and run',
      'comment',
      'move',
      'delete',
      'run below',
      'insert'
    ])
  ) {
    case 'rerun':
      for (let times = random.chance(0.25) ? 2 : 1; times > 0; times--) {
        run(cell);
      }
      break;
    case 'edit':
      edit(random, cell);
      break;
    case 'edit and run':
      edit(random, cell);
      run(cell);
      if (random.chance(0.3) && cells[place + 1]) {
        run(cells[place + 1]);
      }
      break;
    case 'comment':
      cell.source = `# Changed ${random.int(1, 9)}\n${cell.source}  # here`;
      break;
    case 'move':
      cells.splice(place, 1);
      cells.splice(random.int(0, cells.length), 0, cell);
      break;
    case 'delete':
      if (cells.length > 3) {
        cells.splice(place, 1);
      }
      break;
    case 'run below':
      cells.slice(place).forEach(run);
      break;
    default: {
      const made = makeCell(random, defined);
      if (made && !made.template.imports) {
        const added = { id: newId(), ...made };
        cells.splice(place + 1, 0, added);
        run(added);
      }
    }
  }
}

/** Another draw of the template, another name, or a line more. */
function edit(random, cell) {
  const { template } = cell;
  if (!template) {
    return;
  }
  const before = cell.source;
  for (let tries = 0; tries < 4 && cell.source === before; tries++) {
    cell.source = template.code(cell.needs, random, cell.made);
  }
  if (cell.made && random.chance(0.12)) {
    cell.source = cell.source.replaceAll(cell.made, `${cell.made}_new`);
  } else if (cell.source === before && cell.needs.length > 0) {
    cell.source += `\nprint('now', ${cell.needs[0]})`;
  }
}
