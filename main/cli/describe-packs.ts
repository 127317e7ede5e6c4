/** Prints packs, for people and as JSON (docs/cli.md). */
import type { PackProof } from '../packs/verify.ts'
import type { ShelvedPack } from '../packs/shelf.ts'
import type { PackToAdd } from '../packs/to-add.ts'
import { size } from './bytes.ts'

/** The licence of each part, from the manifest. */
export type Licences = Readonly<Record<string, string>>

const licenceLines = (licence: Licences): readonly string[] =>
  Object.entries(licence).map(([part, said]) => `    licence of ${spaced(part)}: ${said}`)

/** `textEncoder` → `text encoder` */
const spaced = (part: string): string => part.replace(/\B[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

export function shelfText(folder: string, packs: readonly ShelvedPack[]): string {
  const blocks = packs.map(packLines)
  const last = packs.some(({ embedded }) => !embedded) ? [] : [`Added packs lie in ${folder}; there are none yet.`]
  return [...blocks.flat(), ...last].join('\n')
}

function packLines({ model, folder, embedded, manifest, problem, bytes }: ShelvedPack): readonly string[] {
  const use = embedded ? ['comes with the program', 'used unless --pack names another'] : [`--pack ${model}`]
  return [
    manifest ? `${model}  ${manifest.name}` : model,
    ...(problem ? [`    cannot be used: ${problem.cause} ${problem.remedy}`] : []),
    `    ${[size(bytes), ...(problem ? [] : use)].join(', ')}`,
    ...(manifest ? licenceLines(manifest.licence) : []),
    `    ${folder}`
  ]
}

export const packData = ({ model, folder, embedded, manifest, problem, bytes }: ShelvedPack) => ({
  model,
  name: manifest?.name ?? null,
  about: manifest?.about ?? null,
  licence: manifest?.licence ?? null,
  bytes,
  folder,
  embedded,
  default: embedded,
  problem: problem && { code: problem.code, cause: problem.cause, remedy: problem.remedy }
})

export function addedText(packs: readonly PackToAdd[]): string {
  const lines = packs.flatMap(({ model, manifest, folder, bytes, left }) => [
    `Added: ${model}  ${manifest.name}`,
    `    ${size(bytes)}, ${folder}`,
    ...licenceLines(manifest.licence),
    ...(left.length > 0 ? [`    not copied, as no pack needs it: ${listed(left)}`] : []),
    `    to make film with it: throughline --pack ${model} render FILE`
  ])
  return lines.join('\n')
}

export const addedData = (packs: readonly PackToAdd[]) => ({
  added: packs.map(({ model, manifest, folder, bytes, left, source }) => ({
    model,
    name: manifest.name,
    licence: manifest.licence,
    bytes,
    folder,
    source,
    notCopied: left
  }))
})

export function proofText(proofs: readonly PackProof[]): string {
  const lines = proofs.map(({ model, whole, proven, faults }) =>
    whole
      ? `${model} is whole: ${proven.length} files are as they were published.`
      : [`${model} is not as it was:`, ...faults.map(({ cause, remedy }) => `    ${cause} ${remedy}`)].join('\n')
  )
  return lines.join('\n')
}

export const proofData = (proofs: readonly PackProof[]) => ({
  whole: proofs.every(({ whole }) => whole),
  packs: proofs.map(({ model, folder, whole, proven, faults }) => ({
    model,
    folder,
    whole,
    proven,
    faults: faults.map(({ code, cause, remedy, facts }) => ({ code, cause, remedy, file: facts.file ?? null }))
  }))
})

const mostListed = 8
const listed = (names: readonly string[]): string =>
  names.slice(0, mostListed).join(', ') + (names.length > mostListed ? ` and ${names.length - mostListed} more` : '')
