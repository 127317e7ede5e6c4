/**
 * The cut list as an edit decision list (CMX 3600), which every editing program reads: one video track, cuts only, ASCII.
 * Notes, dialogue and markers are comments below their event. A gap is black.
 */
import type { CutEvent, CutList } from './cut-list.ts'
import { markerColour } from './otio.ts'
import { editTimecode, firstFrame, type EditRate } from './rate.ts'

/** Event numbers have three digits. */
export const mostEvents = 999

/** Characters per comment line, and of a title: the format's traditional limits. */
const longestLine = 80
const longestTitle = 70

/** As many lists as needed: each event is in one of them, at its time in the whole film. */
export function printEdls(list: CutList): readonly string[] {
  const parts = Math.max(1, Math.ceil(list.events.length / mostEvents))
  return Array.from({ length: parts }, (_, part) => {
    const events = list.events.slice(part * mostEvents, (part + 1) * mostEvents)
    const title = parts === 1 ? list.title : `${list.title} ${part + 1} of ${parts}`
    const head = [`TITLE: ${ascii(title).slice(0, longestTitle) || 'FILM'}`, 'FCM: NON-DROP FRAME', '']
    return [...head, ...events.flatMap((event, index) => linesOf(event, index + 1, list.rate))].join('\r\n') + '\r\n'
  })
}

function linesOf({ shot, clip, start, length, markers }: CutEvent, number: number, rate: EditRate): string[] {
  const source = clip === null ? 0 : firstFrame(rate) + clip.from
  const record = firstFrame(rate) + start
  const times = [source, source + length, record, record + length].map((frame) => editTimecode(frame, rate))
  const event = `${String(number).padStart(3, '0')}  ${(clip?.media.reel ?? 'BL').padEnd(8)} V     C        ${times.join(' ')}`
  return [
    event,
    ...(clip === null ? [] : [`* FROM CLIP NAME: ${clip.media.name}`]),
    ...remark('SHOT', clip === null ? `${shot.number} ${shot.isTitle ? 'TITLE' : 'NOT MADE'}` : shot.number),
    ...remark('SCENE', shot.scene),
    ...remark('TITLE', shot.title),
    ...remark('DIALOGUE', shot.dialogue),
    ...remark('NOTES', shot.notes),
    ...markers.map(({ at, text }) =>
      `* LOC: ${editTimecode(record + at, rate)} ${markerColour.padEnd(7)} ${ascii(text)}`.trimEnd()
    )
  ]
}

/** Text as comments, on as many lines as needed. */
const remark = (name: string, text: string): string[] => {
  const words = ascii(text)
  return words === '' ? [] : folded(`${name}: ${words}`, longestLine - comment.length).map((line) => comment + line)
}
const comment = '* COMMENT: '

/** Wraps text to lines of at most `most` characters, between words where possible. */
function folded(text: string, most: number): readonly string[] {
  const lines: string[] = []
  let rest = text
  while (rest.length > most) {
    const space = rest.lastIndexOf(' ', most)
    const end = space > 0 ? space : most
    lines.push(rest.slice(0, end))
    rest = rest.slice(end).trimStart()
  }
  return [...lines, rest]
}

/** Replaces what ASCII cannot express. */
const unsaid = '\uFFFD'
/** Typographic characters with an ASCII equivalent. */
const plain: Readonly<Record<string, string>> = {
  ...{ '‘': "'", '’': "'", '‚': "'", '“': '"', '”': '"', '„': '"', '«': '"', '»': '"' },
  ...{
    '–': '-',
    '—': '-',
    '−': '-',
    '…': '...',
    ß: 'ss',
    æ: 'ae',
    Æ: 'AE',
    ø: 'o',
    Ø: 'O',
    œ: 'oe',
    Œ: 'OE',
    ł: 'l',
    Ł: 'L'
  }
}

/**
 * Text as printable ASCII on one line. Accents are removed; each run of other characters, such as Arabic, becomes one
 * question mark: the other files of a hand-off have the full text.
 */
export const ascii = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^ -~]/gu, (sign) => plain[sign] ?? (/\s/.test(sign) ? ' ' : unsaid))
    .replaceAll(/ {2,}/g, ' ')
    .replaceAll(/\uFFFD(?: ?\uFFFD)*/g, '?')
    .trim()
