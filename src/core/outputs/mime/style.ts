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

/** Hexadecimal colours are the same in both cases, and `#369` is `#336699`. */
export function lowerColours(value: string): string {
  return value.includes('#')
    ? value.replace(/#[\da-f]{3,8}\b/gi, colour =>
        colour.length < 6
          ? colour.toLowerCase().replace(/[\da-f]/g, '$&$&')
          : colour.toLowerCase()
      )
    : value;
}
