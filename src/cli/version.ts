/** Put there by the bundler. */
declare const CLI_VERSION: string | undefined;

/** The version of the program. */
export const VERSION = typeof CLI_VERSION === 'string' ? CLI_VERSION : 'dev';
