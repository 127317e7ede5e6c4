/** Prints what `pack inspect` found, for people and as JSON (docs/cli.md). */
import type { FoundPart, Inspection } from '../../engine/models/inspect.ts'
import { partFacts, parts, type Part } from '../../engine/models/parts.ts'
import { size } from './bytes.ts'

/** For people: the parts, then skipped files, then what to do. */
export function inspectionText(found: Inspection): string {
  const lines = parts
    .map((part) => partLines(part, found))
    .flatMap((each, at) => (at > 0 && each.length > 0 ? ['', ...each] : each))
  for (const { bytes, reason } of found.passed)
    lines.push('', `not used, ${size(bytes)}:`, `  ${reason.cause}`, `  ${reason.remedy}`)
  for (const { path, reason } of found.unreadable) lines.push('', `not looked at: ${path}`, `  ${sentence(reason)}`)
  if (found.cut)
    lines.push('', 'There is more in these folders than was looked at. Name the folders of the model itself.')
  return [...lines, '', ...verdict(found)].join('\n')
}

function partLines(part: Part, { parts: of, missing, toChoose }: Inspection): readonly string[] {
  const { name, does, names } = partFacts[part]
  const there = of[part]
  const head = `${name}: ${does}`
  if (missing.includes(part)) return [head, `  missing. Usually: ${names.join('; ')}`]
  if (there.length === 0) return part === 'lora' || part === 'tinyDecoder' ? [] : [head, '  none']
  const which = toChoose.includes(part) ? ['  There are several. Which one is meant? Name it with --use.'] : []
  return [head, ...which, ...there.flatMap(foundLines)]
}

function foundLines({
  path,
  bytes,
  parameters,
  stored,
  layout,
  copy,
  otherCopies,
  about,
  licence
}: FoundPart): readonly string[] {
  const facts = [
    ...[size(bytes), stored, parameters === null ? null : `${millions(parameters)} numbers`],
    ...[layout === null || layout === 'original' ? null : `${layoutNames[layout]} layout`, about]
  ].filter(Boolean)
  const lines = [`  ${path}`, `    ${facts.join(', ')}`]
  if (copy && otherCopies.length > 0)
    lines.push(`    The copy “${copy}” is taken; the file also has ${otherCopies.join(', ')} (--copy).`)
  return [...lines, `    ${licenceText(licence)}`]
}

const layoutNames = { diffusers: 'Diffusers', huggingface: 'Hugging Face' } as const

export const licenceText = (licence: FoundPart['licence']): string =>
  licence
    ? `licence: ${licence.name}${licence.nonCommercial ? ', not for commercial use' : ''} (${licence.from})`
    : 'licence: not stated beside it; ask where it was published'

function verdict({ parts: of, missing, toChoose, space }: Inspection): readonly string[] {
  const nothing = parts.every((part) => of[part].length === 0)
  if (nothing) return ['No part of a video model is here.']
  const names = (list: readonly Part[]): string => list.map((part) => partFacts[part].name).join(', ')
  const lines = [
    ...(missing.length > 0 ? [`Missing: ${names(missing)}.`] : []),
    ...(toChoose.length > 0 ? [`To be chosen: ${names(toChoose)}.`] : []),
    ...(missing.length + toChoose.length === 0 ? ['All parts are here.'] : [])
  ]
  if (of.decoder.length === 0 && of.tinyDecoder.length > 0)
    lines.push('Only the tiny decoder is here: its pictures are coarser than those of the decoder.')
  if (of.generator.length > 0 && of.lora.length === 0)
    lines.push(
      'MemFlow and LongLive are a generator and a LoRA; without the LoRA their generator is another, earlier model.'
    )
  return [...lines, `Imported by \`pack add\`, this would take about ${size(space)}.`]
}

/** As JSON data. */
export const inspectionData = (folders: readonly string[], found: Inspection) => ({
  folders,
  complete: found.missing.length + found.toChoose.length === 0,
  parts: Object.fromEntries(
    parts.map((part) => [
      part,
      {
        missing: found.missing.includes(part),
        toChoose: found.toChoose.includes(part),
        usualNames: partFacts[part].names,
        found: found.parts[part]
      }
    ])
  ),
  notUsed: found.passed.map(({ path, bytes, reason: { code, cause, remedy } }) => ({
    path,
    bytes,
    code,
    cause,
    remedy
  })),
  unreadable: found.unreadable,
  cut: found.cut,
  space: found.space
})

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`

const millions = (count: number): string =>
  count < 1e6
    ? count.toLocaleString('en')
    : `${(count / 1e6).toLocaleString('en', { maximumFractionDigits: 0 })} million`
