/** Asking main. The one place where the page touches `window.throughline`. */
import { Failure } from '../../app/base/failure.ts'
import type { Command } from '../../app/contract/commands.ts'
import type { Answers, StudioEvent } from '../../app/contract/window.ts'
import { sendDrafts } from './unsent.ts'

/** Asked again and again while one writes, and no matter of what is being written. */
const aside: ReadonlySet<Command['type']> = new Set(['film.lastView', 'prompt.measure', 'memory.of', 'window.menu'])

/** May have waited for an answer since the hand asked for them: a number or a name that is being written meanwhile is not theirs. */
const waiting: ReadonlySet<Command['type']> = new Set([
  ...(['film.edit', 'film.undo', 'film.redo', 'cards.bring', 'sketch.set', 'clipboard.read', 'film.resend'] as const)
])

/**
 * Sends one command and gives its answer. What is being written goes first, so that it is in the film by then.
 * @throws Failure with cause and remedy in words
 */
export async function ask<Type extends Command['type']>(
  command: Extract<Command, { type: Type }>
): Promise<Answers[Type]> {
  if (!aside.has(command.type)) void sendDrafts(!waiting.has(command.type))
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
