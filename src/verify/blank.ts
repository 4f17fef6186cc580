/** Whether a code cell holds nothing that JupyterLab would send. */
export function isBlank(source: string): boolean {
  return source.trim() === '';
}
