/** Focus for the field of a name. */
import type { Awaiting } from '../model/type-ahead.svelte.ts'

/** Focuses the field with the whole name selected, or behind what was typed ahead. */
export function takeOver(field: HTMLInputElement, { ahead }: Awaiting): void {
  ahead?.handOver()
  if (!ahead?.typed) return field.select() // also focuses it
  field.focus()
  field.setSelectionRange(field.value.length, field.value.length)
}
