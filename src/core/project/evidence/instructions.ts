import type { IEvidence, IFacet } from '../../ladder/report';
import { type IReadme, readReadme } from '../formats';
import { folderOf, nameOf } from '../paths';
import { facet, type IProject, show } from '../project';
import { setupCommands } from './setup';

/** A README with fewer characters says little more than what the project is called. */
const SHORT = 150;

/** Markdown cells at the start of a notebook that may hold instructions. */
const FIRST_CELLS = 5;

/** What one text tells somebody who wants to run the notebook. */
interface ITold {
  setup: boolean;
  /** Too little is said for the setup to count. */
  short?: boolean;
  run: boolean;
  evidence: IEvidence[];
}

/**
 * Level 1, instructions: a README, or the notebook's first Markdown cells, with a command that makes the environment
 * and either one that runs something or the notebook's file name. A command that names a file which is not there does
 * not count.
 */
export function instructions(project: IProject): IFacet {
  const told = [
    ...project.readmes.map(readme => inReadme(project, readme)),
    ...inCells(project)
  ];
  const evidence = told.flatMap(each => each.evidence);
  const unread = project.unread.filter(({ what }) => what === 'readme');
  for (const { path, why } of unread) {
    const message = `${show(project, path)} ${why}`;
    evidence.push({ path, holds: 'unknown', message });
  }
  const setup = told.some(each => each.setup);
  const run = told.some(each => each.run);
  if (setup && run) {
    // What one text lacks, another one has.
    const remarks = evidence.map(each =>
      each.holds === 'no' ? { ...each, holds: 'note' as const } : each
    );
    return facet(
      'instructions',
      1,
      {
        state: 'holds',
        strength: 'consistent',
        summary: 'how to set up and run is written down'
      },
      remarks
    );
  }
  const short = told.some(each => each.short);
  if (!setup && !short) {
    evidence.push({
      holds: 'no',
      message: 'No command is shown that sets the environment up'
    });
  }
  if (!run) {
    evidence.push({
      holds: 'no',
      message: `Nothing says how to run \`${nameOf(project.facts.notebook)}\``
    });
  }
  if (project.readmes.length === 0 && !setup && !run) {
    return facet(
      'instructions',
      1,
      unread.length > 0
        ? {
            state: 'unknown',
            strength: null,
            summary: 'could not read the README'
          }
        : { state: 'missing', strength: null, summary: 'no README' },
      evidence
    );
  }
  return facet(
    'instructions',
    1,
    {
      state: 'partly',
      strength: 'present',
      summary: setup
        ? 'setup is written down, running is not'
        : short
          ? 'README is very short'
          : run
            ? 'no setup command is written down'
            : 'README without setup and run steps'
    },
    evidence
  );
}

function inReadme(project: IProject, readme: IReadme): ITold {
  const { path } = readme;
  const where = show(project, path);
  const told = readTold(project, readme, line => ({ path, line }), where);
  const own = nameOf(project.facts.notebook);
  const named = readme.notebooks.find(({ name }) => nameOf(name) === own);
  const place =
    named ??
    readme.launches.find(
      ({ notebook }) => notebook === null || nameOf(notebook) === own
    );
  if (place) {
    told.run = true;
    told.evidence.push({
      path,
      line: place.line,
      holds: 'yes',
      message: named
        ? `${where} names the notebook`
        : `${where} links to a place that opens the project`
    });
  }
  if (readme.length < SHORT) {
    told.short = told.setup;
    told.setup = false;
    told.evidence.push({
      path,
      holds: 'no',
      message: `${where} is too short to instruct anybody`
    });
  }
  return told;
}

/** The first Markdown cells that show commands; standing in the notebook, they need not name it. */
function inCells(project: IProject): ITold[] {
  const folder = folderOf(project.facts.notebook);
  return project.notebook.cells
    .map(({ type, source }, cell) => ({ type, source, cell }))
    .filter(({ type }) => type === 'markdown')
    .slice(0, FIRST_CELLS)
    .map(({ source, cell }) => {
      const path = folder === '' ? 'cell.md' : `${folder}/cell.md`;
      const told = readTold(
        project,
        readReadme(source, path),
        () => ({ cell }),
        `Cell ${cell + 1}`
      );
      return { ...told, run: told.run || told.setup };
    });
}

function readTold(
  project: IProject,
  { commands, path }: IReadme,
  place: (line: number) => Pick<IEvidence, 'path' | 'line' | 'cell'>,
  where: string
): ITold {
  const told: ITold = { setup: false, run: false, evidence: [] };
  const own = nameOf(project.facts.notebook);
  for (const { text, line, environment, run, notebook } of commands) {
    const absent = setupCommands(project.tree, folderOf(path), text)
      .flatMap(({ files }) => files)
      .find(file => !file.present);
    if (absent) {
      told.evidence.push({
        ...place(line),
        holds: 'no',
        message: `${where} names ${show(project, absent.path)}, which is not there`
      });
    } else if (environment && !told.setup) {
      told.setup = true;
      told.evidence.push({
        ...place(line),
        holds: 'yes',
        message: `${where} shows how to set the environment up: \`${text.slice(0, 80)}\``
      });
    }
    if (run && notebook !== null && nameOf(notebook) !== own) {
      told.evidence.push({
        ...place(line),
        holds: 'note',
        message: `${where} shows how to run another notebook: \`${text.slice(0, 80)}\``
      });
    } else if (run && !told.run) {
      told.run = true;
      told.evidence.push({
        ...place(line),
        holds: 'yes',
        message: `${where} shows how to run it: \`${text.slice(0, 80)}\``
      });
    }
  }
  return told;
}
