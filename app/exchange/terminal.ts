/**
 * Words on their way to a terminal. They come from films, packs, paths, libraries and other programs, and a terminal obeys
 * some of their characters: it moves, clears, renames its window, or shows text in another order than it is read.
 */

/** Control characters (C0, DEL, C1), what turns the direction of text, and line separators; not the line break and the tab. */
const obeyed = /(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028\u2029]/gu

/** The same words for people: each character that a terminal would obey is shown as `�`. */
export const forTerminal = (text: string): string => text.replace(obeyed, '\ufffd')

/** `data` as JSON for programs: such characters are escaped, so that it means the same and the terminal obeys nothing. */
export const jsonForTerminal = (data: unknown, indent?: number): string =>
  JSON.stringify(data, null, indent).replace(obeyed, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
