/**
 * Every action by key or menu: one list, from which shortcuts, menus and the table of shortcuts are derived. `ready` tells
 * whether an action is available now.
 */
import type { Card } from '../../app/film/film.ts'
import { labelColours, type LabelColour } from '../../app/film/label.ts'
import { areLocked } from '../../app/film/shot-numbers.ts'
import { action, type Action, type ActionId, type Rest } from './action.ts'
import { walkPanes } from './panes.ts'
import {
  always,
  canCollapse,
  canCollapseAll,
  canCompare,
  canCut,
  canEdit,
  inScene,
  isPending,
  onPicture,
  withFilm,
  withShots,
  writable
} from './ready.ts'
import { lastSecond } from '../model/last-second.ts'
import type { OpenFilm } from '../model/film.svelte.ts'
import { showDetails } from '../model/show-panes.ts'
import { onMusic, withCard } from '../model/sounds.svelte.ts'
import type { Studio } from '../model/studio.svelte.ts'

export type { Action, ActionId, Group } from './action.ts'

const cardsOf = ({ film }: Studio): readonly Card[] => film?.state.view.film.cards ?? []

/** ← and → go through the frames on the timeline, and through the cards on the board. */
const sideways = (frames: (film: OpenFilm) => void, cards: 'walk' | 'stretch', by: 1 | -1): Rest => ({
  ready: withShots,
  repeats: true,
  run: ({ film }) => film && (film.board === null ? frames(film) : film.choice[cards](by))
})

/** On the timeline seconds become wider, on the board cards larger. */
const zoomBy =
  (factor: number): Action['run'] =>
  ({ film, preferences }) =>
    film?.board === null ? film.zoom(factor) : preferences.setCells(preferences.cells * factor)

/** While a sketch is drawn they are of its strokes. */
const travels = (step: 'undo' | 'redo'): Rest => ({
  ready({ film }) {
    const drawing = film?.easel.drawing
    if (drawing) return step === 'undo' ? drawing.canUndo : drawing.canRedo
    return film !== null && (film.hand.turns.busy || film.state[step] !== null)
  },
  run: ({ film }) => film && (film.easel.drawing ? film.easel.drawing[step]() : void film.hand[step]())
})

export const labelAction = {
  red: 'labelRed',
  yellow: 'labelYellow',
  green: 'labelGreen',
  blue: 'labelBlue'
} as const satisfies Record<LabelColour, ActionId>
/** In the order of their keys, 1 to 4 and 0. */
export const labelActions: readonly ActionId[] = [...labelColours.map((colour) => labelAction[colour]), 'labelNone']

