/** Branded id types, so that a take's id cannot be passed as a card's. */
declare const kind: unique symbol
type Id<Name extends string> = string & { readonly [kind]: Name }

export type CardId = Id<'card'>
export type CastId = Id<'cast member'>
export type TakeId = Id<'take'>
export type SceneId = Id<'scene'>
/** A clip on a sound track. */
export type ClipId = Id<'sound clip'>
export type TrackId = Id<'sound track'>
/** Sound that was brought in: SHA-256 (hex) of its record. */
export type AudioId = Id<'audio'>
export type ChunkId = Id<'chunk'>
/** A page's name is the hash of its origin (docs/memory-by-origin.md): equal names are equal memory. 64 hex digits. */
export type PageId = Id<'page'>
/** SHA-256 (hex) of a snapshot's canonical JSON: two equal ids are the same memory. */
export type SnapshotId = Id<'snapshot'>

export const cardId = (value: string): CardId => value as CardId
export const castId = (value: string): CastId => value as CastId
export const takeId = (value: string): TakeId => value as TakeId
export const sceneId = (value: string): SceneId => value as SceneId
export const clipId = (value: string): ClipId => value as ClipId
export const trackId = (value: string): TrackId => value as TrackId
export const audioId = (value: string): AudioId => value as AudioId
export const chunkId = (value: string): ChunkId => value as ChunkId
export const pageId = (value: string): PageId => value as PageId
export const snapshotId = (value: string): SnapshotId => value as SnapshotId
