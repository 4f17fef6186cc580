import type { IAnacondaProject } from '../anaconda-project';
import type { IDockerfile } from '../dockerfile';
import type { IReadme } from '../readme';
import type { ICommandFile } from '../types';
import { describeFile, describeProblem } from './describe';

/** Commands as lines of text. */
export function describeCommands({
  commands,
  problems
}: ICommandFile): string[] {
  return [
    ...commands.flatMap(c => [
      [
        `${c.line} ${c.name} (${c.kind ?? 'shell'})`,
        c.notebook === null ? '' : `notebook=${c.notebook}`,
        c.environment === null ? '' : `in ${c.environment}`
      ]
        .filter(part => part !== '')
        .join(' '),
      ...c.lines.map(({ platform, text }) => `  ${platform}: ${text}`)
    ]),
    ...problems.map(describeProblem)
  ];
}

/** A Dockerfile as lines of text. */
export function describeDockerfile(file: IDockerfile): string[] {
  const { base } = file;
  return [
    `base ${base ? `${base.name} tag=${base.tag} ${base.digest ? 'digest' : 'no digest'} line ${base.line}` : 'none'}`,
    ...file.stages.map(
      s =>
        `stage ${s.line} ${s.name ?? '-'}${s.parent === null ? '' : ` on ${s.parent}`}${s.platform === null ? '' : ` ${s.platform}`}`
    ),
    ...file.images
      .slice(base ? 1 : 0)
      .map(i => `image ${i.line} ${i.reference}`),
    ...file.runs.map(r => `run ${r.line} ${r.text.replace(/\n/g, ' / ')}`),
    ...file.copied.map(c => `copy ${c.line} ${c.path}`),
    ...(file.command === null ? [] : [`command ${file.command}`]),
    ...describeFile(file),
    ...file.unpinned.map(u => `? ${u.line} ${u.message}`)
  ];
}

/** What a README shows, as lines of text. */
export function describeReadme(readme: IReadme): string[] {
  return [
    ...readme.headings.map(
      h => `# ${h.line} ${h.level} ${h.text}${h.instructs ? ' *' : ''}`
    ),
    ...readme.commands.map(c =>
      [
        `$ ${c.line} ${c.text} :`,
        c.environment ? 'environment' : '',
        c.run ? 'run' : '',
        c.inline ? 'inline' : '',
        c.notebook ?? ''
      ]
        .filter(part => part !== '')
        .join(' ')
    ),
    ...readme.links.map(l => `link ${l.line} ${l.url}`),
    ...readme.notebooks.map(n => `notebook ${n.line} ${n.name}`),
    ...readme.launches.map(l => `launch ${l.line} ${l.notebook ?? '-'}`),
    ...readme.dois.map(d => `doi ${d.line} ${d.doi}`),
    ...readme.repositories.map(r => `repository ${r.line} ${r.url}`),
    ...readme.problems.map(describeProblem)
  ];
}

/** An anaconda-project file as lines of text. */
export function describeProject(project: IAnacondaProject): string[] {
  return [
    ...project.environments.flatMap(({ name, file, lists }) => [
      `env ${name}: ${lists.conda.join(' ')} | ${lists.pip.join(' ')} | ${lists.channels.join(' ')} | ${lists.platforms.join(' ')}`.trimEnd(),
      ...describeFile(file).filter(line => !line.startsWith('channels'))
    ]),
    ...describeCommands(project.commands),
    ...project.downloads.map(
      d =>
        `download ${d.line} ${d.variable} ${d.url} ${d.fileName ?? '-'} ${d.digest?.slice(0, 10) ?? 'no digest'}`
    ),
    ...project.variables.map(
      v => `variable ${v.line} ${v.name}${v.hasDefault ? ' default' : ''}`
    )
  ];
}
