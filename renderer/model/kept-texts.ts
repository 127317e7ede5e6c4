/**
 * Texts that a film refused (too long, or its file not writable), kept in localStorage by the film's path, so that their
 * fields show them again at the next opening.
 */
const key = 'unsaved'

type Texts = Readonly<Record<string, string>>

function all(): Record<string, Texts> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, Texts>
  } catch {
    return {}
  }
}

function set(path: string, texts: Texts): void {
  const { [path]: _, ...others } = all()
  const kept = Object.keys(texts).length > 0 ? { ...others, [path]: texts } : others
  localStorage.setItem(key, JSON.stringify(kept))
}

/** By field name. */
export const keptTexts = (path: string): Texts => all()[path] ?? {}

/** @param text null: the film has it now, or it was discarded */
export function keepText(path: string, field: string, text: string | null): void {
  const { [field]: before, ...others } = keptTexts(path)
  if (text !== null) set(path, { ...others, [field]: text })
  else if (before !== undefined) set(path, others)
}

/** The film has a new path. */
export function moveTexts(from: string, to: string): void {
  const texts = keptTexts(from)
  if (from === to || Object.keys(texts).length === 0) return
  set(from, {})
  set(to, { ...keptTexts(to), ...texts })
}
