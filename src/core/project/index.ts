export type {
  IEntry,
  IFile,
  IFolder,
  IProjectFacts,
  IProjectHost
} from './facts';
export { type ILimits, LIMITS } from './looker';
export { readProject } from './read';
export type { IProjectReading } from './reading';
export { survey } from './survey';
