/** Which pages of memory are stored. The others are re-created from latents when needed. */

/**
 * Kinds of stored data beside latents: keys and values of the clean pass, or of a re-cache at a prompt switch; notes of an
 * archive, some kilobytes each: a frame's gist, or a chapter that lists frames; what a large text model made of the prompt.
 */
export const pageKinds = ['clean', 'recache', 'gist', 'chapter', 'text'] as const
export type PageKind = (typeof pageKinds)[number]

/** `checkpoints`: of two chunks out of eight, so that at most six are re-created to continue from anywhere. */
export const keeping = ['all', 'checkpoints', 'none'] as const
export type Keeping = (typeof keeping)[number]

/** @param chunk index of the chunk in its film, 0-based */
export function isKept(kind: PageKind, keep: Keeping, chunk: number): boolean {
  if ((kind !== 'clean' && kind !== 'recache') || keep === 'all') return true
  return keep === 'checkpoints' && chunk % 8 < 2
}
