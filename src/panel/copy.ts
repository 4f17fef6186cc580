/**
 * Puts a text on the clipboard. Where the browser forbids that (a page without https, say), the text in `node` is
 * selected instead.
 * @returns whether it is on the clipboard
 */
export async function copyText(
  text: string,
  node: Node | null
): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const selection = window.getSelection();
    if (node && selection) {
      selection.selectAllChildren(node);
    }
    return false;
  }
}
