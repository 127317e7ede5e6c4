/** The memory as a value: created empty, named by hash, adopted by another policy. References only, no tensor. */
import { Failure } from '../../app/base/failure.ts'
import { snapshotId } from '../../app/ids.ts'
import type { Archive, FrameRef, LayerMemory, Snapshot } from '../../app/ledger/records.ts'
import { latentFrame } from '../../app/time.ts'
import { emptyArchive, plainArchived } from './archive.ts'
import { isBounded } from './bounds.ts'
import type { MemoryState, MemoryRules } from './policy.ts'
import { sha256 } from '../files/sha256.ts'

/** The memory before the first chunk of a film. */
export function emptyMemory(model: string, rules: MemoryRules): MemoryState {
  const layers = Array.from({ length: rules.layers }, (): LayerMemory => ({ sink: [], bank: [], window: [] }))
  const nothing = { next: latentFrame(0), prompt: null, layers, pending: null, recent: [] }
  return { model, policy: rules.policy.name, ...nothing, ...newArchive(rules) }
}

/** The empty archive of a policy that archives. */
const newArchive = (rules: MemoryRules): { archive?: Archive } =>
  rules.policy.archives ? { archive: emptyArchive } : {}

const plainRef = (ref: FrameRef) => ({ page: ref.page, frame: ref.frame, at: ref.at })

/** Canonical form with fixed key order and only the record's fields: the id is the SHA-256 of its JSON. */
const canonical = (memory: MemoryState): MemoryState => ({
  model: memory.model,
  policy: memory.policy,
  next: memory.next,
  prompt: memory.prompt,
  layers: memory.layers.map((layer) => ({
    sink: layer.sink.map(plainRef),
    bank: layer.bank.map(plainRef),
    window: layer.window.map(plainRef)
  })),
  pending: memory.pending && plainRef(memory.pending),
  recent: [...memory.recent],
  ...(memory.archive && {
    archive: { chapters: [...memory.archive.chapters], recent: memory.archive.recent.map(plainArchived) }
  })
})

/** Names a memory by the SHA-256 of its canonical JSON: two equal ids are the same memory. */
export function sealed(memory: MemoryState): Snapshot {
  const value = canonical(memory)
  return { id: snapshotId(sha256(JSON.stringify(value))), ...value }
}

/**
 * A snapshot from outside, validated and adapted to `rules`; parts that the policy does not keep are dropped. Under `recall`
 * the archive begins with the next chunk: earlier frames have no gist.
 * @throws Failure `memory.model` when another model made it, `memory.damaged` when its id is not the hash of its content,
 * `memory.shape` when it does not fit the model or exceeds its limits, `memory.policy` when the policy cannot continue
 * another policy's memory
 */
export function adopt(snapshot: Snapshot, model: string, rules: MemoryRules): MemoryState {
  if (snapshot.model !== model)
    throw new Failure(
      'memory.model',
      `This shot remembers what the model ${snapshot.model} made; the loaded model is ${model}, which cannot read that memory.`,
      `Open the pack ${snapshot.model}, or make the film again from its first card with this one.`,
      { model: snapshot.model, now: model }
    )
  const { id, ...memory } = snapshot
  const { archive: _, ...withoutArchive } = memory
  if (sealed(memory).id !== id)
    throw new Failure(
      'memory.damaged',
      'The memory this shot should start from was changed since it was stored.',
      'Make the shot before it again, or restore the project from a backup.'
    )
  if (memory.layers.length !== rules.layers || memory.next % rules.chunk !== 0)
    throw new Failure(
      'memory.shape',
      `The memory has ${memory.layers.length} layers and ends at latent frame ${memory.next}; the model has ${rules.layers} layers and chunks of ${rules.chunk}.`,
      'Make the shot before it again with this model.'
    )
  if (!isBounded(rules, memory))
    throw new Failure(
      'memory.shape',
      'The memory this shot should start from holds more than this model can remember.',
      'Make the shot before it again with this model.'
    )
  if (memory.policy === rules.policy.name) return memory
  if (!rules.policy.continuesOthers && memory.next > 0)
    throw new Failure(
      'memory.policy',
      `The policy "${rules.policy.name}" counts its recordings from the first chunk and cannot continue a memory kept by "${memory.policy}".`,
      'Use it from the first card on, or choose the policy "memflow".'
    )
  const layers = memory.layers.map((layer) => ({
    sink: rules.sink > 0 ? layer.sink : [],
    bank: rules.bank > 0 ? layer.bank : [],
    window: layer.window
  }))
  const pending = rules.bank > 0 ? memory.pending : null
  return { ...withoutArchive, policy: rules.policy.name, layers, pending, ...newArchive(rules) }
}
