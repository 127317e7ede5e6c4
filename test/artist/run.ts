/** One run: a new film, the steps one after another, and a comparison at each rest. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Card } from '../../app/film/film.ts'
import type { Artist, Step } from './command.ts'
import { commandOf } from './commands/all.ts'
import { rest } from './draw.ts'
import { Hands } from './hands.ts'
import { look } from './look.ts'
import { oracles } from './oracles.ts'
import { addOtherModel, beginStory } from './story.ts'
import { killWindow, openWindow, quitWindow } from './window.ts'
import { World } from './world.ts'

export interface Fault {
  /** Index of the step after which it was detected. */
  readonly at: number
  /** The oracle that detected it first; `hands` when a command failed, `page` when the page threw. */
  readonly oracle: string
  readonly problems: readonly string[]
  /** How the last steps went, and what the window showed then. */
  readonly trail: readonly string[]
}

export interface Run {
  /** Steps that were done; the others were not possible. */
  readonly done: number
  readonly fault: Fault | null
}

/** Timeout for the window to settle after a burst, in milliseconds. */
const patience = 6_000
/** Longer than the debounce of typed text (350), in milliseconds. */
const quiet = 420

export async function run(stage: string, steps: readonly Step[], say: (line: string) => void = () => {}): Promise<Run> {
  const home = mkdtempSync(join(tmpdir(), 'throughline-artist-'))
  const films = ['Story', 'Other'].map((title) => join(home, `${title}.throughline`))
  for (const film of films) beginStory(film)
  addOtherModel(home)
  const artist = await sitDown(stage, home, films)
  let done = 0
  const trail: string[] = []
  const failed = async (at: number, wrong: Pick<Fault, 'oracle' | 'problems'>): Promise<Run> => ({
    done,
    fault: {
      at,
      ...wrong,
      trail: [...trail.slice(-40), ...(await stateOf(artist).catch(() => ['the window is gone']))]
    }
  })
  try {
    await artist.open.page.locator('[data-shot]').first().waitFor()
    await artist.open.page.keyboard.press('Control+0')
    artist.world.arrive(await look(artist.open.page))
    for (const [at, { name, args, wait }] of [...steps, { name: rest, args: null, wait: 0 }].entries()) {
      if (name === rest) {
        const fault = await compare(artist)
        if (fault) return await failed(at, fault)
        continue
      }
      const why = await attempt(artist, { name, args, wait })
      trail.push(`${at} ${name} ${JSON.stringify(args)}${why === undefined ? '' : ` (not done: ${why.text})`}`)
      say(trail.at(-1)!)
      if (why?.fault) return await failed(at, { oracle: 'hands', problems: [why.text] })
      if (!why) done++
      await artist.hands.pause(wait)
    }
    await quitWindow(artist.open)
    return { done, fault: null }
  } finally {
    await killWindow(artist.open)
    rmSync(home, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** What the window shows and the file holds, and what the model believes. */
async function stateOf({ open, world }: Artist): Promise<string[]> {
  const { page, state, stored } = await look(open.page)
  const cards = (all: readonly Card[] = []): string =>
    all.map(({ id, shot, length }) => `${id.slice(0, 6)}${shot && ` no. ${shot}`} ${length} s`).join(', ')
  const keys = await open.page.evaluate(() => window.lastKeys)
  const last = stored?.done.slice(-8).map(({ label, changes }) => JSON.stringify([label, changes]).slice(0, 200)) ?? []
  return [
    `film: ${cards(state?.view.film.cards)}`,
    `model${world.loose ? ', loose' : ''}${world.making ? ', making' : ''}: ${cards(world.cards)}`,
    `selected: ${page.chosen.join()}; in the model: ${world.chosen.join()}; heading: ${page.heading}`,
    `notices: ${page.notices.join(' | ') || 'none'}; dialog: ${page.dialog ?? 'none'}; making: ${state?.making?.state ?? 'nothing'}`,
    ...last.map((entry) => `undo list: ${entry}`),
    `undone: ${stored?.undone.length ?? 0}`,
    ...keys.map((key) => `key: ${key}`)
  ]
}

/** @param films the first is opened */
async function sitDown(stage: string, home: string, films: readonly string[]): Promise<Artist> {
  const worlds = new Map(films.map((film) => [film, new World()]))
  const open = await openWindow(stage, home, films[0])
  let film = films[0]!
  return {
    ...{ open, hands: new Hands(open.page), stage, home, clip: null },
    get film() {
      return film
    },
    get world() {
      return worlds.get(film)!
    },
    otherFilm: () => films.find((each) => each !== film)!,
    turnTo: (next) => (film = next)
  }
}

/** Runs a step. A command that throws found the window in a wrong state. */
async function attempt(artist: Artist, { name, args }: Step): Promise<{ text: string; fault: boolean } | undefined> {
  try {
    const why = await commandOf(name).run(artist, args)
    return why === undefined ? undefined : { text: why, fault: false }
  } catch (error) {
    return { text: `${name}: ${error instanceof Error ? error.message : String(error)}`, fault: true }
  }
}

/** Compares until nothing is wrong, or until the timeout. */
async function compare({ open, world, hands }: Artist): Promise<Pick<Fault, 'oracle' | 'problems'> | null> {
  await hands.pause(quiet)
  const until = Date.now() + patience
  for (;;) {
    const seen = await look(open.page)
    const told = Object.entries(oracles).map(([name, oracle]) => ({ name, problems: oracle(world, seen) }))
    told.push({ name: 'page', problems: open.errors })
    const wrong = told.filter(({ problems }) => problems.length > 0)
    if (wrong.length === 0) {
      world.adopt(seen)
      return null
    }
    if (Date.now() > until) return { oracle: wrong[0]!.name, problems: wrong.flatMap(({ problems }) => problems) }
    await hands.pause(150)
  }
}
