import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fontsFor, type FontFace } from '../../../../app/exchange/sheet/fonts.ts'

const folder = join(import.meta.dirname, '..', '..', '..', '..', 'assets', 'fonts')
const faces = JSON.parse(readFileSync(join(folder, 'faces.json'), 'utf8')) as readonly FontFace[]
const familiesOf = (text: string): readonly string[] => fontsFor(text, faces).families

test('every font of the list is there', () => {
  expect(faces.length).toBeGreaterThan(300)
  expect(faces.filter(({ file }) => !existsSync(join(folder, file)))).toEqual([])
})

test.each([
  ...['Grüße, Ǧ, Ελληνικά, ὕβρις, Кириллица, Ђ, Tiếng Việt', 'مرحبا پ چ', 'Հայերեն', 'বাংলা', 'हिन्दी क्षि', 'አማርኛ'],
  ...['ქართული', 'ગુજરાતી', 'ਪੰਜਾਬੀ', 'עברית שָׁלוֹם', 'ಕನ್ನಡ', 'ខ្មែរ', 'ລາວ', 'മലയാളം', 'မြန်မာ', 'ଓଡ଼ିଆ', 'සිංහල'],
  ...['தமிழ்', 'తెలుగు', 'ދިވެހި', 'ภาษาไทย', '日本語のテキスト', '简体中文', '繁體中文', '한국어', '♥ ☀ → ✓ ▶ №'],
  ...['😀 👩‍🚀 👍🏽 🇩🇪 1️⃣ ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🫠']
])('no character of %s is left to the system', (text) => {
  expect(fontsFor(text, faces).missing).toEqual([])
})

test('only the slices that a text needs are chosen', () => {
  expect(familiesOf('A cat, 2 m')).toEqual(['Inter Variable'])
  expect(fontsFor('A cat', faces).faces).toHaveLength(1)
  expect(familiesOf('')).toEqual([])
  expect(fontsFor('ᏣᎳᎩ a', faces).missing).toEqual([...'ᏣᎳᎩ'])
})

test('Chinese, Japanese and Korean have characters of their own forms', () => {
  expect(familiesOf('骨と直')).toEqual(['Noto Sans JP'])
  expect(familiesOf('骨直')).toEqual(['Noto Sans SC'])
  expect(familiesOf('直 한')).toEqual(['Noto Sans KR'])
})
