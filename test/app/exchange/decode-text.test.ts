/** Shot lists as other programs save them. */
import { expect, test } from 'vitest'
import { decodeText } from '../../../app/exchange/decode-text.ts'

const list = '## Çà et là (4 s)\nUn château “bleu” – l’été, à Œuf-sur-Mer.\n'
const wide = (text: string, big: boolean, mark: boolean): Uint8Array => {
  const bytes = Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le')
  return big ? bytes.swap16() : bytes
}
/** Bytes of code pages, written by hand: Node encodes none of them. */
const bytesOf = (text: string, others: Record<string, number>): Uint8Array =>
  Uint8Array.from([...text].map((letter) => others[letter] ?? letter.codePointAt(0)!))

test.each([false, true])('UTF-8 and UTF-16 in either order (with a byte order mark: %s)', (mark) => {
  const texts = [list, '＃紫の猫\n\n## 出会い\n紫の猫が歩く。\n', '## Кот (4 s)\nКот спит.\n', '##\n🐈\n']
  for (const text of texts) {
    expect(decodeText(Buffer.from((mark ? '\uFEFF' : '') + text))).toEqual({ text, encoding: 'UTF-8' })
    for (const big of [false, true]) expect(decodeText(wide(text, big, mark))).toEqual({ text, encoding: 'UTF-16' })
  }
})

test('Windows-1252, which includes Latin-1', () => {
  const windows = { '“': 0x93, '”': 0x94, '–': 0x96, '’': 0x92, Œ: 0x8c }
  expect(decodeText(bytesOf(list, windows))).toEqual({ text: list, encoding: 'Windows-1252' })
  const german = '# Grüße aus Köln\n\n## Straße (4,5 s)\nEin Bär läuft über die Brücke. ÄRGER IN ÜBERSEE!\n'
  expect(decodeText(bytesOf(german, {}))).toEqual({ text: german, encoding: 'Windows-1252' })
  const spanish = '## ¿Qué?\n«¡Mañana, señor!» 10 € 5°\n'
  expect(decodeText(bytesOf(spanish, { '€': 0x80 }))).toMatchObject({ text: spanish })
})

test('refuses other encodings and binary data', () => {
  const cyrillic = [0x23, 0x23, 0x20, 0xca, 0xee, 0xf2, 0xe8, 0xea] // “## Котик” in Windows-1251
  const japanese = [0x23, 0x23, 0x20, 0x8e, 0x87, 0x82, 0xcc, 0x94, 0x4c] // “## 紫の猫” in Shift JIS
  const mac = [0x66, 0x9f, 0x72] // “für” of an old Mac
  const jpeg = [0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0x00]
  const odd = [...wide('## A\n', false, true), 0x41]
  const half = [0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00] // half a pair
  for (const bytes of [cyrillic, japanese, mac, jpeg, odd, half, [0, 0, 0, 0]]) {
    expect(decodeText(Uint8Array.from(bytes))).toBeNull()
  }
})
