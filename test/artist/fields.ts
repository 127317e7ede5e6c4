/** The text fields of a card, and what of a text must be kept. */
import type { Card } from '../../app/film/film.ts'

export const fields = ['prompt', 'title', 'dialogue', 'notes', 'shot'] as const
export type Field = (typeof fields)[number]

export const isCard = (card: unknown): card is Card => typeof card === 'object' && card !== null && 'prompt' in card

/** A text without spaces and invisible characters: that part of a pasted text must always be kept. */
export const essence = (text: string): string => text.replace(/[\p{C}\p{Z}\s\uFFFD]/gu, '')
