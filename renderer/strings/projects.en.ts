/** Film files: exporting, opening, saving elsewhere, and file problems. English. */
import { day, lengthText, named, seconds, shots } from './units.en.ts'
import { formatTexts, mediaNames } from './formats.ts'

const be = (shots: readonly string[]): string => (shots.length === 1 ? 'is' : 'are')
const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

export const exportsEn = {
  title: 'Export the film',
  format: 'Format',
  formats: formatTexts('en'),
  /** Heading of the contact sheet. */
  summary: (count: number, length: number) => `${shots(count)}, ${lengthText(length)}`,
  /** Date of the contact sheet. */
  day,
  size: 'Size',
  scale: (times: number) => (times === 1 ? 'Original' : `${times}×`),
  sizeNames: { '720p': '720p', '1080p': '1080p', square: 'Square', upright: 'Upright' },
  fit: 'Fit',
  fits: { bars: 'Whole, with bars', crop: 'Filled, cropped' },
  /** The slider that moves a crop over the picture. */
  frame: 'Frame of the crop',
  enlarge: 'Enlarge',
  enlargings: { lanczos: 'Smooth', bicubic: 'Soft', nearest: 'Pixel by pixel' },
  actual: 'The middle of the picture as it is exported, at 100 %',
  nothingYet: 'No picture is made yet.',
  pixels: (width: number, height: number) => `${width} × ${height}`,
  to: 'To',
  change: 'Change…',
  there: {
    ours: 'Replaces what you exported before.',
    other: 'Another file has this name already.'
  },
  replaceThis: (name: string) => `Replace “${name}”? It was not exported from this film, or was changed since.`,
  keep: 'Keep it',
  otherName: 'Other name…',
  replace: 'Replace it',
  start: (format: string) => `Export ${format}`,
  running: (format: string) => `Exporting ${format}`,
  percent: (share: number) => `${Math.floor(share * 100)} %`,
  done: 'Exported',
  cancelled: 'The export was cancelled. Nothing was replaced.',
  show: 'Show in folder',
  again: 'Export something else',
  cancel: 'Cancel',
  close: 'Close',
  length: seconds,
  unmade: (shots: readonly string[]) => sentence(`${named(shots)} ${be(shots)} not made: left out.`),
  /** Shots that are not, or not all, made, in an export that shows what stands for them. */
  stands: (shots: readonly string[]) =>
    sentence(
      `${named(shots)} ${be(shots)} not made yet: shown as ${shots.length === 1 ? 'a sketch or slate' : 'sketches or slates'}.`
    ),
  lacking: { title: 'Shots that are not made', shown: 'Not made: sketch or slate', left: 'Not made: leave out' },
  burn: { title: 'Burn in', number: 'Shot number', timecode: 'Timecode' },
  partial: (shots: readonly string[]) =>
    sentence(`${named(shots)} ${be(shots)} only partly made: shorter than planned.`),
  /** Gaps in the cut for an editing program. */
  gaps: {
    unmade: (shots: readonly string[]) =>
      sentence(`${named(shots)} ${be(shots)} not made: ${shots.length === 1 ? 'a gap' : 'gaps'} in the cut.`),
    partial: (shots: readonly string[]) =>
      sentence(`${named(shots)} ${be(shots)} only partly made: the rest is a gap in the cut.`)
  },
  edit: {
    rate: 'Frames a second',
    rateOf: (rate: number) => `${rate} fps`,
    media: 'Files of the takes',
    mediaOf: mediaNames('H.264, small'),
    takes: 'Takes that go along',
    takesOf: { shown: 'Takes shown', starred: 'Takes shown or starred', all: 'All takes' },
    noTails: (count: number) => `${shots(count)} without film behind ${count === 1 ? 'its end' : 'their ends'}.`,
    makeTails: (each: number, all: number) => `Make ${seconds(each)} more of each (${seconds(all)} of film)`
  },
  /** Exported shots that are outdated or should be checked. */
  old: (outdated: readonly string[], unsure: readonly string[]) => {
    const parts = [
      ...(outdated.length > 0 ? [`${named(outdated)} ${be(outdated)} outdated`] : []),
      ...(unsure.length > 0 ? [`${named(unsure)} should be checked`] : [])
    ]
    const they = outdated.length + unsure.length > 1
    return sentence(`${parts.join(', ')}: exported as ${they ? 'they are' : 'it is'}.`)
  },
  /** Exported shots whose pictures are not drawn anew. */
  asStored: (shots: readonly string[]) =>
    sentence(
      `${named(shots)} ${shots.length === 1 ? 'was' : 'were'} made with a model that does not make this film, or is not here: exported with the pictures that were kept, a little less fine.`
    ),
  blankOnPaper: (shots: readonly string[]) =>
    sentence(`${named(shots)} ${shots.length === 1 ? 'has' : 'have'} no picture yet: the place for it stays empty.`),
  oldOnPaper: (shots: readonly string[]) =>
    sentence(
      `${named(shots)} ${be(shots)} outdated: shown with the picture ${shots.length === 1 ? 'it has' : 'they have'}.`
    ),
  plannedTimes: 'Nothing is made yet: timed by the storyboard.',
  unheard: (shots: readonly string[]) =>
    sentence(`${named(shots)} ${be(shots)} not made: what is said there is left out.`),
  allUnheard: 'The shots in which somebody speaks are not made yet.',
  nothing: 'There is no picture to export yet. Generate the film first.',
  silent: 'No dialogue yet. Write dialogue in the details of a shot first.',
  encoder: {
    shipped: () => 'Encoded by the ffmpeg that comes with Throughline.',
    system: () => 'Encoded by this computer’s own ffmpeg.',
    FFMPEG_BIN: () => 'Encoded by the ffmpeg that FFMPEG_BIN names.'
  }
}

