// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { cardId } from '../../../app/ids.ts'
import { opened, planned } from '../kit/opened.ts'
import { perform } from '../../../renderer/commands/perform.ts'

describe('a marker', () => {
  test('is set, named at the playhead, renamed and removed, each undone by itself', async () => {
    const { studio, film } = await opened(planned(2, 3))
    film.playhead.seek(30)
    perform(studio, 'nameMarker') // there is none yet
    expect(film.naming).toBeNull()
    await film.marks.toggle()
    perform(studio, 'nameMarker')
    expect(film.naming).toMatchObject({ card: 'card-2', at: 6 })
    const place = { card: cardId('card-2'), at: 6 }
    await film.marks.name(place, 'The kiss')
    await film.marks.name(place, 'The slap')
    expect(film.shots[1]!.card.markers).toEqual([{ chunk: 0, frame: 6, text: 'The slap' }])
    await film.marks.remove(place)
    expect(film.markers).toEqual([])
    const texts: (string | undefined)[] = []
    for (let step = 0; step < 4; step++) {
      await film.hand.undo()
      texts.push(film.markers[0]?.text)
    }
    expect(texts).toEqual(['The slap', 'The kiss', '', undefined])
  })
})
