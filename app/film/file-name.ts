/** What the file of a film is called. */

/** A title as a file name that every system takes. */
export function fileName(title: string): string {
  const plain = title
    .replaceAll(/[\p{C}<>:"/\\|?*]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  return plain.slice(0, 80).trim() || 'Film'
}
