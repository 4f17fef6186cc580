export type {
  IEntry,
  IFile,
  IFolder,
  IProjectFacts,
  IProjectHost
} from './facts';
export { type ILimits, LIMITS } from './looker';
export { marksRoot } from './names';
export { starredModules } from './modules';
export { readProject } from './read';
export type { IProjectReading } from './reading';
export { dataStamps } from './stamps';
export { survey } from './survey';
