/** Sends commands to main: the only place in the renderer that uses `window.throughline`. */
import { Failure } from '../../app/base/failure.ts'
import type { Command } from '../../app/contract/commands.ts'
import type { CommandAnswers, StudioEvent } from '../../app/contract/window.ts'
import { sendDrafts } from './unsent.ts'

/** Sent repeatedly while typing or playing, and not related to the text being typed. */
const aside: ReadonlySet<Command['type']> = new Set([
  ...(['film.lastView', 'prompt.measure', 'memory.of', 'window.menu', 'sound.waveform', 'sound.mix'] as const),
  ...(['export.preview'] as const)
])

/** May be sent long after the user's action: they do not flush a number or name being typed meanwhile. */
const waiting: ReadonlySet<Command['type']> = new Set([
  ...([
    'film.edit',
    'film.undo',
    'film.redo',
    'cards.bring',
    'sketch.set',
    'clipboard.read',
    'film.resend',
    'sound.bring'
  ] as const)
])

/**
 * Sends one command and returns its answer. Pending text is sent first, so it is in the film by then.
 * @throws Failure with cause and remedy in words
 */
export async function ask<Type extends Command['type']>(
  command: Extract<Command, { type: Type }>
): Promise<CommandAnswers[Type]> {
  if (!aside.has(command.type)) void sendDrafts(!waiting.has(command.type))
  const answer = await window.throughline.command(command)
  if (!answer.ok) throw Failure.from(answer.error)
  return answer.value as CommandAnswers[Type]
}

/** Subscribes to main's events of one type. Returns the unsubscribe function. */
export function hear<Type extends StudioEvent['type']>(
  type: Type,
  listener: (event: Extract<StudioEvent, { type: Type }>) => void
): () => void {
  return window.throughline.listen((event) => {
    if (event.type === type) listener(event as Extract<StudioEvent, { type: Type }>)
  })
}

export const pathOf = (file: File): string => window.throughline.pathOf(file)
