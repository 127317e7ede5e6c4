/**
 * Texts that a film could not take in (too long, its file cannot be written), so that they are in their fields again when
 * the film is opened the next time. Kept by the window, for the person at this machine, by the path of the film.
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

/** By the names of their fields. */
export const keptTexts = (path: string): Texts => all()[path] ?? {}

/** @param text null: the film has it now, or nobody wants it any more */
export function keepText(path: string, field: string, text: string | null): void {
  const { [field]: before, ...others } = keptTexts(path)
  if (text !== null) set(path, { ...others, [field]: text })
  else if (before !== undefined) set(path, others)
}

/** The film is in another file from now on. */
export function moveTexts(from: string, to: string): void {
  const texts = keptTexts(from)
  if (from === to || Object.keys(texts).length === 0) return
  set(from, {})
  set(to, { ...keptTexts(to), ...texts })
}
