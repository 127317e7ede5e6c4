/** Place and time of day from a scene heading: `INT. KITCHEN - NIGHT`. */
import { limits } from '../../base/limits.ts'
import { textFault } from '../../base/text.ts'
import { languageTexts } from '../../film/schema.ts'
import { noLanguage, termNamed, type ShotLanguage, type Term } from '../../film/shot-language.ts'

/** Characters that are looked at. */
const longest = 2 * limits.title
const inside =
  /^(?:int|ext|est|i\/e|innen|au(?:ss|ß)en|intérieur|extérieur)[. /]+(?:(?:int|ext|innen|au(?:ss|ß)en)[. ]+)?/i
/** German and French; `termNamed` knows the English. */
const times = new Map<string, Term<'time'>>(
  Object.entries({
    ...({ tag: 'day', nacht: 'night', morgengrauen: 'dawn', dämmerung: 'dusk', morgen: 'morning' } as const),
    ...({ abend: 'evening', jour: 'day', nuit: 'night', aube: 'dawn', crépuscule: 'dusk', matin: 'morning' } as const),
    soir: 'evening'
  })
)

/** The time follows the last dash; another word there, such as `LATER`, stays in the heading alone. */
export function headingLanguage(heading: string): ShotLanguage {
  const [begin] = inside.exec(heading.slice(0, longest)) ?? []
  if (begin === undefined) return noLanguage
  const parts = heading
    .slice(begin.length, longest)
    .replaceAll(/\s+/g, ' ')
    .split(/ [-–—]+ /u)
  const last = parts.length > 1 ? parts.at(-1)!.trim() : ''
  const time = termNamed('time', last) ?? times.get(last.toLowerCase()) ?? null
  const place = (time === null ? parts[0]! : parts.slice(0, -1).join(' - ')).trim()
  return { ...noLanguage, place: textFault(place, languageTexts.place) === null ? place : '', time }
}
