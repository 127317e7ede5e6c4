// @vitest-environment happy-dom
/** The system's clipboard: shots leave as text, and come back as themselves; other programs' text comes as shots. */
import { expect, test } from 'vitest'
import { cardId } from '../../../app/ids.ts'
import { opened, planned } from '../kit/opened.ts'

const words = (film: { shots: readonly { card: { prompt: string } }[] }): string[] =>
  film.shots.map(({ card }) => card.prompt)

test('copied shots are text for other programs, and cards here', async () => {
  let clipboard = ''
  const { film } = await opened(planned(2, 3), {
    'clipboard.write': (command) => {
      clipboard = (command as { text: string }).text
      return null
    },
    'clipboard.read': () => clipboard.replaceAll('\n', '\r\n') // as Windows has it
  })
  await film.hand.edit({ type: 'setText', card: cardId('card-2'), field: 'notes', text: 'Slowly.' })
  film.choice.select([cardId('card-1'), cardId('card-2')])
  await film.clips.copy()
  expect(clipboard).toBe('## 1. (2 s)\nshot 1\n\n## 2. (3 s)\nshot 2\n> notes: Slowly.\n')
  await film.clips.paste()
  expect(words(film)).toEqual(['shot 1', 'shot 2', 'shot 1', 'shot 2'])
  expect(film.state.undo?.what).toBe('pasteCards')
})

test('text copied in another program is pasted as shots', async () => {
  const { film, asked } = await opened(planned(2), { 'clipboard.read': () => 'A cat waits.\nA dog comes.' })
  film.choice.select([cardId('card-1')])
  await film.clips.copy()
  await film.clips.paste()
  const brought = asked.find((command) => command.type === 'cards.bring')
  expect(brought?.edit.cards.map(({ prompt }) => prompt)).toEqual(['A cat waits.', 'A dog comes.'])
  expect(brought?.edit.at).toBe(1)
})
