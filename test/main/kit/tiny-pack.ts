/** A pack of a few bytes with a valid manifest and matching hashes; no engine can open it. */
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addPacks } from '../../../main/packs/add.ts'
import type { PackPlaces } from '../../../main/packs/places.ts'
import { packsToAdd } from '../../../main/packs/to-add.ts'
import { storybookManifest } from '../../engine/kit/manifests.ts'

type Parts = Record<'transformer' | 'text' | 'autoencoder', Record<string, unknown>>
export type TinyManifest = Parts & Record<string, unknown>

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** @param bend changes the manifest before it is written */
export function tinyPack(folder: string, bend: (manifest: TinyManifest) => object = (same) => same): string {
  mkdirSync(folder, { recursive: true })
  const manifest = { ...(storybookManifest() as TinyManifest), id: 'tiny', revision: '1' }
  for (const part of ['transformer', 'text', 'autoencoder'] as const) {
    const { file } = manifest[part] as { file: string }
    writeFileSync(join(folder, file), `the ${part}`)
    manifest[part].sha256 = hashOf(`the ${part}`)
  }
  writeFileSync(join(folder, 'vocab.txt'), 'words')
  manifest.text.vocabSha256 = hashOf('words')
  writeFileSync(join(folder, 'LICENSE'), 'MIT License')
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(bend(manifest)))
  return folder
}

/** Adds packs to `places`; no engine opens them unless `prove` does. */
export async function addTo(
  places: PackPlaces,
  folders: readonly string[],
  { prove = () => Promise.resolve(), stop = new AbortController(), done = (_: number) => {} } = {}
): Promise<void> {
  const packs = await packsToAdd(folders, places)
  await addPacks(packs, places.added, { following: { signal: stop.signal, done }, begun: () => {}, prove })
}
