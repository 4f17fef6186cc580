/** A word that a POSIX shell takes literally, quoted where need be. */
export function shellWord(text: string): string {
  const safe = text.startsWith('-') ? `./${text}` : text;
  return /^[\w@%+=:,./-]+$/.test(safe)
    ? safe
    : `'${safe.replace(/'/g, "'\\''")}'`;
}

/** A shell word inside a recipe of a Makefile, where `$` is make's own. */
export function makeWord(text: string): string {
  return shellWord(text).replace(/\$/g, '$$$$');
}

/** A scalar that YAML reads back as this very text: JSON strings are YAML. */
export function yamlText(text: string): string {
  return JSON.stringify(text);
}

/** Text for a Markdown code span or heading: no line ends, no backticks. */
export function plainText(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/`/g, "'");
}
