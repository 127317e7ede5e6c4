/** The name of an action in menus and tooltips, with the shots it would act on now. */
import { t } from '../strings/strings.svelte.ts'
import type { ActionId } from './actions.ts'
import type { OpenFilm } from '../model/film.svelte.ts'
import { lastSecond } from '../model/last-second.ts'
import type { Shot } from '../model/shots.ts'
import type { Studio } from '../model/studio.svelte.ts'

type OfShots = ReturnType<typeof t>['actionsOn']

/** The shots that each action applies to; the same table is in docs/shot-at-hand.md. */
const means: Readonly<Record<keyof OfShots, (film: OpenFilm) => readonly Shot[]>> = {
  playShot: atHand,
  takes: atHand,
  compare: atHand,
  split: atHand,
  trimStart: atHand,
  trimEnd: atHand,
  draw: atHand,
  sketch: atHand,
  removeSketch: atHand,
  soundToShot: atHand,
  lastSecond: (film) => {
    const second = lastSecond(film)
    return second.why === null ? film.shots.filter(({ id }) => id === second.card) : atHand(film)
  },
  again: inHand,
  ripple: (film) => film.inHand.slice(0, 1),
  duplicate: inHand,
  remove: inHand,
  cut: inHand,
  copy: inHand,
  moveLeft: inHand,
  moveRight: inHand,
  longer: inHand,
  shorter: inHand,
  newCard: (film) => film.inHand.slice(-1),
  newTitle: (film) => film.inHand.slice(-1),
  paste: (film) => film.inHand.slice(-1)
}

function atHand({ atHand }: OpenFilm): readonly Shot[] {
  return atHand ? [atHand] : []
}
function inHand({ inHand }: OpenFilm): readonly Shot[] {
  return inHand
}

const isOfShots = (id: ActionId): id is keyof OfShots => id in means

/** `Delete shot 3`, `Delete 2 shots`; the bare name for actions that do not act on shots, or when there is none. */
export function actionName({ film }: Studio, id: ActionId): string {
  const shots = film && isOfShots(id) ? means[id](film) : []
  if (shots.length === 0) return t().actions[id]
  const [first] = shots
  return t().actionsOn[id as keyof OfShots](shots.length === 1 ? t().shot(first!.number) : t().shots(shots.length))
}
