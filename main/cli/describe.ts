/** Prints a project for `info`: cards, takes, chunks and the memory after each. */
import { shotNumber } from '../../app/film/film.ts'
import { viewFilm } from '../../app/contract/film-state.ts'
import { madeOn, onProcessorExactly, type DevicePart } from '../../app/ledger/made-on.ts'
import { chunk, chunksToSeconds } from '../../app/time.ts'
import type { TakeId } from '../../app/ids.ts'
import type { ChunkRecord, FrameRef, Snapshot } from '../../app/ledger/records.ts'
import { ledgerOf } from '../production/ledger.ts'
import { isStored } from '../project/page-origins.ts'
import type { Project } from '../project/project.ts'
import { deviceText } from './device-text.ts'
import { describeQueue, queueText } from './describe-queue.ts'
import { describeSound, soundText } from './describe-sound.ts'
import type { PackFacts } from '../production/pack-facts.ts'

/** Latent frames (counted from 0 in their lineage) that one layer remembers. */
interface LayerFrames {
  readonly sink: readonly number[]
  readonly bank: readonly number[]
  readonly window: readonly number[]
}

export function describeProject(project: Project, { model, base }: PackFacts) {
  const ledger = ledgerOf(project, model)
  const view = viewFilm(project.film, ledger, base)
  let next = 0
  return {
    project: project.path,
    ...readOnlyReason(project),
    title: project.film.title,
    model,
    seconds: view.length,
    chunkSeconds: view.chunkSeconds,
    settings: project.film.settings,
    queue: describeQueue(project, ledger, base),
    sound: describeSound(project.film, base),
    cards: view.cards.map((cardView, index) => {
      const card = project.film.cards[index]!
      const { state, takes, prompt, policy } = cardView
      const start = next
      next += card.length
      return {
        number: index + 1,
        shot: shotNumber(card, index),
        id: card.id,
        scene: card.scene?.name ?? null,
        title: card.title,
        prompt: card.prompt,
        resolvedPrompt: prompt,
        notes: card.notes,
        language: card.language,
        transitionLength: card.transitionLength,
        label: card.label,
        poster: card.poster,
        start: chunksToSeconds(chunk(start), base),
        seconds: chunksToSeconds(card.length, base),
        chunks: card.length,
        seed: card.seed,
        policy,
        state: { name: state.name, reason: state.reason, code: state.code, made: state.made },
        activeTake: card.activeTake,
        takes: takes.map((take) => ({
          id: take.id,
          number: take.number,
          active: take.active,
          prompt: take.prompt,
          seed: take.seeds[0]!.seed,
          seeds: take.seeds,
          policy: take.policy,
          devices: take.devices,
          model: take.model,
          made: new Date(take.made).toISOString(),
          complete: take.chunksMade >= take.chunksPlanned,
          memory: memoryOf(project, take.id),
          start: project.take(take.id)!.start,
          branch: project.take(take.id)!.branch ?? null,
          chunks: project.chunksOf(take.id).map((chunk) => describeChunk(project, chunk))
        }))
      }
    })
  }
}

/** The devices a take was made on; empty for the CPU at full precision. */
function devicesText(devices: readonly DevicePart[]): string {
  if (onProcessorExactly(devices)) return ''
  return `, made on ${devices.map((part) => (part.at === 0 ? deviceText(part) : `from chunk ${part.at + 1} on ${deviceText(part)}`)).join(', ')}`
}

/** Whether a film can continue from the end of a take with stored pages, or only after re-creating them from latents. */
function memoryOf(project: Project, id: TakeId): 'stored' | 'written again' {
  const last = project.chunksOf(id).at(-1)
  const snapshot = last && project.snapshot(last.after)
  return !snapshot || isStored(project, snapshot) ? 'stored' : 'written again'
}

/** Why the project is read-only, unless only because this command opened it so. */
const readOnlyReason = ({ readOnly }: Project): { readOnly?: string } =>
  readOnly && readOnly.code !== 'project.opened-read-only' ? { readOnly: readOnly.cause } : {}

function describeChunk(project: Project, chunk: ChunkRecord) {
  const { id, index, take, parent, latents, before, after, timings } = chunk
  const { seed } = project.take(take)!
  const memory = describeMemory(project.snapshot(after))
  return { id, index, take, seed, parent, latents, before, after, ...madeOn(chunk.device), timings, memory }
}

/** The memory after a chunk, layer by layer; null when its snapshot is not in the file. */
function describeMemory(snapshot: Snapshot | undefined): { next: number; layers: LayerFrames[] } | null {
  if (!snapshot) return null
  const at = (frames: readonly FrameRef[]) => frames.map((frame) => frame.at)
  return {
    next: snapshot.next,
    layers: snapshot.layers.map(({ sink, bank, window }) => ({ sink: at(sink), bank: at(bank), window: at(window) }))
  }
}

/** The same as text. */
export function projectText(info: ReturnType<typeof describeProject>): string {
  const lines = [`${info.title || '(untitled)'}: ${info.cards.length} cards, ${info.seconds} s, ${info.model}`]
  if (info.readOnly) lines.push(info.readOnly)
  for (const card of info.cards) {
    const title = card.title ? `${card.title}: ` : ''
    lines.push(
      `${card.shot.padStart(3)}  ${String(card.seconds).padStart(4)} s  ${card.state.name.padEnd(8)}  ${title}${card.prompt}`
    )
    lines.push(`      ${card.state.reason}`)
    for (const take of card.takes) {
      const marks = `${take.active ? 'shown, ' : ''}${take.chunks.length} chunks${take.complete ? '' : ', unfinished'}${take.memory === 'stored' ? '' : ', memory is written again to go on'}`
      const on = devicesText(take.devices)
      const seeds = take.seeds.map(({ at, seed }) =>
        at === 0 ? `seed ${seed}` : `from chunk ${at + 1} on seed ${seed}`
      )
      lines.push(`      take ${take.number}: ${seeds.join(', ')}, ${take.policy}, ${marks}${on}`)
    }
  }
  lines.push(...soundText(info.sound))
  if (info.queue.length > 0) lines.push('Waits to be made:', queueText(info.queue))
  return lines.join('\n')
}
