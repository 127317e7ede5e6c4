/** The storybook pack with another setting for which memory pages are stored. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Keeping } from '../../../app/ledger/kept-pages.ts'
import { storybook } from './throughline.ts'

/** @returns its folder, inside `folder` */
export function packThat(keep: Keeping, folder: string): string {
  const pack = join(folder, `pack-${keep}`)
  cpSync(storybook, pack, { recursive: true, filter: (from) => !from.endsWith('recipe') })
  const file = join(pack, 'manifest.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { memory: object }
  writeFileSync(file, JSON.stringify({ ...manifest, memory: { ...manifest.memory, keep } }))
  return pack
}
