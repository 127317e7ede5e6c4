/** Texts that are being written and not yet in the film. */
export const unsent = new Set<{ flush(): Promise<void> }>()

/** Sends them, so that what is asked of the film next comes after them. @returns when each is in the film, or refused */
export function sendDrafts(): Promise<unknown> {
  return Promise.all([...unsent].map((draft) => draft.flush()))
}
