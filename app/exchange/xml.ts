/** Prints XML 1.0: elements, attributes, text. Characters that XML does not allow are removed (§2.2: most control characters). */

/** A serialised element. */
export interface Xml {
  readonly lines: readonly string[]
}

/** Undefined attributes are left out. */
type Attributes = Readonly<Record<string, string | number | undefined>>
type Child = Xml | string | number

/** An element with children; a single text child stays on its line. Attributes are optional. */
export function element(name: string, ...given: readonly (Attributes | Child | readonly Xml[])[]): Xml {
  const children = given.filter((each) => isChild(each)).flat() as readonly Child[]
  const attributes = given.filter((each) => !isChild(each)).flatMap((each) => Object.entries(each as Attributes))
  const head = attributes.flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${quoted(String(value))}"`]))
  const open = `<${name}${head.join('')}`
  const [first, ...more] = children
  if (first === undefined) return { lines: [`${open}/>`] }
  if (more.length === 0 && !isXml(first)) return { lines: [`${open}>${escaped(String(first))}</${name}>`] }
  const inside = children.flatMap((child) => (isXml(child) ? child.lines : [escaped(String(child))]))
  return { lines: [`${open}>`, ...inside.map((line) => `  ${line}`), `</${name}>`] }
}

/** A whole document. @param type content of its DOCTYPE */
export const printXml = (type: string, root: Xml): string =>
  ['<?xml version="1.0" encoding="UTF-8"?>', `<!DOCTYPE ${type}>`, ...root.lines, ''].join('\n')

const isXml = (child: unknown): child is Xml => typeof child === 'object' && child !== null && 'lines' in child
const isChild = (given: unknown): boolean => typeof given !== 'object' || Array.isArray(given) || isXml(given)

/** Parsers normalise line ends, so a carriage return must be escaped (§2.11). */
const escaped = (text: string): string =>
  allowed(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;')

/** In attributes parsers turn line ends and tabs into spaces (§3.3.3). */
const quoted = (text: string): string =>
  escaped(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')

/** Unpaired surrogates are not characters either. */
const allowed = (text: string): string => text.replaceAll(forbidden, '')
// eslint-disable-next-line no-control-regex -- these are what is left out
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\p{Cs}]/gu
