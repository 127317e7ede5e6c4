/** Engine commands: making film, memory, prompts. */
import { resolvePrompt } from '../../../app/film/prompt.ts'
import { processor } from '../../../app/ledger/made-on.ts'
import type { Handlers } from '../channel.ts'
import { meantBy, type HandlerParts } from './parts.ts'

type Subject = Pick<
  Handlers,
  | 'film.generate'
  | 'making.pause'
  | 'making.resume'
  | 'making.stop'
  | 'making.answer'
  | 'making.drop'
  | 'making.order'
  | 'night.state'
  | 'night.begin'
  | 'night.seen'
  | 'memory.of'
  | 'prompt.measure'
>

export function makingHandlers({ desk, packs, meter, devices, supervisor, nights, paces }: HandlerParts): Subject {
  const meant = meantBy(desk)
  return {
    'film.generate': meant(({ request }) => (desk.runs.generate(request.kind === 'queue' ? null : request), null)),
    'making.pause': meant(() => (desk.runs.pause(), null)),
    'making.resume': meant(() => (desk.runs.resume(), null)),
    'making.stop': meant(() => (desk.runs.stop(), null)),
    'making.answer': meant(async ({ how }) => {
      const { runs } = desk // another film may be open afterwards
      const { precision } = devices.chosen
      if (how === 'processor') await devices.choose({ device: processor.device, precision }, supervisor)
      runs.retry()
      return null
    }),
    'making.drop': meant(({ card }) => (desk.runs.drop(card), null)),
    'making.order': meant(({ cards }) => (desk.runs.reorder(cards), null)),
    'night.state': meant(() => ({ night: nights.now, pace: paces.now })),
    'night.begin': meant(({ missing, outdated }) => {
      desk.runs.generate(missing ? { kind: 'film', ...(outdated && { outdated }) } : { kind: 'update' })
      nights.begin()
      return null
    }),
    'night.seen': meant(() => (nights.dismiss(), null)),
    'memory.of': meant(({ card, index }) => desk.memoryOf(card, index)),
    'prompt.measure': meant(({ prompt }) => {
      const folder = packs.demand(desk.project)
      return meter.measure(folder, resolvePrompt(desk.project.film, { prompt }))
    })
  }
}
