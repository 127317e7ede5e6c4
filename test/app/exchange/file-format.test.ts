/** Extension and format agree, whatever a name holds. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exportFormats, isFolder } from '../../../app/exchange/formats.ts'
import { agrees, extensionsOf, formatOf, namedFilm, namedFor } from '../../../app/exchange/file-format.ts'

test('a name without an extension gets it; another format’s is dropped', () => {
  const names: Record<string, string> = {
    cat: 'cat.mp4',
    'cat.MP4': 'cat.MP4',
    'cat.m4v': 'cat.m4v',
    'cat.webm': 'cat.mp4',
    'Cat.WEBM': 'Cat.mp4',
    'cat v1.2': 'cat v1.2.mp4',
    'cat.': 'cat.mp4',
    'cat. . ': 'cat.mp4',
    'cat.mp4.': 'cat.mp4',
    'cat.mp4.gif': 'cat.mp4',
    'cat.gif.mp4': 'cat.gif.mp4',
    'cat.mp4\u200f': 'cat.mp4',
    'cat.throughline': 'cat.mp4',
    'кот.финал': 'кот.финал.mp4',
    '猫.ｍｐ４': '猫.ｍｐ４.mp4',
    mp4: 'mp4.mp4',
    '.mp4': 'Film.mp4',
    '.webm': 'Film.mp4',
    '…': '….mp4'
  }
  for (const [name, result] of Object.entries(names)) expect([name, namedFor(name, 'mp4')]).toEqual([name, result])
})

test('a picture folder has no file extension; a film has its own', () => {
  expect(['cat', 'cat.png', 'cat.MP4', 'cat v1.2', '.png'].map((name) => namedFor(name, 'png'))).toEqual([
    ...['cat', 'cat', 'cat', 'cat v1.2', 'Film']
  ])
  expect(['cat', 'cat.mp4', 'cat.Throughline', 'cat.', 'Dr. No'].map(namedFilm)).toEqual([
    ...['cat.throughline', 'cat.throughline', 'cat.Throughline', 'cat.throughline', 'Dr. No.throughline']
  ])
})

test('tells the format of a file by its name', () => {
  expect(['a.mp4', 'a.M4V', 'a.srt', 'a.mov', 'a', '.gif', 'a.shots'].map(formatOf)).toEqual([
    ...['mp4', 'mp4', 'srt', 'prores', null, null, 'shots']
  ])
})

test('naming is idempotent and the extension always matches the format', () => {
  const part = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom('.', ' ', '..', '\u200f', '\u200d', ...Object.values(extensionsOf).flat(), '.MP4', '.mov')
  )
  const names = fc.array(part, { maxLength: 5 }).map((parts) => parts.join('').replaceAll('/', ''))
  fc.assert(
    fc.property(names, fc.constantFrom(...exportFormats), (name, format) => {
      const once = namedFor(name, format)
      expect(agrees(once, format)).toBe(true)
      expect(namedFor(once, format)).toBe(once)
      if (!isFolder(format)) expect(extensionsOf(formatOf(once)!)).toEqual(extensionsOf(format))
    })
  )
})