export const projectsEn = {
  readAs: (file: string, encoding: string) =>
    `${file} was read as ${encoding}. If letters are wrong, save it as UTF-8 and choose it again.`,
  /** Headings for files that could not be opened, by reason. */
  refused: {
    'project.damaged': 'This film is damaged',
    'project.locked': 'This film is open elsewhere',
    'project.missing': 'This film is not where it was',
    'project.not-ours': 'This is not a film of Throughline',
    other: 'This film could not be opened'
  },
  recover: 'Recover into a copy…',
  look: 'Look at it only',
  forget: 'Remove from the list',
  find: 'Find it…',
  close: 'Close',
  recovered: (count: number, length: number) => `Recovered: ${shots(count)} with ${seconds(length)} of pictures.`,
  /** @param places incomplete shots with the first affected second; none where unknown */
  losses: (places: readonly { shot: string; second: number }[]) => {
    const where = places.slice(0, 6).map(({ shot, second }) => `shot ${shot} from ${seconds(second)} on`)
    const more = places.length > 6 ? ` and ${places.length - 6} more shots` : ''
    const what = where.length > 0 ? `Not whole: ${where.join(', ')}${more}.` : 'Something is missing.'
    return `${what} Look through the shots, and generate again what is not there.`
  },
  whole: 'Nothing is known to be missing.',
  reopened: 'Throughline ended unexpectedly. Your film is as it was last saved, and where you left it.',
  duplicated: (name: string) => `Duplicated as ${name}`,
  stillIn: (name: string) => `You are still in ${name}.`,
  savedAs: (name: string) => `Saved as ${name}`,
  savesItself: 'Saved. Every change is saved at once, by itself.',
  nowIn: 'You are in it now.',
  openIt: 'Open it',
  saveAs: 'Save as…',
  banner: { failed: 'Not saved', readOnly: 'Read only' },
  notSaved: 'Not saved',
  savedAt: (time: string) => `Saved at ${time}: the project file has confirmed it.`,
  closing: (title: string) => `Closing “${title}” …`,
  drop: 'Drop a film to open it, or a script or words to make shots of them'
}
