/** The renderer's only source of randomness: new ids, names and seeds. */
import { cardId, castId, clipId, sceneId, type CardId, type CastId, type ClipId, type SceneId } from '../../app/ids.ts'

export const freshCardId = (): CardId => cardId(crypto.randomUUID())
export const freshCastId = (): CastId => castId(crypto.randomUUID())
export const freshClipId = (): ClipId => clipId(crypto.randomUUID())
export const freshSceneId = (): SceneId => sceneId(crypto.randomUUID())

/** Names edits that are undone together (app/edits `perform`). */
export const freshBurst = (): string => `drawing-${crypto.randomUUID()}`

/** Seeds have 32 bits, so that one can be read aloud and typed. */
export const randomSeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0]!
