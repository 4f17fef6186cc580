export { distributionsFor, sharesNamespace } from './distributions';
export { isStandardLibrary } from './stdlib';