export const actions: readonly Action[] = [
  action('play', 'play', 'Space', { ready: withShots, run: ({ film }) => film?.playhead.toggle() }),
  action('backwards', 'play', 'J', { ready: withShots, run: ({ film }) => film?.playhead.shuttle(-1) }),
  action('halt', 'play', 'K', { ready: withShots, run: ({ film }) => film?.playhead.halt() }),
  action('forwards', 'play', 'L', { ready: withShots, run: ({ film }) => film?.playhead.shuttle(1) }),
  action(
    'frameBack',
    'play',
    'ArrowLeft',
    sideways((film) => film.step(-1), 'walk', -1)
  ),
  action(
    'frameForward',
    'play',
    'ArrowRight',
    sideways((film) => film.step(1), 'walk', 1)
  ),
  action(
    'secondBack',
    'play',
    'Shift+ArrowLeft',
    sideways((film) => film.step(-film.fps), 'stretch', -1)
  ),
  action(
    'secondForward',
    'play',
    'Shift+ArrowRight',
    sideways((film) => film.step(film.fps), 'stretch', 1)
  ),
  action('first', 'play', 'Home', { ready: withShots, run: ({ film }) => film?.jump(0) }),
  action('last', 'play', 'End', { ready: withShots, run: ({ film }) => film?.jump(film.frames - 1) }),
  action('loop', 'play', 'Shift+L', {
    ready: withFilm,
    run: ({ film }) => film && (film.playhead.loop = !film.playhead.loop)
  }),
  action('playShot', 'play', 'Alt+Space Shift+Space', { ready: withShots, run: ({ film }) => film?.playShot() }),
  action('markIn', 'play', 'I', { ready: withShots, run: ({ film }) => film?.mark('in') }),
  action('markOut', 'play', 'O', { ready: withShots, run: ({ film }) => film?.mark('out') }),
  action('unmark', 'play', 'X', {
    ready: ({ film }) => film !== null && film.playhead.range !== null,
    run: ({ film }) => film?.playhead.unmark()
  }),

  action('generate', 'film', 'G', {
    ready: (studio) => isPending(studio) || (studio.film !== null && studio.film.next.kind !== 'nothing'),
    run: (s) => s.film?.work.generate()
  }),
  action('overnight', 'film', '', { ready: canEdit, run: (studio) => (studio.dialog = 'night') }),
  action('again', 'shot', 'R', { ready: canEdit, run: ({ film }) => film?.work.again(false) }),
  action('ripple', 'shot', 'Shift+R', { ready: canEdit, run: ({ film }) => film?.work.again(true) }),
  action('lastSecond', 'shot', 'E', {
    ready: ({ film }) => film !== null && lastSecond(film).why === null,
    run: ({ film }) => {
      const second = film && lastSecond(film)
      if (second?.why === null) void film?.work.redo(second)
    }
  }),
  action('takes', 'shot', 'T', {
    ready: withShots,
    run: (studio) => {
      showDetails(studio)
      if (studio.film) studio.film.wantsTakes = true
    }
  }),
  action('compare', 'shot', '\\', { ready: canCompare, run: ({ film }) => film?.compare() }),
  action('newCard', 'shot', 'N', { ready: writable, run: ({ film }) => void film?.hand.add('') }),
  action('newTitle', 'shot', '', { ready: writable, run: ({ film }) => void film?.hand.addTitle() }),
  action('previousCard', 'shot', 'ArrowUp', {
    ready: withShots,
    repeats: true,
    run: ({ film }) => film?.choice.walk(-(film.board?.columns ?? 1))
  }),
  action('nextCard', 'shot', 'ArrowDown', {
    ready: withShots,
    repeats: true,
    run: ({ film }) => film?.choice.walk(film.board?.columns ?? 1)
  }),
  action('stretchBack', 'shot', 'Shift+ArrowUp', {
    ready: withShots,
    repeats: true,
    run: ({ film }) => film?.choice.stretch(-(film.board?.columns ?? 1))
  }),
  action('stretchForward', 'shot', 'Shift+ArrowDown', {
    ready: withShots,
    repeats: true,
    run: ({ film }) => film?.choice.stretch(film.board?.columns ?? 1)
  }),
  action('split', 'shot', 'S', { ready: canCut, run: ({ film }) => void film?.hand.split() }),
  action('duplicate', 'shot', 'D Mod+D', { ready: canEdit, run: ({ film }) => void film?.hand.duplicate() }),
  action('remove', 'shot', 'Backspace Delete', { ready: canEdit, run: ({ film }) => void film?.hand.remove() }),
  action('draw', 'shot', 'W', { ready: canEdit, run: ({ film }) => void film?.easel.toggle() }),
  action('sketch', 'shot', 'P', {
    ready: canEdit,
    run: ({ film }) => film?.atHand && void film.hand.chooseSketch(film.atHand.id)
  }),
  action('removeSketch', 'shot', 'Shift+P', {
    ready: (studio) => canEdit(studio) && studio.film?.atHand?.card.sketch != null,
    run: ({ film }) => void film?.hand.removeSketch(film.atHand!.id)
  }),
  action('soundToShot', 'shot', 'Shift+A', {
    ready: canEdit,
    run: ({ film }) => film?.atHand && void film.sounds.add(withCard(film.atHand.id))
  }),
  action('poster', 'shot', '', {
    ready: (studio) => canEdit(studio) && onPicture(studio),
    run: ({ film }) => void film?.plan.poster()
  }),
  action('usualPicture', 'shot', '', {
    ready: (studio) => canEdit(studio) && studio.film?.atHand?.card.poster != null,
    run: ({ film }) => void film?.plan.usualPicture()
  }),
  ...labelColours.map((colour, index) =>
    action(labelAction[colour], 'shot', String(index + 1), {
      ready: canEdit,
      run: ({ film }) => void film?.plan.label(colour)
    })
  ),
  action('labelNone', 'shot', '0', { ready: canEdit, run: ({ film }) => void film?.plan.label(null) }),
  action('scene', 'shot', 'Mod+G', { ready: canEdit, run: ({ film }) => void film?.scenes.make() }),
  action('selectScene', 'shot', 'Mod+Shift+A', { ready: inScene, run: ({ film }) => film?.scenes.select() }),
  action('dissolveScene', 'shot', 'Mod+Shift+G', {
    ready: (studio) => canEdit(studio) && (inScene(studio) || isPending(studio)),
    run: ({ film }) => void film?.scenes.dissolve()
  }),
  action('lockNumbers', 'shot', '', {
    ready: (studio) => canEdit(studio) && !areLocked(cardsOf(studio)),
    run: ({ film }) => void film?.hand.number('lockNumbers')
  }),
  action('countNumbers', 'shot', '', {
    ready: (studio) => canEdit(studio) && cardsOf(studio).some(({ shot }) => shot !== ''),
    run: ({ film }) => void film?.hand.number('countNumbers')
  }),
  action('marker', 'shot', 'M', {
    ready: (studio) => writable(studio) && withShots(studio),
    run: ({ film }) => void film?.marks.toggle()
  }),
  action('nameMarker', 'shot', 'F2', {
    ready: (studio) => writable(studio) && (studio.film?.markerNow != null || isPending(studio)),
    run: ({ film }) => void film?.marks.open()
  }),
  action('nextMarker', 'play', 'Shift+M', { ready: withShots, run: ({ film }) => film?.goToNextMarker() }),
  action('trimStart', 'shot', '[', { ready: canCut, run: ({ film }) => void film?.hand.trim('start') }),
  action('trimEnd', 'shot', ']', { ready: canCut, run: ({ film }) => void film?.hand.trim('end') }),
  action('moveLeft', 'shot', 'Alt+ArrowLeft', {
    ready: canEdit,
    repeats: true,
    run: ({ film }) => void film?.hand.shift(-1)
  }),
  action('moveRight', 'shot', 'Alt+ArrowRight', {
    ready: canEdit,
    repeats: true,
    run: ({ film }) => void film?.hand.shift(1)
  }),
  action('shorter', 'shot', 'Alt+ArrowDown', {
    ready: canEdit,
    repeats: true,
    run: ({ film }) => void film?.hand.lengthen(-1)
  }),
  action('longer', 'shot', 'Alt+ArrowUp', {
    ready: canEdit,
    repeats: true,
    run: ({ film }) => void film?.hand.lengthen(1)
  }),
  action('selectAll', 'shot', 'Mod+A', {
    ready: withShots,
    run: ({ film }) => film?.choice.select(film.shots.map(({ id }) => id))
  }),
  action('selectNone', 'shot', 'Escape', {
    ready: (studio) => studio.fullScreen || (studio.film?.inHand.length ?? 0) > 1,
    run: (studio) => (studio.fullScreen ? studio.toggleFullScreen() : studio.film?.choice.select([]))
  }),
  action('cut', 'shot', 'Mod+X', { ready: canEdit, run: ({ film }) => void film?.clips.cut() }),
  action('copy', 'shot', 'Mod+C', { ready: withShots, run: ({ film }) => void film?.clips.copy() }),
  action('paste', 'shot', 'Mod+V', { ready: writable, run: ({ film }) => void film?.clips.paste() }),

  action('undo', 'film', 'Mod+Z', travels('undo')),
  action('redo', 'film', 'Mod+Shift+Z Mod+Y', travels('redo')),
  action('newFilm', 'film', 'Mod+N', { ready: always, run: (studio) => void studio.create(null) }),
  action('openFilm', 'film', 'Mod+O', { ready: always, run: (studio) => void studio.open(null) }),
  action('importScript', 'film', 'Mod+I', { ready: always, run: (studio) => void studio.script.choose() }),
  action('addSound', 'film', 'A', {
    ready: writable,
    run: ({ film }) => void film?.sounds.add(onMusic(film.sounds.now))
  }),
  action('save', 'film', 'Mod+S', { ready: withFilm, run: (studio) => studio.saySaved() }),
  action('find', 'film', 'Mod+F', { ready: withShots, run: (studio) => (studio.dialog = 'find') }),
  action('quit', 'film', 'Mod+Q', { ready: always, run: () => window.close() }),
  action('saveAs', 'film', 'Mod+Shift+S', { ready: withFilm, run: (studio) => void studio.saveAs() }),
  action('duplicateFilm', 'film', 'Mod+Shift+D', { ready: withFilm, run: (studio) => void studio.duplicate() }),
  action('checkFilm', 'film', '', { ready: withFilm, run: (studio) => void studio.check.begin() }),
  action('closeFilm', 'film', 'Mod+W', { ready: withFilm, run: (studio) => void studio.close() }),
  action('export', 'film', 'Mod+E', { ready: withShots, run: (studio) => (studio.dialog = 'export') }),

  action('fullScreen', 'view', 'F', { ready: withShots, run: (studio) => studio.toggleFullScreen() }),
  action('collapseScene', 'view', 'Shift+B', { ready: canCollapse, run: ({ film }) => film?.scenes.collapse() }),
  action('collapseScenes', 'view', '', { ready: canCollapseAll, run: ({ film }) => film?.scenes.collapseAll() }),
  action('zoomIn', 'view', 'Mod+= Mod++', { ready: withShots, repeats: true, run: zoomBy(1.25) }),
  action('zoomOut', 'view', 'Mod+-', { ready: withShots, repeats: true, run: zoomBy(0.8) }),
  action('zoomFit', 'view', 'Mod+0', {
    ready: (studio) => withShots(studio) && studio.film?.board === null,
    run: ({ film }) => film?.scale.fit()
  }),
  action('toggleTray', 'view', 'Mod+1', { ready: withFilm, run: ({ preferences }) => preferences.toggle('tray') }),
  action('toggleInspector', 'view', 'Mod+2', {
    ready: withFilm,
    run: ({ preferences }) => preferences.toggle('inspector')
  }),
  action('board', 'view', 'B', { ready: withFilm, run: ({ preferences }) => preferences.toggleBoard() }),
  action('showSketch', 'view', 'Shift+W', {
    ready: ({ film }) => film?.atHand?.card.sketch != null && film.atHand.stored > 0,
    run: ({ film }) => film && (film.easel.isOver = !film.easel.isOver)
  }),
  action('nextPane', 'view', 'F6', { ready: withFilm, run: () => walkPanes(1) }),
  action('previousPane', 'view', 'Shift+F6', { ready: withFilm, run: () => walkPanes(-1) }),
  action('device', 'film', '', { ready: always, run: (studio) => (studio.dialog = 'device') }),
  action('models', 'film', '', { ready: always, run: (studio) => studio.models.open() }),
  action('copyReport', 'film', '', { ready: always, run: (studio) => studio.copyReport() }),
  action('showLog', 'film', '', { ready: always, run: (studio) => studio.showLog() }),
  action('keys', 'view', '?', { ready: always, run: (studio) => (studio.dialog = 'keys') })
]

export const actionOf = (id: ActionId): Action => actions.find((each) => each.id === id)!
