/** What the window may ask of main: every command, parsed where it arrives. What each is answered: `Answers` in window.ts. */
import * as v from 'valibot'
import { bringSchema, editSchema } from '../edits/edit.ts'
import { Failure } from '../base/failure.ts'
import { few } from '../base/fields.ts'
import { limits } from '../base/limits.ts'
import { ofPerson } from '../base/parse.ts'
import { cardFields, cardIdSchema } from '../film/schema.ts'
import {
  masterFormats,
  offered,
  paperFormats,
  pictureFormats,
  pictureScales,
  textFormats,
  windowFormats
} from '../exchange/formats.ts'
import { takeChoices } from '../exchange/handoff/cut-list.ts'
import { editRateNames } from '../exchange/handoff/rate.ts'

const path = v.pipe(v.string(), v.minLength(1), v.maxLength(4096))
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(64))
const shortText = v.pipe(v.string(), v.maxLength(100))
const sketchBytes = v.custom<Uint8Array>(
  (value) => value instanceof Uint8Array && value.byteLength <= limits.sketchBytes,
  `at most ${limits.sketchBytes} bytes`
)
const broughtSketches = v.pipe(
  few(sketchBytes, limits.cards),
  ofPerson(
    (all) => (sizeOf(all) <= limits.broughtSketches ? null : tooManySketches()),
    () => `is more than ${limits.broughtSketches} bytes`
  )
)
const sizeOf = (all: readonly Uint8Array[]): number => all.reduce((sum, { byteLength }) => sum + byteLength, 0)
const tooManySketches = (): Failure =>
  new Failure('sketch.many', 'The sketches of these shots are more than 1 GB.', 'Carry fewer shots over at once.')
const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
/** The film that is meant, by the number of its opening (`FilmState.session`): another may be open when this arrives. */
const session = index

/** One entry of the native menu bar, in the language of the window. */
const menuItem = v.strictObject({ action: name, label: shortText, keys: v.nullable(shortText), enabled: v.boolean() })
const submenu = v.strictObject({ label: shortText, items: v.pipe(v.array(menuItem), v.maxLength(50)) })
const list = v.strictObject({ label: shortText, items: v.pipe(v.array(v.union([menuItem, submenu])), v.maxLength(50)) })
const menu = v.strictObject({
  label: shortText,
  items: v.pipe(v.array(v.nullable(v.union([menuItem, list]))), v.maxLength(50))
})
export type MenuItem = v.InferOutput<typeof menuItem>
/** An item, or a menu in the menu. */
export type MenuEntry = v.InferOutput<typeof list>['items'][number]
/** Items of all menus, submenus and theirs included: each list alone may have 50. */
const mostMenuItems = 1000
const countMenu = (items: readonly unknown[]): number =>
  items.reduce<number>((sum, item) => {
    const inner = item !== null && typeof item === 'object' && 'items' in item ? item.items : undefined
    return sum + 1 + (Array.isArray(inner) && sum <= mostMenuItems ? countMenu(inner) : 0)
  }, 0)
const menus = v.pipe(
  v.array(v.unknown()), // counted before each is looked at
  v.maxLength(12),
  v.check((all) => countMenu(all) <= mostMenuItems, `at most ${mostMenuItems} items`),
  v.array(menu)
)
export type MenuTemplate = v.InferOutput<typeof menu>

const sentences = v.pipe(v.string(), v.maxLength(400))
/** What main says when there is no page that could, in the language of the window. */
const crashTexts = v.strictObject({ title: shortText, text: sentences, again: shortText, quit: shortText })
export type CrashTexts = v.InferOutput<typeof crashTexts>
/** A question before something is done that cannot be taken back; the first answer leaves all as it is. */
const question = v.strictObject({ title: shortText, text: sentences, stay: shortText, go: shortText })
export type Question = v.InferOutput<typeof question>
/** What the system tells who looks elsewhere when the work ends. */
const endedTexts = v.strictObject({ made: shortText, exported: shortText, failed: shortText })
export type EndedTexts = v.InferOutput<typeof endedTexts>

