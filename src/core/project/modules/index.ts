export { distributionsFor, sharesNamespace } from './distributions';
