/** Added packs: listed, found by name, verified, removed. */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { packsFolder } from '../../../main/packs/places.ts'
import { demandRemovable, removePack } from '../../../main/packs/remove.ts'
import { packFolder, packNamed, shelfOf } from '../../../main/packs/shelf.ts'
import { verifyPack } from '../../../main/packs/verify.ts'
import { failureOf } from '../kit/code-of.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { storybook } from '../kit/throughline.ts'
import { addTo, tinyPack, type TinyManifest } from '../kit/tiny-pack.ts'

let folder: string
let added: string
beforeEach(() => {
  folder = freshFolder()
  added = join(folder, 'packs')
})
const at = (name: string): string => join(folder, name)
const places = () => ({ embedded: storybook, added })
const shelf = () => shelfOf(places())
const left = (): readonly string[] => readdirSync(added)

describe('the shelf', () => {
  test('lists the embedded pack first, then the others, with their problems', async () => {
    await addTo(places(), [
      tinyPack(at('b'), (same) => ({ ...same, id: 'b' })),
      tinyPack(at('a'), (same) => ({ ...same, id: 'a' }))
    ])
    rmSync(join(added, 'b@1', 'vocab.txt'))
    mkdirSync(join(added, 'empty'))
    writeFileSync(join(added, 'note.txt'), 'no pack')
    mkdirSync(join(added, `.c@1-${process.pid}.partial`))
    const packs = await shelf()
    expect(packs.map(({ model, problem }) => [model, problem?.code])).toEqual([
      [expect.stringMatching(/^storybook@/), undefined],
      ['a@1', undefined],
      ['b@1', 'pack.file'],
      ['empty', 'pack.missing']
    ])
    expect(packs.map(({ embedded }) => embedded)).toEqual([true, false, false, false])
  })

  test('finds a pack by model, by unambiguous id, and by folder name', async () => {
    const two = (same: TinyManifest) => ({ ...same, revision: '2' })
    await addTo(places(), [tinyPack(at('one')), tinyPack(at('two'), two)])
    renameSync(join(added, 'tiny@2'), join(added, 'mine'))
    const packs = await shelf()
    const named = (name: string): string => packNamed(name, packs).folder
    expect([named('tiny@1'), named('mine'), named('storybook')]).toEqual([
      join(added, 'tiny@1'),
      join(added, 'mine'),
      storybook
    ])
    expect(() => named('tiny')).toThrow(expect.objectContaining({ code: 'pack.ambiguous' }))
    expect(() => named('none')).toThrow(/There are: storybook@.*, tiny@1, tiny@2/)
  })

  test('prefers a folder to a name, and never takes a path for a name', async () => {
    const source = tinyPack(at('tiny'))
    await addTo(places(), [source])
    expect(await packFolder('tiny', places())).toBe(join(added, 'tiny@1'))
    expect(await packFolder(source, places())).toBe(source)
    expect(await packFolder('./tiny', places())).toBe('./tiny')
  })

  test.each([
    ['linux', {}, '/home/a/.local/share/throughline/packs'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/throughline/packs'],
    ['linux', { XDG_DATA_HOME: 'data' }, '/home/a/.local/share/throughline/packs'],
    ['darwin', {}, '/home/a/Library/Application Support/Throughline/packs'],
    ['win32', { LOCALAPPDATA: '/local' }, '/local/Throughline/packs'],
    ['linux', { THROUGHLINE_PACKS: '/disk/packs' }, '/disk/packs']
  ] as const)('is in the user’s data folder: %s %j', (platform, env, expected) => {
    expect(packsFolder(env, platform, '/home/a')).toBe(expected)
  })
})

describe('verifying', () => {
  const proof = async (name = 'tiny@1') => verifyPack(packNamed(name, await shelf()), {})
  beforeEach(() => addTo(places(), [tinyPack(at('tiny'))]))

  test('passes for an intact pack, with its licence', async () => {
    expect(await proof()).toMatchObject({ whole: true, faults: [], proven: { length: 6 } })
  })

  test.each([
    ['a bit of its weights', 'pack.hash', 'text.safetensors', (path: string) => writeFileSync(path, 'the texT')],
    ['a word of its licence', 'pack.hash', 'LICENSE', (path: string) => appendFileSync(path, '!')],
    ['a weight that is gone', 'pack.file', 'transformer.safetensors', rmSync],
    ['a manifest that says other words', 'pack.hash', 'manifest.json', spaced],
    ['a manifest that is none', 'pack.hash', 'manifest.json', (path: string) => writeFileSync(path, '{}')],
    ['the note', 'pack.record', '.added.json', (path: string) => writeFileSync(path, '[]')]
  ])('reports a change: %s', async (_, code, file, change) => {
    change(join(added, 'tiny@1', file))
    const { whole, faults } = await proof()
    expect([whole, faults.map((each) => each.code)]).toEqual([false, expect.arrayContaining([code])])
    expect(faults.map(({ cause }) => cause).join()).toContain(file)
  })

  test('detects by the record that weights and manifest were both replaced', async () => {
    const there = join(added, 'tiny@1')
    const note = readFileSync(join(there, '.added.json'))
    tinyPack(there, (manifest) => {
      writeFileSync(join(there, 'vocab.txt'), 'words!')
      return { ...manifest, text: { ...manifest.text, vocabSha256: '0'.repeat(64) } }
    })
    expect(readFileSync(join(there, '.added.json'))).toEqual(note)
    const { faults } = await proof()
    expect(faults.map(({ facts }) => facts.file).sort()).toEqual(['manifest.json', 'vocab.txt'])
  })
})
function spaced(path: string): void {
  writeFileSync(path, JSON.stringify(JSON.parse(readFileSync(path, 'utf8')), null, 1))
}

describe('removing', () => {
  const remove = async (name: string): Promise<void> => {
    const pack = packNamed(name, await shelf())
    await demandRemovable(pack)
    removePack(pack, added)
  }

  test('deletes the whole pack, damaged or not, but never the embedded one', async () => {
    await addTo(places(), [tinyPack(at('tiny'))])
    rmSync(join(added, 'tiny@1', 'vocab.txt'))
    await remove('tiny@1')
    expect(left()).toEqual([])
    expect((await failureOf(remove('storybook'))).code).toBe('pack.embedded')
  })

  test('refuses a folder that contains other files, too', async () => {
    await addTo(places(), [tinyPack(at('tiny'))])
    writeFileSync(join(added, 'tiny@1', 'film.throughline'), 'mine')
    expect(await failureOf(remove('tiny'))).toMatchObject({
      code: 'pack.other-files',
      cause: expect.stringContaining('film.throughline')
    })
    expect(readdirSync(join(added, 'tiny@1'))).toHaveLength(8)
  })

  test('of a link deletes only the link', async () => {
    const elsewhere = tinyPack(at('elsewhere'))
    mkdirSync(added)
    symlinkSync(elsewhere, join(added, 'linked'))
    await remove('linked')
    expect([left(), existsSync(join(elsewhere, 'manifest.json'))]).toEqual([[], true])
  })
})
