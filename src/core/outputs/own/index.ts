export { evaluateOwn, shorten, tellTooLong } from './evaluate';
export { compileOwn } from './pattern';
export { readSanitizers, type ISanitizerPair } from './sanitizer';
export { ownTexts, withResults, type IOwnText } from './texts';
