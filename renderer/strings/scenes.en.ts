/** Scenes: shots that belong together. English. */
import type { SceneColour } from '../../app/film/scene.ts'
import { seconds, shots } from './units.en.ts'

export const scenesEn = {
  label: 'Scenes',
  /** Default name of a scene. */
  fresh: (number: number) => `Scene ${number}`,
  unnamed: 'Scene without a name',
  band: (name: string, count: number, length: number) =>
    `${name ? `Scene “${name}”` : 'Scene without a name'}: ${shots(count)}, ${seconds(length)}`,
  sum: (count: number, length: number) => `${shots(count)} · ${seconds(length)}`,
  of: 'Scene',
  ofMany: (count: number) => `Scene of the ${shots(count)} selected`,
  none: 'None',
  several: 'Several scenes',
  another: 'A new scene',
  name: 'Name of the scene',
  colour: 'Colour of the scene',
  colours: {
    sky: 'Light blue, disc',
    red: 'Red, triangle',
    green: 'Green, square',
    pink: 'Pink, diamond',
    yellow: 'Yellow, cross',
    blue: 'Blue, bars'
  } satisfies Record<SceneColour, string>,
  collapse: 'Collapse the scene',
  expand: 'Expand the scene',
  /** The shots of a collapsed scene on the board. */
  stack: (name: string, first: string, last: string, count: number, length: number) =>
    `${name ? `Scene “${name}”` : 'Scene without a name'}, collapsed: ${shots(count)}, ${first} to ${last}, ${seconds(length)}`,
  range: (first: string, last: string) => (first === last ? first : `${first} – ${last}`),
  select: 'Select its shots',
  dissolve: 'Dissolve it: the shots stay',
  made: (name: string, count: number) => `“${name}” is a scene of ${shots(count)}.`,
  dissolved: (name: string) => `“${name}” is no scene any more; its shots stay.`
}
