/** Whether the CPU could hold the model: the two numbers that are known before it is tried. */
import { stat } from 'node:fs/promises'
import { freemem } from 'node:os'
import { join } from 'node:path'
import type { Fit } from '../../app/contract/open-film.ts'
import { filesOf } from '../../engine/pack/files.ts'
import { readManifest } from '../../engine/pack/pack.ts'
import { parseManifest } from '../../engine/pack/parse-manifest.ts'

/** @param pack its folder. @returns null where its files cannot be read */
export async function fitOf(pack: string): Promise<Fit | null> {
  try {
    const files = filesOf(parseManifest(await readManifest(pack)))
    const sizes = await Promise.all(files.map(async ({ file }) => (await stat(join(pack, file))).size))
    return { weights: sizes.reduce((sum, size) => sum + size, 0), free: freemem() }
  } catch {
    return null
  }
}
