/** Prints what an import will make, and what it made (docs/cli.md). */
import type { FoundPart } from '../../engine/models/inspect.ts'
import { partFacts } from '../../engine/models/parts.ts'
import type { ImportPlan } from '../../engine/models/plan.ts'
import type { Manifest } from '../../engine/pack/manifest.ts'
import { freeBytes } from '../packs/staging.ts'
import { size } from './bytes.ts'
import { licenceText } from './describe-models.ts'

/** For people, before anything is written. @param added the folder of added packs */
export function planText(plan: ImportPlan, added: string): string {
  const { model, sources, bytes, preview } = plan
  return [
    `${model}  ${preview.name}, will be made of:`,
    ...sources.flatMap(sourceLines),
    ...rules(preview).map((line) => `    ${line}`),
    `    to be written: ${size(bytes)}, in half precision, into ${added} (${size(freeBytes(added))} are free)`
  ].join('\n')
}

function sourceLines({ part, path, bytes, about, copy, licence }: FoundPart): readonly string[] {
  const facts = [size(bytes), ...(copy ? [`the copy “${copy}”`] : []), about].join(', ')
  return [`    ${partFacts[part].name}: ${path}`, `        ${facts}`, `        ${licenceText(licence)}`]
}

function rules({ memory, sampler, chunk, video }: Manifest): readonly string[] {
  const remembered = [
    ...(memory.sink > 0 ? [`the film's first ${memory.sink}`] : []),
    ...(memory.bank > 0 ? [`${memory.bank} chosen for the prompt`] : []),
    `the last ${memory.window}`
  ]
  const steps = (sampler.kind === 'warped' ? sampler.steps : sampler.sigmas).length
  return [
    `pictures of ${video.width} × ${video.height}, ${video.fps} a second; ${steps} denoising steps a chunk of ${chunk.latents} latent frames`,
    `remembered latent frames: ${remembered.join(', ')}`
  ]
}

export const importedText = ({ model, bytes, preview }: ImportPlan, folder: string): string =>
  [`Added: ${model}  ${preview.name}`, `    ${size(bytes)}, ${folder}`].join('\n')

/** As JSON data. @param folder null when nothing was written */
export const importData = ({ model, bytes, sources, preview }: ImportPlan, folder: string | null) => ({
  [folder === null ? 'planned' : 'added']: [
    {
      model,
      name: preview.name,
      licence: preview.licence,
      bytes,
      folder,
      madeFrom: sources.map(({ part, path, bytes, copy, about, licence }) => ({
        part,
        path,
        bytes,
        copy,
        about,
        licence
      }))
    }
  ]
})
