/** Printed XML is parsed back to the same text, whatever the text. */
import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { element, printXml } from '../../../app/exchange/xml.ts'

/** What a parser finds: an attribute, and a text. */
function readBack(xml: string): { attribute: string; text: string } {
  let [attribute, text] = ['', '']
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => (attribute += String(tag.attributes['said'] ?? '')))
  parser.on('text', (part) => (text += part))
  parser.write(xml).close()
  return { attribute, text: text.trim() }
}

// eslint-disable-next-line no-control-regex -- what XML 1.0 has no way to say
const unsayable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\p{Cs}]/gu

test('any text survives as text and as attribute, except invalid characters', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...'&<>"\'\r\n\t\u0007\uD800')) }),
      (said) => {
        const told = readBack(printXml('a', element('a', { said }, said)))
        const sayable = said.replaceAll(unsayable, '')
        expect(told.attribute).toBe(sayable)
        expect(told.text).toBe(sayable.trim())
      }
    )
  )
})

test('undefined attributes and empty elements are shortened', () => {
  expect(printXml('a', element('a', { one: undefined, two: 2 }, [element('b')], element('c', 0)))).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE a>\n<a two="2">\n  <b/>\n  <c>0</c>\n</a>\n'
  )
})
