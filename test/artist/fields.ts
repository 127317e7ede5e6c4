/** The text fields of a card, and what of a text must be kept. */
export const fields = ['prompt', 'title', 'dialogue', 'notes', 'shot'] as const
export type Field = (typeof fields)[number]

/** A text without spaces and invisible characters: that part of a pasted text must always be kept. */
export const essence = (text: string): string => text.replace(/[\p{C}\p{Z}\s\uFFFD]/gu, '')
