/** Picture files dragged in from other programs are dropped on shots; film files are handled by projects/DropVeil. */
import type { CardId } from '../../app/ids.ts'
import type { OpenFilm } from '../model/film.svelte.ts'

/** Whether a drag carries pictures. Before the drop, only types are known. */
export function holdsPicture({ dataTransfer }: DragEvent): boolean {
  return [...(dataTransfer?.items ?? [])].some(({ kind, type }) => kind === 'file' && type.startsWith('image/'))
}

/** For `{@attach takesSketch(…)}`: a picture dropped on the element becomes the sketch of the shot `card`. */
export const takesSketch = (film: OpenFilm, card: () => CardId | null) => (place: HTMLElement) => {
  const isFor = (event: DragEvent): boolean =>
    holdsPicture(event) && card() !== null && film.state.saved.state !== 'read-only'

  function dragover(event: DragEvent): void {
    if (!isFor(event)) return
    event.preventDefault()
    event.stopPropagation()
    place.dataset['takes'] = 'sketch'
  }
  function dragleave(event: DragEvent): void {
    if (!place.contains(event.relatedTarget as Node | null)) delete place.dataset['takes']
  }
  function drop(event: DragEvent): void {
    delete place.dataset['takes']
    const id = card()
    const file = [...(event.dataTransfer?.files ?? [])].find(({ type }) => type.startsWith('image/'))
    if (!file || id === null || !isFor(event)) return
    event.preventDefault()
    event.stopPropagation()
    film.easel.end()
    void film.hand.sketch(id, file)
  }

  place.addEventListener('dragover', dragover)
  place.addEventListener('dragleave', dragleave)
  place.addEventListener('drop', drop)
  return () => {
    place.removeEventListener('dragover', dragover)
    place.removeEventListener('dragleave', dragleave)
    place.removeEventListener('drop', drop)
  }
}
