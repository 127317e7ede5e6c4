/**
 * Stored documents that grow: one of an earlier version is brought to this one, step by step, before it is checked. A step
 * is pure and works on plain data that nobody has checked yet: what it does not recognise it leaves, for the check to refuse.
 */

/** Plain data out of a file: an object, its fields unknown. */
export type Plain = Readonly<Record<string, unknown>>

/** Takes a document of one version to the next; `version` is set by the caller. */
export type Step = (older: Plain) => Plain

export const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The version a document says it has; null when it says none that there can be. */
export function versionIn(document: unknown): number | null {
  const version = isPlain(document) ? document['version'] : undefined
  return typeof version === 'number' && Number.isSafeInteger(version) && version >= 1 ? version : null
}

/**
 * @param steps entry n takes version n + 1 to n + 2
 * @returns the document in the version that the last step leads to; as it is when it is no older document
 */
export function broughtForward(document: unknown, steps: readonly Step[]): unknown {
  const from = versionIn(document)
  if (from === null || from > steps.length) return document
  return steps
    .slice(from - 1)
    .reduce<Plain>((older, step, index) => ({ ...step(older), version: from + index + 1 }), document as Plain)
}
