// @vitest-environment happy-dom
/** A notice of something that failed goes when the same succeeds, and only then. */
import { describe, expect, test } from 'vitest'
import type { Command } from '../../../app/contract/commands.ts'
import { Failure } from '../../../app/base/failure.ts'
import { cardId } from '../../../app/ids.ts'
import { opened, planned } from '../kit/opened.ts'

const failure = (cause: string): Failure => Failure.from({ code: 'test.failed', cause, remedy: 'Try again.' })
/** Refuses with the first cause while there is one. */
const refusing =
  (causes: string[], answer: (command: Command) => unknown = () => null) =>
  (command: Command): unknown => {
    const cause = causes.shift()
    if (cause !== undefined) throw failure(cause)
    return answer(command)
  }

describe('a notice of a failure', () => {
  test('is removed when the same deed succeeds for the same film', async () => {
    const copies = ['/films/copy.throughline', null]
    const { studio } = await opened(planned(2), {
      'film.duplicate': refusing(['No room.'], () => copies.pop()),
      'film.saveAs': refusing(['No folder.'], () => null)
    })
    const told = (): readonly string[] =>
      studio.notices.list.filter(({ tone }) => tone === 'trouble').map(({ text }) => text)
    await studio.duplicate()
    await studio.saveAs()
    expect(told()).toEqual(['No room.', 'No folder.'])
    await studio.duplicate() // the dialog was dismissed
    await studio.close()
    expect(told()).toEqual(['No room.', 'No folder.'])
    await studio.duplicate()
    expect(told()).toEqual(['No folder.'])
  })

  test('of an export is removed when that format is exported', async () => {
    let states = 1
    const { studio, film, emit } = await opened(planned(2), {
      'film.saveAs': () => ({ ...film.state, serial: film.state.serial + ++states, path: '/films/other.throughline' })
    })
    const failed = (format: 'mp4' | 'gif', cause: string): void =>
      emit({ type: 'export', export: { state: 'failed', format, error: failure(cause).toData() } })
    failed('mp4', 'No film.')
    failed('gif', 'No picture.')
    await studio.saveAs()
    studio.dialog = 'export'
    emit({ type: 'export', export: { state: 'done', format: 'mp4', path: '/films/other.mp4', tooLoud: null } })
    expect(studio.notices.list.map(({ text }) => text)).not.toContain('No film.')
    expect(studio.notices.list.map(({ text }) => text)).toContain('No picture.')
  })

  test('of a shot is removed when it is made; of the film when all is made', async () => {
    const [one, two] = [cardId('card-1'), cardId('card-2')]
    const { studio, film, emit } = await opened(planned(2, 2))
    const told = (): readonly string[] => studio.notices.list.map(({ text }) => text)
    const left = [one, two].map((card) => ({ card, problem: failure(`${card} is empty.`).toData() }))
    emit({ type: 'made', finished: null, skipped: left })
    emit({ type: 'trouble', error: failure('The engine ended.').toData(), asked: null })
    expect(told()).toEqual(['card-1 is empty.', 'card-2 is empty.', 'The engine ended.'])
    film.work.generate() // begun is not done
    await Promise.resolve()
    emit({ type: 'made', finished: [], skipped: [] }) // it was stopped
    expect(told()).toHaveLength(3)
    emit({ type: 'made', finished: [two], skipped: [] })
    expect(told()).toEqual(['card-1 is empty.', 'The engine ended.'])
    emit({ type: 'made', finished: null, skipped: left.slice(0, 1) })
    expect(told()).toEqual(['card-1 is empty.'])
  })

  test('of two deeds stays until both succeed', async () => {
    const { studio, film } = await opened(planned(2), {
      'film.undo': refusing(['The disk is full.'], () => film.state.serial),
      'film.duplicate': refusing(['The disk is full.'], () => '/films/copy.throughline')
    })
    await studio.duplicate()
    await film.hand.undo()
    expect(studio.notices.list).toHaveLength(1)
    await film.hand.undo()
    expect(studio.notices.list).toHaveLength(1)
    await studio.duplicate()
    expect(studio.notices.list.filter(({ tone }) => tone === 'trouble')).toEqual([])
  })

  test('can be dismissed, and is not displaced by news', async () => {
    const { studio, emit } = await opened(planned(2))
    emit({ type: 'trouble', error: failure('The engine ended.').toData() })
    for (const news of ['One.', 'Two.', 'Three.', 'Four.']) studio.notices.news(news)
    const [first] = studio.notices.list
    expect(studio.notices.list.map(({ text }) => text)).toEqual(['The engine ended.', 'Three.', 'Four.'])
    studio.notices.dismiss(first!.id)
    expect(studio.notices.list.map(({ text }) => text)).toEqual(['Three.', 'Four.'])
  })
})
