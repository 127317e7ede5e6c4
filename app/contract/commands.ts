/** What the window may ask of main: every command, parsed where it arrives. What each is answered: `Answers` in window.ts. */
import * as v from 'valibot'
import { bringSchema, editSchema } from '../edits/edit.ts'
import { Failure } from '../base/failure.ts'
import { few } from '../base/fields.ts'
import { limits } from '../base/limits.ts'
import { ofPerson } from '../base/parse.ts'
import { cardFields, cardIdSchema, lengthSchema, takeIdSchema } from '../film/schema.ts'
import { trackKinds } from '../film/sound.ts'
import { audioIdSchema, clipCardSchema, startSchema, trackIdSchema } from '../film/sound-schema.ts'
import {
  masterFormats,
  offered,
  paperFormats,
  pictureFormats,
  textFormats,
  windowFormats
} from '../exchange/formats.ts'
import { deliverySchema } from '../exchange/delivery.ts'
import { sheetSchema } from '../exchange/sheet/choices.ts'
import { takeChoices } from '../exchange/handoff/cut-list.ts'
import { editRateNames } from '../exchange/handoff/rate.ts'
import { menuSchema } from './menu-template.ts'
import { noticePictureSchema } from './notice-picture.ts'

const path = v.pipe(v.string(), v.minLength(1), v.maxLength(4096))
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(64))
/** `id@revision`, or the name of a folder. */
const modelName = v.pipe(v.string(), v.minLength(1), v.maxLength(255))
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
/** Session of the film that is meant (`FilmState.session`): another film may be open when the command arrives. */
const session = index

const sentences = v.pipe(v.string(), v.maxLength(400))
/** What main says when the renderer has crashed, in the language of the window. */
const crashTexts = v.strictObject({ title: shortText, text: sentences, again: shortText, quit: shortText })
export type CrashTexts = v.InferOutput<typeof crashTexts>
/** A question before something irreversible; the first answer cancels. */
const question = v.strictObject({ title: shortText, text: sentences, stay: shortText, go: shortText })
export type Question = v.InferOutput<typeof question>
/** System notification when the work has ended, or waits for an answer, and the window is not focused. */
const endedTexts = v.strictObject({ made: shortText, exported: shortText, failed: shortText, asks: shortText })
export type EndedTexts = v.InferOutput<typeof endedTexts>

/** Last view of a film: playhead in display frames, selected shots. Stored per machine, not in the film. */
export const lastViewSchema = v.strictObject({
  frame: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  cards: few(cardIdSchema, limits.cards),
  lead: v.nullable(cardIdSchema)
})
export type LastView = v.InferOutput<typeof lastViewSchema>

const previewSide = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(2000))
/** An export request: the format with its options. */
const exportOrder = v.variant('format', [
  /** `animatic`: what is not made stands in as sketch or slate. */
  v.strictObject({
    format: v.picklist(offered(pictureFormats)),
    delivery: deliverySchema,
    animatic: v.boolean(),
    burn: v.strictObject({ number: v.boolean(), timecode: v.boolean() })
  }),
  v.strictObject({
    format: v.literal('edit'),
    delivery: deliverySchema,
    rate: v.picklist(editRateNames),
    media: v.picklist(masterFormats),
    takes: v.picklist(takeChoices)
  }),
  /** `logo`: a picture that the window made from a file. */
  v.strictObject({ format: v.picklist(offered(paperFormats)), sheet: sheetSchema, logo: v.nullable(sketchBytes) }),
  v.strictObject({ format: v.picklist(offered(textFormats)), animatic: v.boolean() })
])
export type ExportOrder = v.InferOutput<typeof exportOrder>

