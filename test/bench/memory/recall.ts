/** Recall of a character and of a place: what a recall script's film shows at first, and after every pause. */
import type { Snapshot } from '../../../app/ledger/records.ts'
import type { Model, Pictures } from '../../../engine/generate/types.ts'
import type { Classifier, Reading } from './classifier.ts'
import { dominantHue, foreignHues, hueDistance, nameOf, type Hues } from './colour.ts'
import type { Column } from './column.ts'
import { mean, small, type Small } from './picture.ts'
import { distance, nearestSet, sameSet } from './place.ts'
import { cardSeconds, pauses, type Pause, type RecallScript, type ToldSet } from './scripts.ts'
import { Shoot, takeSeed, type Taken } from './shoot.ts'
import type { SceneSet, World } from './world.ts'

/** What pictures are measured with. */
export interface Measures {
  readonly world: World
  readonly hues: Hues
  /** Null until the recipe has exported one. */
  readonly classifier: Classifier | null
}

/** What one appearance of a hero at home shows. */
export interface Appearance {
  /** Foreign colourful pixels of the small picture: the character, if one is drawn. */
  readonly area: number
  /** 0 … 1, or null where no character is to be seen. */
  readonly hue: number | null
  readonly set: SceneSet
  readonly place: Small
  /** What the classifier reads in its last second; null without a classifier. */
  readonly read: Reading | null
}

export interface Return {
  readonly pause: Pause
  /** Share of layers whose memory still holds a frame of the first appearance when the hero returns. */
  readonly held: number
  readonly drawn: boolean
  /** The hero wears the colour that was said; where none was said, the one it was first seen in. Null without either. */
  readonly sameColour: boolean | null
  /** As `sameColour`, by the classifier, which must also find the hero itself; null without one. */
  readonly sameCharacter: boolean | null
  /** Way on the circle of hues (0 … 0.5) between the return and the first appearance; null unless drawn in both. */
  readonly hueDistance: number | null
  /** Nearest true set of place, layout and time is the one that was nearest at first. */
  readonly sameSet: boolean
  /** Mean difference between home before and after, in levels, 0 … 40. */
  readonly placeDistance: number
}

export interface RecallResult {
  readonly policy: Column
  readonly seed: number
  readonly opens: boolean
  readonly said: boolean
  /** The first appearance: is a character drawn, and in the colour said (null where none was said)? */
  readonly drawn: boolean
  readonly asSaid: boolean | null
  readonly returns: readonly Return[]
}

/** Every third frame is enough to see a colour. */
const stride = 3

export async function appearance(
  world: World,
  home: ToldSet,
  chunks: readonly Pictures[],
  classifier: Classifier | null
): Promise<Appearance> {
  const pictures = chunks.flatMap((chunk) =>
    chunk.frames.filter((_, i) => i % stride === 0).map((frame) => small(chunk, frame))
  )
  const hues = foreignHues(world, home, pictures)
  const place = mean(pictures)
  const read = classifier && (await classifier.read(chunks.at(-1)!))
  return { area: hues.area, hue: dominantHue(hues), set: nearestSet(world, place), place, read }
}

/** Compares a return with the first appearance. */
export function compare(
  hues: Hues,
  { hero, colour }: Pick<RecallScript, 'hero' | 'colour'>,
  first: Appearance,
  back: Appearance
): Omit<Return, 'pause' | 'held'> {
  const worn = colour ?? (first.hue === null ? null : nameOf(hues, first.hue))
  const read = colour ?? (first.read?.cast.has(hero) ? first.read.colour[hero] : null)
  return {
    drawn: back.hue !== null,
    sameColour: worn === null ? null : back.hue !== null && nameOf(hues, back.hue) === worn,
    sameCharacter: read && back.read ? back.read.cast.has(hero) && back.read.colour[hero] === read : null,
    hueDistance: first.hue === null || back.hue === null ? null : hueDistance(first.hue, back.hue),
    sameSet: sameSet(first.set, back.set),
    placeDistance: distance(first.place, back.place)
  }
}

/** Shoots the script under a policy and measures it. One film serves all pauses: each return branches off it. */
export async function measureRecall(
  model: Model,
  { world, hues, classifier }: Measures,
  policy: Column,
  script: RecallScript,
  longest: Pause
): Promise<{ result: RecallResult; film: Pictures[] }> {
  const shoot = new Shoot(model, policy)
  const away = script.away.slice(0, longest / cardSeconds)
  const lookAheads = await shoot.lookAheads([...script.before, script.shown, ...away], script.seed)
  const film: Pictures[] = []
  const latents = (chunks: number) => chunks * model.pack.timebase.latentsPerChunk
  let take = 0
  let after: Snapshot | null = null
  const next = async (shot: RecallScript['shown']) => {
    const taken: Taken = await shoot.take(shot, after, takeSeed(script.seed, take), lookAheads[take++])
    after = taken.after
    film.push(...taken.chunks)
    return taken.chunks
  }
  for (const shot of script.before) await next(shot)
  const shownFrom = latents(film.length)
  const first = await appearance(world, script.home, await next(script.shown), classifier)
  const shownTo = latents(film.length)
  const isShown = (at: number) => at >= shownFrom && at < shownTo
  const returns: Return[] = []
  let gone = 0
  for (const shot of away) {
    await next(shot)
    gone += shot.seconds
    const pause = pauses.find((seconds) => seconds === gone)
    if (pause === undefined) continue
    const { chunks, attended } = await shoot.take(script.back, after, takeSeed(script.seed, 500 + pause))
    film.push(...chunks)
    const back = await appearance(world, script.home, chunks, classifier)
    const holding = attended[0]!.filter((layer) => layer.some(isShown)).length
    const held = holding / attended[0]!.length
    returns.push({ pause, held, ...compare(hues, script, first, back) })
  }
  const { seed, opens, colour } = script
  const asSaid = colour === null ? null : first.hue !== null && nameOf(hues, first.hue) === colour
  return { result: { policy, seed, opens, said: colour !== null, drawn: first.hue !== null, asSaid, returns }, film }
}
