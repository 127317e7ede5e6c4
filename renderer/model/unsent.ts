/** What is being written and is not yet in the film. */
interface Unsent {
  flush(): Promise<void>
  /** A number or a name: half of it is none, so it is sent when its field is left. */
  readonly whole: boolean
}

export const unsent = new Set<Unsent>()

/**
 * Sends them, so that what is asked of the film next comes after them. @returns when each is in the film, or refused
 * @param halves also numbers and names that are still being written
 */
export function sendDrafts(halves = true): Promise<unknown> {
  return Promise.all([...unsent].filter(({ whole }) => halves || !whole).map((draft) => draft.flush()))
}
