export * from './types';
export { readRequirements } from './requirements';
export type { Resolve } from './requirements';
export {
  lockFromRequirements,
  readHashedLock,
  SHORTEST_FREEZE,
  versionFits
} from './requirements-lock';
export { neverHolds } from './markers';
export { normaliseName, parsePipSpec } from './pep508';
export type { IPipSpec } from './pep508';
export { condaRequirement, parseMatchSpec, pinOf } from './matchspec';
export type { IMatchSpec } from './matchspec';
export { readCondaEnvironment } from './conda-environment';
export { lockFromCondaEnvironment } from './conda-export';
export type { ICondaEnvironment } from './conda-environment';
export { readAnacondaProject } from './anaconda-project';
export type {
  IAnacondaProject,
  IEffectiveLists,
  IProjectEnvironment
} from './anaconda-project';
export type { IDownload, IVariable } from './anaconda-project-sections';
export { envSpecHash, readAnacondaProjectLock } from './anaconda-project-lock';
export { readMakefile } from './makefile';
export { notebookOf, runsNotebooks } from './notebook-command';
export { shellCommands, shellWords } from './shell';
export { readInstalls } from './shell-installs';
export type { IShellCommand } from './shell';
export { baseName, folderOf, isAbsolute, isAddress, joinPath } from './paths';
export { readReadme } from './readme';
export type { IReadme, IShownCommand } from './readme';
export type { ICodeBlock, IHeading } from './readme-blocks';
export { readCitation } from './citation';
export type { ICitation } from './citation';
export { compareCondaVersions, condaVersionFits } from './conda-version';
export { readCondaLock } from './conda-lock';
export { readCondaExplicit } from './conda-explicit';
export { readDockerfile, readImage } from './dockerfile';
export type { IDockerfile, IImage, IStage } from './dockerfile';
