/**
 * A prompt as Wan's programs pass it to umT5 (memflow.md §6): entities of HTML resolved twice, typographic signs made plain,
 * blanks collapsed. Of ftfy, what can occur in a prompt; text that was decoded wrongly is not repaired.
 */

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }
const entity = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(amp|lt|gt|quot|apos|nbsp));/g
const ligatures: Readonly<Record<string, string>> = {
  ...{ ﬀ: 'ff', ﬁ: 'fi', ﬂ: 'fl', ﬃ: 'ffi', ﬄ: 'ffl', ﬅ: 'ſt', ﬆ: 'st', Ĳ: 'IJ', ĳ: 'ij', ŉ: "'n" },
  ...{ Ǆ: 'DŽ', ǅ: 'Dž', ǆ: 'dž', Ǉ: 'LJ', ǈ: 'Lj', ǉ: 'lj', Ǌ: 'NJ', ǋ: 'Nj', ǌ: 'nj', Ǳ: 'DZ', ǲ: 'Dz', ǳ: 'dz' }
}
/** Control characters but blanks, and invisible marks that ftfy drops. */
const dropped = /(?![\t\n\v\f\r\u0085])\p{Cc}|[\u206A-\u206F\uFEFF\uFFF9-\uFFFC]/gu

export function cleanPrompt(prompt: string): string {
  return unescaped(unescaped(prompt))
    .replace(/[\u02BC\u2018-\u201B]/g, "'")
    .replace(/[\u201C-\u201F]/g, '"')
    .replace(/[ﬀ-ﬆĲĳŉǄ-ǌǱ-ǳ]/gu, (sign) => ligatures[sign]!)
    .replace(/[\u3000\uFF01-\uFFEF]/g, (sign) => sign.normalize('NFKC'))
    .replace(dropped, '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
}

const unescaped = (text: string): string =>
  text.replace(entity, (written, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return entities[name]!
    const point = decimal === undefined ? parseInt(hex!, 16) : Number(decimal)
    return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point < 0xe000)
      ? String.fromCodePoint(point)
      : written
  })
