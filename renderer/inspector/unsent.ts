/** Texts that are being written and not yet in the film. */
export const unsent = new Set<{ flush(): Promise<void> }>()

/** Sends them, so that what is asked of the film next comes after them. */
export function sendDrafts(): void {
  for (const draft of unsent) void draft.flush()
}
