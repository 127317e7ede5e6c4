/** Adding packs: real files and disks; only the engine's opening of the pack is faked. */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { Failure } from '../../../app/base/failure.ts'
import { addPacks } from '../../../main/packs/add.ts'
import { packsToAdd } from '../../../main/packs/to-add.ts'
import { failureOf } from '../kit/code-of.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { noDisk, smallDisk } from '../kit/small-disk.ts'
import { storybook } from '../kit/throughline.ts'
import { addTo, tinyPack, type TinyManifest } from '../kit/tiny-pack.ts'

let folder: string
let added: string
beforeEach(() => {
  folder = freshFolder()
  added = join(folder, 'packs')
})
const at = (name: string): string => join(folder, name)
const places = (where = added) => ({ embedded: storybook, added: where })

const add = (folders: readonly string[], more: Parameters<typeof addTo>[2] = {}, where = added) =>
  addTo(places(where), folders, more)

const left = (where = added): readonly string[] => (existsSync(where) ? readdirSync(where) : [])

describe('adding', () => {
  test('copies the manifest’s files, readme and licences, and records each hash', async () => {
    const source = tinyPack(at('tiny'))
    writeFileSync(join(source, 'golden.safetensors'), 'for tests')
    mkdirSync(join(source, 'recipe'))
    const [pack] = await packsToAdd([source], places())
    expect(pack!.left.toSorted()).toEqual(['golden.safetensors', 'recipe'])
    let bytes = 0
    await add([source], { done: (more) => (bytes += more) })
    const there = join(added, 'tiny@1')
    const files = ['LICENSE', 'autoencoder.safetensors', 'manifest.json', 'text.safetensors']
    expect(readdirSync(there).sort()).toEqual(['.added.json', ...files, 'transformer.safetensors', 'vocab.txt'])
    for (const file of files) expect(readFileSync(join(there, file))).toEqual(readFileSync(join(source, file)))
    const { size } = { size: pack!.files.reduce((sum, each) => sum + each.size, 0) }
    expect(bytes).toBe(size)
    expect(left()).toEqual(['tiny@1'])
  })

  test('adds several packs, or none of them', async () => {
    const [one, two] = [tinyPack(at('one')), tinyPack(at('two'), (same) => ({ ...same, revision: '2' }))]
    writeFileSync(join(two, 'vocab.txt'), 'other')
    expect((await failureOf(add([one, two]))).code).toBe('pack.hash')
    expect(left()).toEqual([])
    writeFileSync(join(two, 'vocab.txt'), 'words')
    await add([one, two])
    expect(left()).toEqual(['tiny@1', 'tiny@2'])
  })

  test('refuses a duplicate, a taken name and the embedded pack', async () => {
    const source = tinyPack(at('tiny'))
    await add([source])
    const before = readFileSync(join(added, 'tiny@1', '.added.json'), 'utf8')
    expect(await failureOf(add([source]))).toMatchObject({ code: 'pack.added', cause: expect.stringContaining(added) })
    const other = tinyPack(at('other'), (same) => ({ ...same, name: 'Other' }))
    expect((await failureOf(add([other]))).code).toBe('pack.taken')
    expect((await failureOf(add([storybook]))).cause).toMatch(/storybook@.* is here already: it comes with the program/)
    const copy = tinyPack(at('copy'), (same) => ({ ...same, id: 'new' }))
    expect((await failureOf(add([copy, tinyPack(at('again'), (same) => ({ ...same, id: 'new' }))]))).code).toBe(
      'pack.twice'
    )
    expect([left(), readFileSync(join(added, 'tiny@1', '.added.json'), 'utf8')]).toEqual([['tiny@1'], before])
  })

  test('does not change a file that has the name, or gets it meanwhile', async () => {
    const source = tinyPack(at('tiny'))
    mkdirSync(added)
    writeFileSync(join(added, 'tiny@1'), 'mine')
    expect((await failureOf(add([source]))).code).toBe('pack.taken')
    rmSync(join(added, 'tiny@1'))
    const meanwhile = () => Promise.resolve(tinyPack(join(added, 'tiny@1'))).then(() => undefined)
    expect((await failureOf(add([source], { prove: meanwhile }))).code).toBe('pack.taken')
    expect([left(), existsSync(join(added, 'tiny@1', '.added.json'))]).toEqual([['tiny@1'], false])
  })

  test('leaves nothing when the engine refuses it or the user stops', async () => {
    const source = tinyPack(at('tiny'))
    const broken = () => Promise.reject(new Failure('pack.numbers', 'NaN.', 'Another.', { file: 'a' }))
    expect((await failureOf(add([source], { prove: broken }))).code).toBe('pack.numbers')
    expect(left()).toEqual([])
    for (const after of [0, 1]) {
      const stop = new AbortController()
      const prove = () => Promise.resolve(after === 1 ? stop.abort() : undefined)
      const done = () => (after === 0 ? stop.abort() : undefined)
      await expect(add([source], { stop, prove, done })).rejects.toThrow(/abort/)
      expect(left()).toEqual([])
    }
  })

  test('fails on a full disk, wrong free space and an unwritable folder', async ({ skip }) => {
    const disk = smallDisk(2)
    if (!disk) return skip(noDisk)
    const source = tinyPack(at('tiny'))
    const where = join(disk.path, 'packs')
    writeFileSync(join(source, 'text.safetensors'), Buffer.alloc(4_000_000))
    expect((await failureOf(add([source], {}, where))).code).toBe('disk.full')
    expect(left(where)).toEqual([])
    tinyPack(source)
    const packs = await packsToAdd([source], places(where))
    const grown = { ...packs[0]!, bytes: 1 } // claims to fit, but is larger
    writeFileSync(join(source, 'text.safetensors'), Buffer.alloc(4_000_000))
    const files = grown.files.map((each) => (each.file === 'text.safetensors' ? { ...each, size: 4_000_000 } : each))
    const adding = { following: { signal: new AbortController().signal }, begun: () => {}, prove: async () => {} }
    expect((await failureOf(addPacks([{ ...grown, files }], where, adding))).code).toBe('disk.full')
    expect(left(where)).toEqual([])
    tinyPack(source)
    disk.readOnly()
    expect((await failureOf(add([source], {}, where))).code).toBe('disk.failed')
    expect((await failureOf(add([source], {}, '/proc/throughline/packs'))).code).toBe('disk.failed')
  })

  test('deletes leftovers of a killed process, not those of a running one', async () => {
    const [gone, other] = [`.old@1-${2 ** 22 + 1}.partial`, `.busy@1-${process.ppid}.partial`]
    for (const name of [gone, other]) mkdirSync(join(added, name, 'inner'), { recursive: true })
    await add([tinyPack(at('tiny'))])
    expect(left()).toEqual([other, 'tiny@1'])
  })
})

