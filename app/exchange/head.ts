/** The lines of a shot list before its first card: title, settings and cast. */
import * as v from 'valibot'
import { emptyFilm, type CastMember, type Film, type FilmSettings } from '../film/film.ts'
import { limits } from '../base/limits.ts'
import { castNameFault, sameName } from '../film/prompt.ts'
import { modelSchema } from '../film/schema.ts'
import { textFault } from '../base/text.ts'
import { castId } from '../ids.ts'
import type { Timebase } from '../time.ts'
import { parseLength, parsePolicy, parseSeed } from './heading.ts'
import type { Line } from './lines.ts'
import {
  areEnough,
  checkText,
  headKeys,
  isCastKind,
  lineFault,
  saidTwice,
  secondTitle,
  shortened,
  type LineFault
} from './shot-list.ts'

type Head = Pick<Film, 'title' | 'settings' | 'cast'>

/** The film's title, settings and cast; problems are added to `faults`. */
export function parseHead(
  lines: readonly Line[],
  base: Timebase,
  faults: LineFault[],
  idOf: (index: number) => string
): Head {
  let title: string | null = null
  let settings = emptyFilm('').settings
  const told = new Set<string>()
  const cast: CastMember[] = []
  for (const each of lines) {
    if (areEnough(faults)) break
    const { line, text } = each
    if (each.kind === 'title') {
      if (title !== null) faults.push(secondTitle(line))
      title = text
      checkText('title', text, line, faults)
    } else if (each.kind === 'key' || each.kind === 'more') {
      faults.push(lineFault(line, 'key', 'it stands before the first shot.', 'Put it below the ## line of its shot.'))
    } else if (/^[@＠]/u.test(text)) {
      const member = parseMember(text, line, cast, faults)
      if (member !== null) cast.push({ ...member, id: castId(idOf(cast.length)) })
    } else if (text.trim() !== '') {
      const said = parseSetting(text, line, base, faults)
      for (const key of Object.keys(said)) {
        if (told.has(key)) faults.push(saidTwice(line, shortened(text)))
        told.add(key)
      }
      settings = { ...settings, ...said }
    }
  }
  return { title: title ?? '', settings, cast }
}

function parseSetting(text: string, line: number, base: Timebase, faults: LineFault[]): Partial<FilmSettings> {
  const [, key = '', value = ''] = /^([^:]*):(.*)$/s.exec(text.normalize('NFKC')) ?? []
  switch (headKeys.find((name) => name === key.trim().toLowerCase())) {
    case 'seed': {
      const seed = parseSeed(value.trim(), line, faults)
      return { seed }
    }
    case 'memory': {
      const policy = parsePolicy(value.trim(), line, faults)
      return policy === null ? {} : { policy }
    }
    case 'length': {
      const length = parseLength(value.trim(), line, base, faults)
      return length === null ? {} : { length }
    }
    case 'model': {
      const model = value.trim()
      if (v.is(modelSchema, model)) return { model }
      faults.push(
        lineFault(line, 'model', `“${shortened(model)}” is no model.`, 'Write its id and revision, as in wan@1.')
      )
      return {}
    }
    case undefined: {
      const remedy = `Before the first shot may stand “# title”, ${headKeys.join(': …, ')}: … and “@name = words”. A shot begins with ##.`
      faults.push(lineFault(line, 'key', `“${shortened(text)}” is not known here.`, remedy))
      return {}
    }
  }
}

function parseMember(text: string, line: number, cast: readonly CastMember[], faults: LineFault[]) {
  const parts = /^[@＠]([^\s=＝(（]*)(?:\s*[(（]([^)）]*)[)）])?\s*[=＝](.*)$/su.exec(text)
  const [, name = '', kind = 'character', words = ''] = parts ?? []
  const fault = (cause: string) => {
    faults.push(
      lineFault(line, 'cast', cause, 'Write for example “@cat = a purple cat” or “@hill (place) = a green hill”.')
    )
    return null
  }
  if (parts === null) return fault('a name of the cast needs = and its words.')
  const wrong = castNameFault(name)
  if (wrong !== null) return fault(`the name “@${shortened(name)}” ${wrong}.`)
  if (!isCastKind(kind)) return fault(`“${shortened(kind)}” is neither character, place nor action.`)
  if (cast.some((other) => sameName(other.name) === sameName(name))) return fault(`“@${name}” is in the cast already.`)
  if (cast.length === limits.cast) return fault(`a cast has at most ${limits.cast} names.`)
  const tooMuch = textFault(words.trim(), { most: limits.castWords, lines: true })
  if (tooMuch !== null) return fault(`what @${name} stands for ${tooMuch}.`)
  return { name, kind, words: words.replaceAll('\t', ' ').trim() }
}
