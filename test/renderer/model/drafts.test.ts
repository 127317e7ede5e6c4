// @vitest-environment happy-dom
/** What is being written belongs to the field it is written in, whatever the hand does next, and is in the film before that is done. */
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Failure } from '../../../app/base/failure.ts'
import type { Card } from '../../../app/film/film.ts'
import { cardId } from '../../../app/ids.ts'
import { waking } from '../../../main/desk/making.ts'
import { ask } from '../../../renderer/model/bridge.ts'
import Inspector from '../../../renderer/inspector/Inspector.svelte'
import { press } from '../../../renderer/commands/keys.ts'
import SavedStatus from '../../../renderer/shell/SavedStatus.svelte'
import type { Draft } from '../../../renderer/model/draft.svelte.ts'
import FilmTitle from '../../../renderer/shell/FilmTitle.svelte'
import type { OpenFilm } from '../../../renderer/model/film.svelte.ts'
import type { Studio } from '../../../renderer/model/studio.svelte.ts'
import Inside from '../kit/Inside.svelte'
import { opened, planned } from '../kit/opened.ts'
import { can, perform } from '../../../renderer/commands/perform.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  localStorage.clear()
  vi.useRealTimers()
})

const [first, second] = [cardId('card-1'), cardId('card-2')]
const cardOf = (film: OpenFilm, id: string): Card => film.shots.find((shot) => shot.id === id)!.card
const write = (name: string, text: string) => fireEvent.input(screen.getByLabelText(name), { target: { value: text } })
const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(2_000)