/** Where one was in a film: the playhead, in display frames, and the selected shots. Belongs to the person, not to the film. */
export const lastViewSchema = v.strictObject({
  frame: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  cards: few(cardIdSchema, limits.cards),
  lead: v.nullable(cardIdSchema)
})
export type LastView = v.InferOutput<typeof lastViewSchema>

const scale = v.picklist(pictureScales)
/** What is to be written, with what can be chosen for its format. */
const exportOrder = v.variant('format', [
  v.strictObject({ format: v.picklist(offered(pictureFormats)), scale }),
  v.strictObject({
    format: v.literal('edit'),
    scale,
    rate: v.picklist(editRateNames),
    media: v.picklist(masterFormats),
    takes: v.picklist(takeChoices)
  }),
  /** `summary`: how many shots and how long, in the language of the window. */
  v.strictObject({ format: v.picklist(paperFormats), summary: shortText }),
  v.strictObject({ format: v.picklist(offered(textFormats)) })
])
export type ExportOrder = v.InferOutput<typeof exportOrder>

export const commandSchema = v.variant('type', [
  /** The whole state, for a window that has just opened. */
  v.strictObject({ type: v.literal('studio.state') }),
  /** A new project file, from a sample story or (null) empty; it is open afterwards. */
  v.strictObject({ type: v.literal('film.create'), sample: v.nullable(name), title: shortText }),
  /** Null: a dialog asks for the file. A file that cannot be opened is told by the event `refused`. */
  v.strictObject({ type: v.literal('film.open'), path: v.nullable(path) }),
  /** A dialog asks where a recent film has gone, and that is opened. */
  v.strictObject({ type: v.literal('film.find'), path }),
  /** Opens a film to look at only, also while it is in use elsewhere. */
  v.strictObject({ type: v.literal('film.look'), path }),
  /** Writes what is readable of a damaged film to a file a dialog asks for, and opens that. */
  v.strictObject({ type: v.literal('film.recover'), path }),
  v.strictObject({ type: v.literal('film.saveAs'), session }),
  /** A dialog asks where. The film itself stays open. */
  v.strictObject({ type: v.literal('film.duplicate'), session }),
  v.strictObject({ type: v.literal('film.close'), session }),
  /** Compares all of the film's file with what was stored. */
  v.strictObject({ type: v.literal('film.check'), session }),
  /** Makes again, exactly as it was, what can be of what was found damaged. */
  v.strictObject({ type: v.literal('film.mend'), session }),
  /** Ends a check, or what it said. */
  v.strictObject({ type: v.literal('film.checkEnd'), session }),
  /** The film, whole, as an event: a change of it was missed. */
  v.strictObject({ type: v.literal('film.resend') }),
  /** Where one is now, for the next time the film is opened. */
  v.strictObject({ type: v.literal('film.lastView'), session, view: lastViewSchema }),
  v.strictObject({ type: v.literal('film.edit'), session, edit: editSchema, burst: v.nullable(name) }),
  /** A dialog asks for a picture file, whose bytes are answered as they are. */
  v.strictObject({ type: v.literal('sketch.choose') }),
  /** A picture, made by the window from a file, for a card's slate. */
  v.strictObject({ type: v.literal('sketch.set'), session, card: cardIdSchema, bytes: sketchBytes }),
  /** Cards of another film, with the pictures that their sketches name. */
  v.strictObject({ type: v.literal('cards.bring'), session, edit: bringSchema, sketches: broughtSketches }),
  /** A dialog asks for a file that shots are made of, whose bytes are answered as they are. */
  v.strictObject({ type: v.literal('script.choose') }),
  /** Which pictures the storyboard at `path` names and has beside it. */
  v.strictObject({ type: v.literal('script.pictures'), path }),
  /** One of those, as it is. */
  v.strictObject({
    type: v.literal('script.picture'),
    path,
    name: v.pipe(v.string(), v.minLength(1), v.maxLength(200))
  }),
  v.strictObject({ type: v.literal('film.undo'), session }),
  v.strictObject({ type: v.literal('film.redo'), session }),
  /** What is to be made: all that is missing, or new takes, with `ripple` also of all that follow the first, or a second. */
  v.strictObject({
    type: v.literal('film.generate'),
    session,
    request: v.variant('kind', [
      v.strictObject({ kind: v.literal('film') }),
      /** What was asked for before and is not made yet. */
      v.strictObject({ kind: v.literal('queue') }),
      v.strictObject({ kind: v.literal('update') }),
      v.strictObject({
        kind: v.literal('cards'),
        cards: few(cardIdSchema, limits.cards, 1),
        ripple: v.boolean()
      }),
      /** A take again from its chunk `at` on. While film is made, that is left for it, and goes on after it. */
      v.strictObject({ kind: v.literal('branch'), card: cardIdSchema, at: index })
    ])
  }),
  v.strictObject({ type: v.literal('making.pause'), session }),
  v.strictObject({ type: v.literal('making.resume'), session }),
  v.strictObject({ type: v.literal('making.stop'), session }),
  /** A card is not made after all: one that waits, or the one being made. */
  v.strictObject({ type: v.literal('making.drop'), session, card: cardIdSchema }),
  /** The cards that wait, in the order in which they shall be made. */
  v.strictObject({
    type: v.literal('making.order'),
    session,
    cards: few(cardIdSchema, limits.cards)
  }),
  /** What a card remembers at its chunk `index`; of one that is not made yet, what it would begin with. */
  v.strictObject({
    type: v.literal('memory.of'),
    session,
    card: cardIdSchema,
    index
  }),
  /** How much the model would read of a prompt, with the cast of the open film. */
  v.strictObject({ type: v.literal('prompt.measure'), session, prompt: cardFields.prompt }),
  /** What would be written, where, and what is missing from it. */
  v.strictObject({ type: v.literal('export.plan'), session }),
  /** A dialog asks for another place. */
  v.strictObject({ type: v.literal('export.choose'), session, format: v.picklist(windowFormats) }),
  /** Writes to the place the plan names; how far it is, is told by events. `replace`: another file there, too. */
  v.strictObject({ type: v.literal('export.start'), session, order: exportOrder, replace: v.boolean() }),
  v.strictObject({ type: v.literal('export.cancel') }),
  /** Shows in its folder what was exported last. */
  v.strictObject({ type: v.literal('export.reveal') }),
  v.strictObject({ type: v.literal('recent.forget'), path }),
  /** What is copied stands on the system's clipboard as text, for other programs. */
  v.strictObject({ type: v.literal('clipboard.write'), text: v.pipe(v.string(), v.maxLength(limits.clipboard)) }),
  v.strictObject({ type: v.literal('clipboard.read') }),
  /** To the text of the field that has the keyboard; only the browser itself may. */
  v.strictObject({ type: v.literal('window.text'), does: v.picklist(['cut', 'copy', 'paste']) }),
  v.strictObject({ type: v.literal('window.fullScreen'), on: v.boolean() }),
  /** What a report of a fault needs comes to the system's clipboard: no words of a film. */
  v.strictObject({ type: v.literal('log.report') }),
  /** What can compute the film here. */
  v.strictObject({ type: v.literal('device.state') }),
  /** Another is tried, and kept when the engine has begun with it. */
  v.strictObject({ type: v.literal('device.choose'), device: name }),
  /** Shows the log file in its folder. */
  v.strictObject({ type: v.literal('log.show') }),
  /** Before the program ends: everything that was written has been sent. */
  v.strictObject({ type: v.literal('window.flushed') }),
  v.strictObject({
    type: v.literal('window.texts'),
    crash: crashTexts,
    /** Before a film is left that is being exported. */
    leaving: question,
    /** Before a film's file takes the place of another; `{name}` stands for the name of that. */
    replacing: question,
    /** Where documents cannot be written; `{name}` stands for their folder. */
    elsewhere: question,
    /** When the renderer does not answer the hand. */
    hung: question,
    ended: endedTexts
  }),
  /** The menu bar, in the window's language; sent again whenever what can be done changes. */
  v.strictObject({ type: v.literal('window.menu'), menus })
])
export type Command = v.InferOutput<typeof commandSchema>
