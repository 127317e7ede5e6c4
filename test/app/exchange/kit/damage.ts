/** Files damaged by lot. */
import fc from 'fast-check'

const signs = [
  ...'<>&;"\'[]{}()/*_#=~!@.,:\n\r\t\\',
  '\u0000',
  '\u2028',
  '\u202E',
  '\uD800',
  '😀',
  '[[',
  ']]',
  '/*',
  '*/'
]

/** A part of the file left out, said twice or replaced, some times over. */
export const damage = (text: string): fc.Arbitrary<string> =>
  fc
    .array(
      fc.record({
        at: fc.nat(text.length),
        length: fc.nat(60),
        put: fc.oneof(fc.constantFrom(...signs), fc.constant(null), fc.string({ unit: 'binary', maxLength: 8 }))
      }),
      { minLength: 1, maxLength: 6 }
    )
    .map((changes) =>
      changes.reduce((now, { at, length, put }) => {
        const part = now.slice(at, at + length)
        return now.slice(0, at) + (put ?? part + part) + now.slice(put === '' ? at : at + length)
      }, text)
    )