describe('what is written in a field', () => {
  test.each(['What happens', 'Title', 'Notes', 'Dialogue', 'Shot number'])(
    'belongs to its shot, whichever is chosen meanwhile: %s',
    async (name) => {
      for (const pause of [0, 200, 349, 350, 370, 391, 450]) {
        const { film } = await opened(planned(2, 2), {}, 40)
        film.selection.only(first)
        render(Inside, { part: Inspector, film })
        const before = cardOf(film, second)
        await write(name, 'meant')
        await vi.advanceTimersByTimeAsync(pause)
        film.selection.only(second)
        await settled()
        expect(cardOf(film, second)).toEqual(before)
        expect(Object.values(cardOf(film, first))).toContain('meant')
        cleanup()
      }
    }
  )

  test.each<[string, (film: OpenFilm) => Draft, string, string]>([
    ['a seed', (film) => film.drafts.seed(second), '12', '1234'],
    ['the film’s name', (film) => film.drafts.title(), 'The la', 'The last train']
  ])('is not sent by half while an edit waits for its turn: %s', async (_, draftOf, half, whole) => {
    const { film, asked } = await opened(planned(2, 2), {}, 40)
    const sent = (): number => asked.filter(({ type }) => type === 'film.edit').length
    void film.hand.lengthen(1)
    void film.hand.lengthen(1)
    const draft = draftOf(film)
    draft.text = half
    await settled()
    expect([sent(), draft.text]).toEqual([2, half])
    draft.text = whole
    void draft.leave()
    await settled()
    expect([sent(), draft.text]).toEqual([3, whole])
  })

  test('can be typed back to the stored text while a change is being sent', async () => {
    const { film } = await opened(planned(2), {}, 40)
    const draft = film.drafts.text(first, 'prompt')
    draft.text = 'shot 1 or'
    void draft.flush()
    draft.text = 'shot 1'
    void draft.flush()
    await settled()
    expect([draft.text, cardOf(film, first).prompt]).toEqual(['shot 1', 'shot 1'])
  })

  test('stays with the reason when refused, also after showing another shot', async () => {
    let full = true
    const { film } = await opened(planned(2, 2), {
      'film.edit': () => {
        if (full) throw new Failure('disk.full', 'The disk is full.', 'Make room.')
      }
    })
    film.drafts.text(first, 'notes').text = 'Nobody shall lose this.'
    await settled()
    film.selection.only(second)
    film.selection.only(first)
    const draft = film.drafts.text(first, 'notes')
    expect([draft.text, draft.refusal?.code]).toEqual(['Nobody shall lose this.', 'disk.full'])
    full = false
    await draft.leave()
    expect([cardOf(film, first).notes, draft.refusal]).toEqual(['Nobody shall lose this.', null])
  })

  test('is kept when too long, reported, and restored on reopening', async () => {
    const long = `${'A very long walk. '.repeat(130)}The end.`
    const { studio, film, asked } = await opened(planned(2, 2))
    film.selection.only(first)
    render(Inside, { part: Inspector, film })
    await write('What happens', long)
    await settled()
    expect(screen.getByRole('alert').textContent).toMatch(/^Too long: 2,348 of at most 2,000 characters\./)
    await studio.close()
    expect(asked.map(({ type }) => type)).not.toContain('film.edit')
    cleanup()

    const again = (await opened(planned(2, 2))).film
    expect(again.drafts.stuck).toEqual({ card: first, marker: null })
    const draft = again.drafts.text(first, 'prompt')
    expect(draft.text).toBe(long)
    draft.text = 'A walk.'
    await settled()
    expect([cardOf(again, first).prompt, again.drafts.stuck]).toEqual(['A walk.', null])
  })

  test.each<[string, (film: OpenFilm) => Draft, string]>([
    ['the film’s name', (film) => film.drafts.title(), 'The film’s name is not saved'],
    ['a marker’s name', (film) => film.drafts.marker(second, 5), 'A text of shot 2 is not saved']
  ])('that is too long for %s is told beside the film’s name too, and leads to it', async (_, draftOf, words) => {
    const { film } = await opened(planned(2, 2))
    film.playhead.seek(2 * film.framesPerChunk + 5)
    await film.marks.toggle()
    film.playhead.seek(0)
    const draft = draftOf(film)
    render(Inside, { part: SavedStatus, film })
    expect(screen.getByText('Saved')).toBeTruthy()
    draft.text = 'x'.repeat(300)
    await draft.leave()
    await fireEvent.click(await screen.findByText(words))
    if (words.includes('shot 2')) expect([film.atHand?.id, film.naming]).toEqual([second, { card: second, at: 5 }])
    draft.text = 'Short'
    await draft.leave()
    await settled()
    expect(film.drafts.stuck).toBeNull()
  })

  test('loses invisible characters, and says so', async () => {
    const { film } = await opened(planned(2))
    film.selection.only(first)
    render(Inside, { part: Inspector, film })
    await write('Notes', 'One\u2028Two \u202Eeerht\u202C\u0007')
    expect(screen.getByLabelText<HTMLTextAreaElement>('Notes').value).toBe('One\nTwo eerht')
    expect(screen.getByText(/2 marks that turn the direction and a control character/)).toBeTruthy()
    await settled()
    expect(cardOf(film, first).notes).toBe('One\nTwo eerht')
  })

  test.each(['-1', '1e3', '4.5', '99999999999', 'seven'])(
    'an invalid seed shows the reason and the current value: %s',
    async (text) => {
      const { film } = await opened(planned(2))
      film.selection.only(first)
      render(Inside, { part: Inspector, film })
      const field = screen.getByLabelText<HTMLInputElement>('Seed', { selector: 'input' })
      await fireEvent.input(field, { target: { value: text } })
      await fireEvent.keyDown(field, { key: 'Enter' })
      expect(screen.getByRole('alert').textContent).toMatch(/whole number from 0 to 4294967295.*Until then: Any\./)
      expect([field.value, cardOf(film, first).seed.locked]).toEqual([text, false])
      await fireEvent.input(field, { target: { value: '77' } })
      await fireEvent.keyDown(field, { key: 'Enter' })
      await settled()
      expect(cardOf(film, first).seed).toEqual({ value: 77, locked: true })
    }
  )

  test('of a removed shot comes back with it', async () => {
    const { studio, film } = await opened(planned(2, 2))
    film.selection.only(first)
    film.drafts.text(first, 'dialogue').text = 'Wait!'
    perform(studio, 'remove')
    await settled()
    expect(film.shots.map(({ id }) => id)).toEqual([second])
    perform(studio, 'undo')
    await settled()
    expect(cardOf(film, first).dialogue).toBe('Wait!')
  })

  test('names its marker, although the film changed before it', async () => {
    const { film } = await opened(planned(2, 2))
    film.playhead.seek(30)
    await film.marks.toggle()
    const draft = film.drafts.marker(second, 6)
    draft.text = 'The kiss'
    await film.hand.edit({ type: 'lengthenCards', cards: [first], by: 3 })
    await draft.leave()
    expect(film.markers).toMatchObject([{ card: second, at: 6, frame: 66, text: 'The kiss' }])
  })
})