type Bend = (pack: string, manifest: TinyManifest) => object | undefined
const hostile: readonly (readonly [string, string, Bend])[] = [
  ['a path for a file', 'pack.manifest', (_, all) => void (all.transformer.file = '../../outside')],
  ['the note’s own name', 'pack.manifest', (_, all) => void (all.transformer.file = '.added.json')],
  ['a revision that is a path', 'pack.manifest', (_, all) => ({ ...all, revision: '../1' })],
  ['a field nobody knows', 'pack.manifest', (_, all) => ({ ...all, colour: 'red' })],
  ['no licence', 'pack.licence', (_, all) => ({ ...all, licence: {} })],
  ['a later version', 'pack.newer', (_, all) => ({ ...all, version: 99 })],
  [
    'two hashes for one file',
    'pack.hash',
    (_, all) => void Object.assign(all.text, { vocab: 'text.safetensors', vocabSha256: 'b'.repeat(64) })
  ],
  [
    'a link out of the folder',
    'pack.outside',
    (pack) => swap(pack, 'vocab.txt', (to) => symlinkSync('/etc/hosts', to))
  ],
  ['a folder for a file', 'pack.not-a-file', (pack) => swap(pack, 'vocab.txt', mkdirSync)],
  ['a file that is missing', 'pack.file', (pack) => swap(pack, 'vocab.txt', () => undefined)],
  ['another file', 'pack.hash', (pack) => void appendFileSync(join(pack, 'vocab.txt'), '.')]
]
function swap(pack: string, file: string, make: (path: string) => unknown): undefined {
  rmSync(join(pack, file))
  make(join(pack, file))
}

test.each(hostile)('refused, and nothing is left: %s', async (_, code, bend) => {
  const source = at('pack')
  tinyPack(source, (manifest) => bend(source, manifest) ?? manifest)
  expect((await failureOf(add([source]))).code).toBe(code)
  expect(left()).toEqual([])
})

test('pictures of another size than the decoder draws are refused before copying', async () => {
  const source = tinyPack(at('pack'), (manifest) => {
    const { file, sha256 } = manifest.autoencoder
    return { ...manifest, autoencoder: { kind: 'wan', file, sha256, dim: 96 } }
  })
  expect((await failureOf(add([source]))).code).toBe('pack.manifest')
  expect(existsSync(added)).toBe(false)
})
