/** The artist's edits of the open film: each is committed, and sent to the window, when its call returns. */
import { Failure } from '../../app/base/failure.ts'
import { invalidEdit, type Edit } from '../../app/edits/edit.ts'
import type { CardId } from '../../app/ids.ts'
import type { FilmHead } from '../../app/edits/change.ts'
import type { Entry } from '../../app/edits/history.ts'
import type { FilmPacks } from '../production/film-packs.ts'
import type { Project } from '../project/project.ts'
import { parseSketch } from '../project/sketches.ts'
import type { Asset } from '../store/tables/assets.ts'

export interface EditsParts {
  readonly project: Project
  /** Sends the film to the window. @returns serial of the state sent */
  readonly tell: () => number
  readonly packs: FilmPacks
  /** Film is being made or exported: its model stays. */
  readonly working: () => boolean
  /** Called when the film's title changed. */
  readonly renamed: () => void
}

/** Every method returns the serial of the state sent. */
export class Edits {
  readonly #parts: EditsParts

  constructor(parts: EditsParts) {
    this.#parts = parts
  }

  /** @param burst as in app/edits `perform` @throws Failure `edit.*`, or why it could not be saved */
  perform(edit: Edit, burst: string | null): number {
    demandStored(this.#parts.project, edit)
    if (edit.type === 'setModel') this.#demandRest(edit.model)
    if (edit.type === 'setSettings') this.#demandRest(edit.settings.model)
    return this.#change((project) => project.edit(edit, burst))
  }

  /** Sets a card's sketch. @param burst as in app/edits `perform` @throws Failure `sketch.type`, or why it could not be saved */
  sketch(card: CardId, bytes: Uint8Array, burst: string | null): number {
    const asset = parseSketch(bytes)
    return this.#change((project) => project.sketch(card, asset, burst))
  }

  /** Inserts cards of another film with their sketches. @throws Failure `sketch.type`, `edit.*`, or why it could not be saved */
  bring(edit: Edit, sketches: readonly Uint8Array[]): number {
    const assets = sketches.map(parseSketch)
    return this.#change((project) => project.bring(edit, assets))
  }

  /** Puts an imported sound into the film. @throws Failure `edit.*`, or why it could not be saved */
  bringSound(edit: Edit, assets: readonly Asset[]): number {
    return this.#change((project) => project.bring(edit, assets))
  }

  undo(): number {
    this.#demandRest(modelIn(this.#parts.project.history.done.at(-1)?.inverse))
    return this.#change((project) => project.undo())
  }

  redo(): number {
    this.#demandRest(modelIn(this.#parts.project.history.undone.at(-1)?.changes))
    return this.#change((project) => project.redo())
  }

  /** @param model that the film would have; undefined: as now @throws Failure `model.busy` while it makes or draws film */
  #demandRest(model: string | null | undefined): void {
    const { project, working } = this.#parts
    if (model === undefined || model === project.film.settings.model || !working()) return
    throw new Failure('model.busy', 'The film is being made or exported.', 'Wait for it, or stop it first.')
  }

  /** A failed change may have changed the save state, which is sent too. */
  #change(work: (project: Project) => void): number {
    const { project, packs, tell, renamed } = this.#parts
    const { title, settings } = project.film
    let serial: number
    try {
      work(project)
      if (project.film.settings.model !== settings.model) packs.keep(project)
    } finally {
      serial = tell()
    }
    if (project.film.title !== title) renamed() // also for finding the film after a crash
    return serial
  }
}

/** A clip from the window plays only what is stored of its sound. @throws Failure `edit.sound-gone`, `edit.invalid` */
function demandStored(project: Project, edit: Edit): void {
  if (edit.type !== 'addClip' && edit.type !== 'trimClip') return
  const clip = edit.type === 'addClip' ? edit.sound : project.film.sound.clips.find(({ id }) => id === edit.clip)
  const record = clip && project.audio(clip.audio)
  if (!record) throw new Failure('edit.sound-gone', 'The sound is no longer in the film.', 'Nothing was changed.')
  const { out } = edit.type === 'addClip' ? edit.sound : edit
  if (out > record.samples) throw invalidEdit('the sound is not that long')
}

/** The model that changes give the film; undefined: none. */
const modelIn = (changes: Entry['changes'] = []): string | null | undefined =>
  changes.flatMap((change): FilmHead[] => (change.kind === 'head' ? [change.head] : [])).at(-1)?.settings.model
