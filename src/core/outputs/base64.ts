/** Bytes of a base64 text, blanks allowed; null when it is something else. */
export function fromBase64(text: string): Uint8Array | null {
  try {
    const characters = atob(text);
    const bytes = new Uint8Array(characters.length);
    for (let i = 0; i < bytes.length; i++) {
      bytes[i] = characters.charCodeAt(i);
    }
    return bytes;
  } catch {
    return null;
  }
}
