/** XML 1.0 as it is printed: elements, attributes, text. What may not stand in it is left out (§2.2: most control characters). */

/** A printed element. */
export interface Xml {
  readonly lines: readonly string[]
}

/** Attributes that are undefined are left out. */
type Attributes = Readonly<Record<string, string | number | undefined>>
type Child = Xml | string | number

/** An element with these children; one text alone stands in its line. Attributes may be left out. */
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

/** A whole document. @param type what its DOCTYPE says */
export const printXml = (type: string, root: Xml): string =>
  ['<?xml version="1.0" encoding="UTF-8"?>', `<!DOCTYPE ${type}>`, ...root.lines, ''].join('\n')

const isXml = (child: unknown): child is Xml => typeof child === 'object' && child !== null && 'lines' in child
const isChild = (given: unknown): boolean => typeof given !== 'object' || Array.isArray(given) || isXml(given)

/** A reader makes one line feed of each end of a line, so that a carriage return must be said (§2.11). */
const escaped = (text: string): string =>
  allowed(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;')

/** In an attribute a reader makes spaces of ends of lines and tabs (§3.3.3). */
const quoted = (text: string): string =>
  escaped(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')

/** A half of a pair of surrogates is no character either. */
const allowed = (text: string): string => text.replaceAll(forbidden, '')
// eslint-disable-next-line no-control-regex -- these are what is left out
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\p{Cs}]/gu
