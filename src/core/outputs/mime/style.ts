/** Declarations of a style in alphabetical order, without blanks. */
export function declarations(style: string): string {
  return style
    .replace(/\s+/g, '')
    .split(/;(?![^()]*\))/)
    .filter(part => part !== '')
    .map(part =>
      lowerColours(part).replace(/^[\w-]+(?=:)/, name => name.toLowerCase())
    )
    .sort()
    .join(';');
}

/** Hexadecimal colours are the same in both cases. */
export function lowerColours(value: string): string {
  return value.includes('#')
    ? value.replace(/#[\da-f]{3,8}\b/gi, colour => colour.toLowerCase())
    : value;
}