test('two markers set quickly both exist', async () => {
  const { film } = await opened(planned(4), {}, 40)
  film.playhead.seek(5)
  void film.marks.toggle()
  film.playhead.seek(17)
  void film.marks.toggle()
  await settled()
  expect(film.markers.map(({ frame }) => frame)).toEqual([5, 17])
})

describe('what was just written', () => {
  test.each<[string, (studio: Studio) => unknown]>([
    ['film.close', (studio) => studio.close()],
    ['film.create', (studio) => studio.create(null)],
    ['film.open', (studio) => studio.open('/films/other.throughline')],
    ['film.saveAs', (studio) => studio.saveAs()],
    ['film.duplicate', (studio) => studio.duplicate()],
    ['film.undo', (studio) => perform(studio, 'undo')],
    ['film.generate', (studio) => studio.film!.work.generate()],
    ['export.plan', () => ask({ type: 'export.plan', session: 1 })]
  ])('is sent before %s', async (type, then) => {
    const { studio, film, asked } = await opened(planned(2))
    await film.marks.toggle() // something to undo
    const before = asked.length
    film.drafts.text(first, 'notes').text = 'Slowly'
    void then(studio)
    await vi.advanceTimersByTimeAsync(0)
    expect(asked.slice(before).map((command) => command.type)).toEqual(['film.edit', type])
  })

  test('in the film’s title is sent although the field has focus', async () => {
    const { studio, film, asked } = await opened(planned(2))
    render(Inside, { part: FilmTitle, film })
    await write('Name of the film', 'The last train')
    void studio.close()
    await vi.advanceTimersByTimeAsync(0)
    expect(asked).toContainEqual(expect.objectContaining({ edit: { type: 'setTitle', title: 'The last train' } }))
  })
})

describe('while the film is being closed', () => {
  test('pending text is stored before main continues; later keys are ignored', async () => {
    const { studio, asked, emit } = await opened(planned(2, 2), {}, 30)
    studio.film!.drafts.text(second, 'dialogue').text = 'Half a sen'
    emit({ type: 'leaving' })
    await vi.advanceTimersByTimeAsync(0)
    expect(asked.at(-1)).toMatchObject({ type: 'film.edit', session: 1, edit: { text: 'Half a sen' } })
    const before = asked.length
    for (const id of ['remove', 'generate', 'saveAs', 'closeFilm'] as const) perform(studio, id)
    emit({ type: 'menu', action: 'duplicate' })
    press(studio, new KeyboardEvent('keydown', { key: 'd' }))
    await vi.advanceTimersByTimeAsync(100)
    expect(asked.slice(before).map(({ type }) => type)).toEqual(['window.flushed'])
  })

  test('the next film gets no commands of the previous one', async () => {
    const { studio, emit } = await opened(planned(2))
    const { state } = studio.film!
    const making = { ...waking, card: first }
    emit({ type: 'leaving' })
    emit({ type: 'film', film: { ...state, session: 2, serial: 9 } })
    emit({ type: 'making', session: 1, making })
    expect([studio.film!.session, studio.leaving, studio.film!.making]).toEqual([2, false, null])
    emit({ type: 'making', session: 2, making })
    expect(studio.film!.making).toEqual(making)
    expect(can(studio, 'remove')).toBe(true)
  })
})