export const commandSchema = v.variant('type', [
  /** The whole studio state, for a newly loaded window. */
  v.strictObject({ type: v.literal('studio.state') }),
  /** Creates a project file from a sample story or (null) empty, and opens it. */
  v.strictObject({ type: v.literal('film.create'), sample: v.nullable(name), title: shortText }),
  /** Null: a dialog asks for the file. A file that cannot be opened is reported by the event `refused`. */
  v.strictObject({ type: v.literal('film.open'), path: v.nullable(path) }),
  /** A dialog asks for the new location of a recent film, then opens it. */
  v.strictObject({ type: v.literal('film.find'), path }),
  /** Opens a film read-only, also while another program has it open. */
  v.strictObject({ type: v.literal('film.look'), path }),
  /** Recovers a damaged film into a file chosen in a dialog, and opens that. */
  v.strictObject({ type: v.literal('film.recover'), path }),
  v.strictObject({ type: v.literal('film.saveAs'), session }),
  /** A dialog asks for the destination. The film itself stays open. */
  v.strictObject({ type: v.literal('film.duplicate'), session }),
  v.strictObject({ type: v.literal('film.close'), session }),
  /** Checks the whole file against its stored hashes. */
  v.strictObject({ type: v.literal('film.check'), session }),
  /** Makes damaged chunks again, exactly as they were, where possible. */
  v.strictObject({ type: v.literal('film.mend'), session }),
  /** Cancels a check, or dismisses its result. */
  v.strictObject({ type: v.literal('film.checkEnd'), session }),
  /** Sends the whole film as an event: the window missed a patch. */
  v.strictObject({ type: v.literal('film.resend') }),
  /** Stores the last view for the next time the film is opened. */
  v.strictObject({ type: v.literal('film.lastView'), session, view: lastViewSchema }),
  v.strictObject({ type: v.literal('film.edit'), session, edit: editSchema, burst: v.nullable(name) }),
  /** A dialog asks for a picture file; answers its bytes unchanged. */
  v.strictObject({ type: v.literal('sketch.choose') }),
  /** A picture that the window made from a file or drew, as a card's sketch. `burst` as for `film.edit`; absent: none. */
  v.strictObject({
    type: v.literal('sketch.set'),
    session,
    card: cardIdSchema,
    bytes: sketchBytes,
    burst: v.exactOptional(name)
  }),
  /** Cards of another film, with their sketches. */
  v.strictObject({ type: v.literal('cards.bring'), session, edit: bringSchema, sketches: broughtSketches }),
  /** A dialog asks for a script, table, storyboard or edited cut; answers its bytes unchanged. */
  v.strictObject({ type: v.literal('script.choose') }),
  /** Which pictures the storyboard at `path` names and has beside it. */
  v.strictObject({ type: v.literal('script.pictures'), path }),
  /** One of those pictures, unchanged. */
  v.strictObject({
    type: v.literal('script.picture'),
    path,
    name: v.pipe(v.string(), v.minLength(1), v.maxLength(200))
  }),
  /** A dialog asks for sound files; answers their paths. */
  v.strictObject({ type: v.literal('sound.choose') }),
  /** Brings a sound file in as a clip. `track` null: one of the kind that is free there, else a new one. */
  v.strictObject({
    type: v.literal('sound.bring'),
    session,
    path,
    kind: v.picklist(trackKinds),
    track: v.nullable(trackIdSchema),
    card: clipCardSchema,
    start: startSchema
  }),
  /** What is drawn of a sound. */
  v.strictObject({ type: v.literal('sound.waveform'), session, audio: audioIdSchema }),
  /** The mix of a part of the film, in samples from its start. */
  v.strictObject({
    type: v.literal('sound.mix'),
    session,
    from: index,
    size: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(limits.mixBlock))
  }),
  v.strictObject({ type: v.literal('film.undo'), session }),
  v.strictObject({ type: v.literal('film.redo'), session }),
  /** What to make: everything missing, or new takes (with `ripple` also of all shots after the first), or one chunk again. */
  v.strictObject({
    type: v.literal('film.generate'),
    session,
    request: v.variant('kind', [
      v.strictObject({ kind: v.literal('film') }),
      /** Resumes the stored queue. */
      v.strictObject({ kind: v.literal('queue') }),
      v.strictObject({ kind: v.literal('update') }),
      /** So many chunks beyond the end of each finished shot, for an editing program. */
      v.strictObject({ kind: v.literal('tails'), chunks: lengthSchema }),
      v.strictObject({
        kind: v.literal('cards'),
        cards: few(cardIdSchema, limits.cards, 1),
        ripple: v.boolean()
      }),
      /** Makes a take again from its chunk `at` on. A run under way is interrupted for it and continues afterwards. */
      v.strictObject({ kind: v.literal('branch'), card: cardIdSchema, at: index })
    ])
  }),
  v.strictObject({ type: v.literal('making.pause'), session }),
  v.strictObject({ type: v.literal('making.resume'), session }),
  v.strictObject({ type: v.literal('making.stop'), session }),
  /** After the device failed twice in a row: go on on the chosen device, or on the processor, which is chosen with it. */
  v.strictObject({ type: v.literal('making.answer'), session, how: v.picklist(['again', 'processor']) }),
  /** Removes a card from the queue, or stops the one being made. */
  v.strictObject({ type: v.literal('making.drop'), session, card: cardIdSchema }),
  /** The queued cards in their new order. */
  v.strictObject({
    type: v.literal('making.order'),
    session,
    cards: few(cardIdSchema, limits.cards)
  }),
  /** The night of the film, and how fast film is made here. */
  v.strictObject({ type: v.literal('night.state'), session }),
  /** Makes what is missing, or outdated, or both, and goes on past shots that fail. */
  v.strictObject({ type: v.literal('night.begin'), session, missing: v.boolean(), outdated: v.boolean() }),
  /** The summary was seen. */
  v.strictObject({ type: v.literal('night.seen'), session }),
  /** What a card remembers at its chunk `index`; for a chunk not made yet, what it would start with. */
  v.strictObject({
    type: v.literal('memory.of'),
    session,
    card: cardIdSchema,
    index
  }),
  /** How much of a prompt the model would read, with the cast of the open film. */
  v.strictObject({ type: v.literal('prompt.measure'), session, prompt: cardFields.prompt }),
  /** What an export would write, where, and what is missing. */
  v.strictObject({ type: v.literal('export.plan'), session }),
  /** A dialog asks for another destination. */
  v.strictObject({ type: v.literal('export.choose'), session, format: v.picklist(windowFormats) }),
  /** Exports to the planned destination; progress is reported by events. `replace`: overwrite any file. */
  v.strictObject({ type: v.literal('export.start'), session, order: exportOrder, replace: v.boolean() }),
  /** A part of a stored picture as an export would deliver it, pixel for pixel, from its middle: PNG. Sizes in pixels. */
  v.strictObject({
    type: v.literal('export.preview'),
    session,
    take: takeIdSchema,
    index,
    frame: index,
    delivery: deliverySchema,
    width: previewSide,
    height: previewSide
  }),
  v.strictObject({ type: v.literal('export.cancel') }),
  /** Shows the last export in its folder. */
  v.strictObject({ type: v.literal('export.reveal') }),
  v.strictObject({ type: v.literal('recent.forget'), path }),
  /** Puts copied shots on the system clipboard as text, for other programs. */
  v.strictObject({ type: v.literal('clipboard.write'), text: v.pipe(v.string(), v.maxLength(limits.clipboard)) }),
  v.strictObject({ type: v.literal('clipboard.read') }),
  /** Undo, cut, paste … in the focused text field; only the browser itself may do this. */
  v.strictObject({ type: v.literal('window.text'), does: v.picklist(['cut', 'copy', 'paste']) }),
  v.strictObject({ type: v.literal('window.fullScreen'), on: v.boolean() }),
  /** Copies a fault report to the system clipboard: no words of a film. */
  v.strictObject({ type: v.literal('log.report') }),
  /** The devices that can compute the film here. */
  v.strictObject({ type: v.literal('device.state') }),
  /** Tries another device or precision and keeps it if the engine starts with it. */
  v.strictObject({ type: v.literal('device.choose'), device: name, precision: name }),
  /** The models on this machine, and what is being done with them. */
  v.strictObject({ type: v.literal('models.state') }),
  /** A dialog asks for folders; they are looked into, `more`: with those of the offer. What comes of it is told by events. */
  v.strictObject({ type: v.literal('models.choose'), more: v.boolean() }),
  /** The same for folders that were dropped on the window. */
  v.strictObject({ type: v.literal('models.look'), paths: few(path, 16, 1), more: v.boolean() }),
  /** Which model the offered files are, and of several files for one part the one that is meant. */
  v.strictObject({ type: v.literal('models.wish'), family: v.nullable(name), use: few(path, 16) }),
  /** Adds what is offered. `agreed`: to licences that are not for commercial use or not stated. */
  v.strictObject({ type: v.literal('models.add'), agreed: v.boolean() }),
  v.strictObject({ type: v.literal('models.check'), model: modelName }),
  v.strictObject({ type: v.literal('models.remove'), model: modelName }),
  /** Cancels what is being done with models, or dismisses its result. */
  v.strictObject({ type: v.literal('models.end') }),
  /** Shows the log file in its folder. */
  v.strictObject({ type: v.literal('log.show') }),
  /** Before quitting: everything typed has been sent. */
  v.strictObject({ type: v.literal('window.flushed') }),
  /** The film's first picture, for notices; null while nothing is made. */
  v.strictObject({ type: v.literal('window.noticePicture'), session, picture: v.nullable(noticePictureSchema) }),
  v.strictObject({
    type: v.literal('window.texts'),
    crash: crashTexts,
    /** Before leaving a film that is being exported. */
    leaving: question,
    /** Before replacing another film's file; `{name}` is that film's name. */
    replacing: question,
    /** When the documents folder is not writable; `{name}` is the folder. */
    elsewhere: question,
    /** When the renderer does not respond. */
    hung: question,
    ended: endedTexts
  }),
  /** The menu bar in the window's language; sent again whenever the available commands change. */
  v.strictObject({ type: v.literal('window.menu'), menus: menuSchema })
])
export type Command = v.InferOutput<typeof commandSchema>
