/** Commands on the open film's sound. Its edits are commands of the film. */
import { askSoundPaths } from '../dialogs.ts'
import type { Handlers } from '../channel.ts'
import { meantBy, type HandlerParts } from './parts.ts'

type Subject = Pick<Handlers, 'sound.choose' | 'sound.bring' | 'sound.waveform' | 'sound.mix'>

export function soundHandlers({ desk, window }: HandlerParts): Subject {
  const meant = meantBy(desk)
  return {
    'sound.choose': () => askSoundPaths(window()),
    'sound.bring': meant(({ path, kind, track, card, start }) => desk.sounds.bring(path, { kind, track, card, start })),
    'sound.waveform': meant(({ audio }) => desk.sounds.waveform(audio)),
    'sound.mix': meant(({ from, size }) => desk.sounds.mix(from, size))
  }
}
