/**
 * Makes untrusted text safe for a terminal. It comes from films, packs, paths, libraries and other programs, and may contain
 * control sequences that move the cursor, clear the screen, rename the window, or reorder text.
 */

/** Control characters (C0, DEL, C1), bidirectional controls, and line separators; not line break and tab. */
const obeyed = /(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028\u2029]/gu

/** For people: each such character is shown as `�`. */
export const forTerminal = (text: string): string => text.replace(obeyed, '\ufffd')

/** `data` as JSON for programs: such characters are escaped, so the data stays the same. */
export const jsonForTerminal = (data: unknown, indent?: number): string =>
  JSON.stringify(data, null, indent).replace(obeyed, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
