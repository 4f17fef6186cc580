export { distributionsFor, sharesNamespace } from './distributions';
export {
  fileCandidates,
  LARGEST_MODULE,
  moduleFolders,
  MOST_MODULES,
  notebookCandidates,
  scripts,
  type Candidates
} from './local';
export { starredModules } from './stars';
export { ownCode, type IOuterImport } from './own';
export { missingNeeds } from './needs';
