/** The handlers of all commands, by subject. */
import type { Handlers } from './channel.ts'
import { cardsHandlers } from './handlers/cards.ts'
import { exportHandlers } from './handlers/export.ts'
import { filmHandlers } from './handlers/film.ts'
import { makingHandlers } from './handlers/making.ts'
import { modelsHandlers } from './handlers/models.ts'
import type { HandlerParts } from './handlers/parts.ts'
import { scriptHandlers } from './handlers/script.ts'
import { soundHandlers } from './handlers/sound.ts'
import { windowHandlers } from './handlers/window.ts'

export const handlersFor = (parts: HandlerParts): Handlers => ({
  ...windowHandlers(parts),
  ...filmHandlers(parts),
  ...cardsHandlers(parts),
  ...scriptHandlers(parts),
  ...soundHandlers(parts),
  ...makingHandlers(parts),
  ...exportHandlers(parts),
  ...modelsHandlers(parts)
})
