/** Asking main. The one place where the page touches `window.throughline`. */
import { Failure } from '../app/contract/failure.ts'
import type { Command } from '../app/contract/commands.ts'
import type { Answers, StudioEvent } from '../app/contract/window.ts'

/**
 * Sends one command and gives its answer.
 * @throws Failure with cause and remedy in words
 */
export async function ask<Type extends Command['type']>(
  command: Extract<Command, { type: Type }>
): Promise<Answers[Type]> {
  const answer = await window.throughline.command(command)
  if (!answer.ok) throw Failure.from(answer.error)
  return answer.value as Answers[Type]
}

/** Hears main's events of one type. Returns how to stop that. */
export function hear<Type extends StudioEvent['type']>(
  type: Type,
  listener: (event: Extract<StudioEvent, { type: Type }>) => void
): () => void {
  return window.throughline.listen((event) => {
    if (event.type === type) listener(event as Extract<StudioEvent, { type: Type }>)
  })
}

export const pathOf = (file: File): string => window.throughline.pathOf(file)
