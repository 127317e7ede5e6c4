/** Importing scripts. English. */
import type { ColumnField } from '../../app/exchange/script/columns.ts'
import { said, seen } from '../../app/exchange/script/estimate.ts'
import type { LeftKind, ScriptKind } from '../../app/exchange/script/script.ts'
import { lengthText, shots } from './units.en.ts'

const scenes = (count: number): string => (count === 1 ? '1 scene' : `${count} scenes`)

export const scriptEn = {
  title: 'Import a script',
  kinds: {
    fountain: 'Fountain',
    fdx: 'Final Draft',
    csv: 'Table',
    storyboarder: 'Storyboarder',
    shots: 'Shot list',
    text: 'Plain text'
  } as Readonly<Record<ScriptKind, string>>,
  /** @param length in seconds */
  summary: (count: number, inScenes: number, length: number) =>
    `${shots(count)}${inScenes > 0 ? ` in ${scenes(inScenes)}` : ''} · ${lengthText(length)}`,
  list: 'What becomes what',
  estimated: `Lengths are estimated from the words: ${seen.perWord} s for each that is seen and ${seen.more} s more, ${said.perWord} s for each that is spoken and ${said.more} s more.`,
  someEstimated: 'Lengths with ≈ are not in the file: they are estimated from the words.',
  about: (length: string) => `≈ ${length}`,
  noWords: 'Nothing to see is written',
  sketch: 'Sketch',
  takenIn: 'Everything in the file is taken in.',
  leftCount: (count: number) => `${count} not taken in or changed`,
  left: 'Not taken in, or changed',
  kindsOfLeft: {
    titlePage: 'Title page, but for the title',
    section: 'Acts and sections',
    transition: 'Transitions',
    removed: 'Passages that the writer took out',
    pageBreak: 'Page breaks',
    emphasis: 'Bold, italic, underlined (the words stay)',
    hidden: 'Characters that cannot be seen',
    column: 'Columns',
    sound: 'Sounds',
    picture: 'Pictures that are not beside the file',
    length: 'Lengths that a shot cannot have',
    settings: 'Settings of the film',
    other: 'Other parts',
    rounded: 'Trims that were rounded to what the model makes in one go',
    absent: 'Shots that are not in the cut: they stay in the film',
    unknown: 'Clips that are no shots of this film: planned shots',
    again: 'Shots that are used again: one more shot each, with the same takes',
    gap: 'Gaps that are no shots',
    take: 'Takes that their shots do not have: those shown stay',
    effect: 'Effects',
    speed: 'Changes of speed',
    track: 'Other video tracks, and what overlaps',
    nested: 'Other timelines',
    disabled: 'Clips that are switched off',
    marker: 'Markers: the film keeps its own',
    comment: 'Comments',
    divided: 'Too long for one shot: goes on in the next',
    shortened: 'Too long for its field: the end is left out'
  } as Readonly<Record<LeftKind, string>>,
  example: (line: number | null, quote: string) => (line === null ? `“${quote}”` : `line ${line}: “${quote}”`),
  more: (count: number) => `and ${count} more`,
  columns: 'What the columns are',
  fields: {
    shot: 'Shot number',
    scene: 'Scene',
    title: 'Title',
    action: 'What happens',
    character: 'Who speaks',
    dialogue: 'Dialogue',
    notes: 'Notes',
    length: 'Length',
    size: 'Shot size',
    angle: 'Angle',
    movement: 'Movement',
    lens: 'Lens',
    place: 'Place',
    time: 'Time of day',
    transition: 'Transition',
    none: 'Not taken in'
  } as Readonly<Record<ColumnField, string>>,
  column: (name: string) => `Column ${name}`,
  headings: 'The first row names the columns',
  noShots: 'No shot comes of this. Say which column is what happens.',
  where: 'Where to',
  fresh: 'A new film',
  here: 'Into this film',
  /** @param shot the one before; null: at the start of the film */
  hereAfter: (shot: string | null) =>
    shot === null ? 'Into this film, at the beginning' : `Into this film, after shot ${shot}`,
  start: (count: number) => `Import ${shots(count)}`,
  reading: (done: number, all: number) => `Reading picture ${done} of ${all}…`,
  unread: (names: readonly string[]) =>
    names.length === 1
      ? `The picture ${names[0]} could not be read: its shot has no sketch.`
      : `${names.length} pictures could not be read, the first of them ${names[0]}: their shots have no sketch.`,
  cancel: 'Cancel'
}
