/** Pending text: typed and not yet in the film. */
interface Unsent {
  flush(): Promise<void>
  /** A number or a name: partial input is invalid, so it is sent on blur. */
  readonly whole: boolean
}

export const unsent = new Set<Unsent>()

/**
 * Flushes pending text, so that following commands come after it.
 * @returns when each is in the film, or refused
 * @param halves also numbers and names still being typed
 */
export function sendDrafts(halves = true): Promise<unknown> {
  return Promise.all([...unsent].filter(({ whole }) => halves || !whole).map((draft) => draft.flush()))
}
