import type { IEvidence, IFacet } from '../../ladder/report';
import { nameOf } from '../paths';
import type { ICommand } from '../formats';
import { facet, type IProject, type IReach, list, show } from '../project';
import { usedByCommands } from './choice';

/**
 * Level 2: a file defines a command that opens or runs this notebook, and the environment it runs in. A makefile
 * counts when its recipes install or enter an environment whose file is there.
 */
export function commands(project: IProject): IFacet {
  const { reaching, missing, unclear } = project.reaches;
  const problems = project.commandFiles.flatMap(file =>
    file.problems
      .filter(problem => problem.fatal)
      .map(({ path, line, message }): IEvidence => ({
        path,
        ...(line === null ? {} : { line }),
        holds: 'no',
        message
      }))
  );
  const besides: IEvidence[] = [
    ...problems,
    ...missing.map(({ command, notebook }): IEvidence => ({
      path: command.path,
      line: command.line,
      holds: 'no',
      message: `The command \`${command.name}\` names ${show(project, notebook)}, which is not there`
    }))
  ];
  const judged = reaching.map(reach => judge(project, reach));
  const best = judged.find(({ against }) => against === null) ?? judged.at(0);
  if (best && best.against === null) {
    const { name, path } = best.reach.command;
    return facet(
      'commands',
      2,
      {
        state: 'holds',
        strength: 'consistent',
        summary: `${name} in ${nameOf(path)} reaches the notebook`
      },
      [
        ...best.evidence,
        ...besides.map(each => ({ ...each, holds: 'note' as const }))
      ]
    );
  }
  if (best) {
    return facet(
      'commands',
      2,
      { state: 'partly', strength: 'present', summary: best.against ?? '' },
      [...best.evidence, ...besides]
    );
  }
  return nothingReaches(project, besides, unclear);
}

/** One command that reaches the notebook: what it lacks, in few words, or null. */
function judge(
  project: IProject,
  { file, command, only, unsure }: IReach
): { reach: IReach; against: string | null; evidence: IEvidence[] } {
  const place = { path: command.path, line: command.line };
  const evidence: IEvidence[] = [
    unsure === undefined
      ? {
          ...place,
          holds: 'yes',
          message: `The command \`${command.name}\` reaches the notebook`
        }
      : {
          ...place,
          holds: 'unknown',
          message: `The command \`${command.name}\` names the notebook; could not tell whether it runs: ${unsure}`
        }
  ];
  const lacks: string[] = [];
  if (unsure !== undefined) {
    lacks.push('could not tell whether the command runs');
  }
  const against = (summary: string, message: string): void => {
    lacks.push(summary);
    evidence.push({ ...place, holds: 'no', message });
  };
  const used = definedEnvironments(project, { file, command, only });
  if (used.length > 0) {
    evidence.push({
      ...place,
      holds: 'yes',
      message: `It runs in the environment of ${list(used.map(path => show(project, path)))}`
    });
  } else {
    against(
      'a command, but no environment with it',
      `${show(project, file.path)} neither defines an environment with packages nor installs one from a file`
    );
  }
  if (only === 'windows') {
    against('a command for Windows only', 'It is written for Windows only');
  } else if (only === 'unix') {
    evidence.push({
      ...place,
      holds: 'note',
      message: 'It is written for Linux and macOS only'
    });
  }
  for (const { path, line, name } of project.questions) {
    if (path === file.path) {
      lacks.push('the command asks for a value first');
      evidence.push({
        path,
        line,
        holds: 'no',
        message: `The variable \`${name}\` has no default: the run asks for it`
      });
    }
  }
  return {
    reach: { file, command, only },
    against: lacks.at(0) ?? null,
    evidence
  };
}

/** Files that define what the command runs in: its own, or those that the recipes install and that are there. */
function definedEnvironments(
  project: IProject,
  { file, command }: IReach
): string[] {
  if (file.format === 'anaconda-project') {
    return project.environments
      .filter(
        each =>
          each.path === file.path &&
          each.requirements.length > 0 &&
          (command.environment === null ||
            each.environment === command.environment)
      )
      .slice(0, 1)
      .map(({ path }) => path);
  }
  const known = new Set([
    ...project.environments.map(({ path }) => path),
    ...project.locks.map(({ path }) => path),
    ...project.unread.map(({ path }) => path)
  ]);
  return [...usedByCommands(project)].filter(path => known.has(path));
}

function nothingReaches(
  project: IProject,
  evidence: IEvidence[],
  unclear: ICommand[]
): IFacet {
  const unread = project.unread.filter(({ what }) => what === 'commands');
  for (const { name, path, line } of unclear) {
    evidence.push({
      path,
      line,
      holds: 'unknown',
      message: `Could not tell which notebook the command \`${name}\` runs`
    });
  }
  for (const { path, why } of unread) {
    evidence.push({
      path,
      holds: 'unknown',
      message: `${show(project, path)} ${why}`
    });
  }
  const all = project.commandFiles.flatMap(file => file.commands);
  if (all.length > 0 && unclear.length === 0) {
    evidence.push({
      path: all[0].path,
      holds: 'no',
      message: `No command (${list(all.map(({ name }) => `\`${name}\``))}) opens or runs \`${nameOf(project.facts.notebook)}\``
    });
  }
  if (unclear.length > 0 || unread.length > 0) {
    return facet(
      'commands',
      2,
      {
        state: 'unknown',
        strength: null,
        summary:
          unclear.length > 0
            ? `which notebook ${unclear[0].name} runs could not be told`
            : `could not read ${nameOf(unread[0].path)}`
      },
      evidence
    );
  }
  if (all.length > 0) {
    return facet(
      'commands',
      2,
      {
        state: 'partly',
        strength: 'present',
        summary: 'commands, but none reaches this notebook'
      },
      evidence
    );
  }
  for (const { path } of project.commandFiles) {
    const message = `${show(project, path)} has no commands`;
    evidence.push({ path, holds: 'note', message });
  }
  if (!project.facts.hiddenVisible) {
    evidence.push({
      holds: 'unknown',
      message: 'A workflow in `.github` would not be visible to JupyterLab'
    });
  }
  evidence.push({
    holds: 'no',
    message: 'No file defines a command that opens or runs the notebook'
  });
  return facet(
    'commands',
    2,
    { state: 'missing', strength: null, summary: 'no commands in a file' },
    evidence
  );
}
