/**
 * Versioned documents: one of an earlier version is upgraded step by step before it is parsed. A step is pure and works on
 * unchecked plain data: what it does not recognise it leaves for the parser to refuse.
 */

/** Unchecked data: an object with unknown fields. */
export type Plain = Readonly<Record<string, unknown>>

/** Takes a document of one version to the next; `version` is set by the caller. */
export type Step = (older: Plain) => Plain

export const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The version a document states; null when it states none or an impossible one. */
export function versionIn(document: unknown): number | null {
  const version = isPlain(document) ? document['version'] : undefined
  return typeof version === 'number' && Number.isSafeInteger(version) && version >= 1 ? version : null
}

/**
 * @param steps entry n upgrades version n + 1 to n + 2
 * @returns the document in the version after the last step; unchanged when it is not an older document
 */
export function broughtForward(document: unknown, steps: readonly Step[]): unknown {
  const from = versionIn(document)
  if (from === null || from > steps.length) return document
  return steps
    .slice(from - 1)
    .reduce<Plain>((older, step, index) => ({ ...step(older), version: from + index + 1 }), document as Plain)
}
