/** Parses Storyboarder (`.storyboarder`, Wonder Unit): JSON with a list of boards; their pictures are in the folder `images` beside it. */
import * as v from 'valibot'
import { Failure } from '../../base/failure.ts'
import { limits } from '../../base/limits.ts'
import { noLanguage } from '../../film/shot-language.ts'
import { seconds, type Seconds } from '../../time.ts'
import { tooManyShots } from '../text-shots.ts'
import type { Leftovers, Script, ScriptShot } from './script.ts'

const text = v.fallback(v.string(), '')
/** Times are in milliseconds; older versions wrote some as strings. */
const time = v.fallback(v.union([v.number(), v.pipe(v.string(), v.transform(Number))]), NaN)
const board = v.object({
  shot: v.fallback(v.union([v.string(), v.pipe(v.number(), v.transform(String))]), ''),
  ...{ url: text, dialogue: text, action: text, notes: text, duration: time },
  audio: v.fallback(v.nullish(v.object({ filename: text })), null)
})
const storyboard = v.object({ boards: v.array(v.unknown()), defaultBoardTiming: time })

/** @throws Failure `script.board`, `text.many` */
export function readStoryboarder(source: string, left: Leftovers): Script {
  const { boards, defaultBoardTiming } = parsed(source)
  if (boards.length > limits.cards) throw tooManyShots('Divide the file.')
  const shots = boards.flatMap((each, index): ScriptShot[] => {
    const { success, output } = v.safeParse(board, each)
    if (!success) {
      left.add('other', null, `#${index + 1}`)
      return []
    }
    if (output.audio?.filename) left.add('sound', null, output.audio.filename)
    const { shot, action, dialogue, notes, url } = output
    const length = lengthOf(output.duration) ?? lengthOf(defaultBoardTiming)
    const trimmed = { shot: shot.trim(), action: action.trim(), dialogue: dialogue.trim(), notes: notes.trim() }
    return [{ ...trimmed, scene: null, title: '', length, language: noLanguage, pictures: picturesOf(url) }]
  })
  return { title: '', scenes: [], shots }
}

function parsed(source: string): v.InferOutput<typeof storyboard> {
  try {
    return v.parse(storyboard, JSON.parse(source))
  } catch {
    throw noStoryboard()
  }
}

export const noStoryboard = (): Failure =>
  new Failure(
    'script.board',
    'This is no storyboard of Storyboarder, or it is damaged.',
    'Open it in Storyboarder and save it again.'
  )

const lengthOf = (milliseconds: number): Seconds | null =>
  Number.isFinite(milliseconds) && milliseconds > 0 ? seconds(milliseconds / 1000) : null

/** A board's flattened picture, else the drawing. Bare names: nothing outside the folder is read. */
function picturesOf(url: string): readonly string[] {
  const name = /^([\w -]{1,120})\.(?:png|jpe?g|webp)$/i.exec(url)
  return name ? [`${name[1]!}-posterframe.jpg`, url] : []
}
