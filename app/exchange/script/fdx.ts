/**
 * Parses Final Draft (`.fdx`): XML whose paragraphs have types. saxes expands no entities but XML's five
 * (docs/decisions/024-saxes.md); a file that declares any, or is nested too deep, is refused.
 */
import { SaxesParser } from 'saxes'
import { Failure } from '../../base/failure.ts'
import { Screenplay } from './screenplay.ts'
import type { Leftovers, Script } from './script.ts'

/** Limit of nesting. A script has seven. */
const deepest = 60

/** Elements with metadata, not script text. */
const skipped =
  /^(?:SceneProperties|Revisions|SplitState|ElementSettings|TagData|Macros|Actors|SmartType|HeaderAndFooter)$/

interface Paragraph {
  readonly type: string
  readonly number: string
  readonly line: number
  text: string
}

/** @throws Failure `script.fdx` */
export function readFdx(source: string, left: Leftovers): Script {
  const reader = new Reader(left)
  const parser = new SaxesParser({ position: true, xmlns: false })
  const refuse = (detail: string): never => {
    const cause = `This is no Final Draft script, or it is damaged: ${detail}.`
    throw new Failure('script.fdx', cause, 'Open it in Final Draft and save it again, or export it as Fountain.', {
      detail
    })
  }
  parser.on('error', ({ message }) => refuse(message.slice(0, 200)))
  parser.on('doctype', () => refuse('it declares a document type of its own'))
  parser.on('opentag', ({ name, attributes }) => {
    if (reader.depth === 0 && name !== 'FinalDraft') refuse(`it begins with <${name.slice(0, 40)}>`)
    if (reader.depth === deepest) refuse('it is nested too deep')
    reader.open(name, attributes, parser.line)
  })
  parser.on('closetag', ({ name }) => reader.close(name))
  parser.on('text', (text) => reader.text(text))
  parser.on('cdata', (text) => reader.text(text))
  parser.write(source).close()
  return reader.play.done('')
}

class Reader {
  readonly play = new Screenplay()
  readonly #left: Leftovers
  readonly #open: string[] = []
  readonly #paragraphs: Paragraph[] = []
  /** Depth of the element whose content is ignored; 0: none. */
  #skipped = 0
  #speaker = ''
  #speech: string[] = []

  constructor(left: Leftovers) {
    this.#left = left
  }

  get depth(): number {
    return this.#open.length
  }

  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void {
    this.#open.push(name)
    if (this.#skipped > 0) return
    if (skipped.test(name)) this.#skipped = this.#open.length
    else if (name === 'Paragraph') {
      const { Type: type = 'General', Number: number = '' } = attributes
      this.#paragraphs.push({ type: this.#kind(type), number, line, text: '' })
    }
  }

  text(text: string): void {
    const paragraph = this.#paragraphs.at(-1)
    // Script text is in <Text>; white space between elements is formatting.
    if (paragraph && this.#skipped === 0 && this.#open.at(-1) === 'Text') paragraph.text += text
  }

  close(name: string): void {
    if (this.#skipped === 0 && name === 'Paragraph') this.#take(this.#paragraphs.pop()!)
    if (this.#skipped === this.#open.length) this.#skipped = 0
    this.#open.pop()
    if (name === 'Content') this.#endSpeech()
  }

  /** A paragraph's parent may override its type. */
  #kind(type: string): string {
    if (this.#open.includes('TitlePage')) return 'title page'
    return this.#open.includes('ScriptNote') ? 'note' : type.toLowerCase()
  }

  #take({ type, number, line, text: words }: Paragraph): void {
    const text = words
      .split('\n')
      .map((each) => each.trim())
      .join('\n')
      .trim()
    if (type === 'character' || !['dialogue', 'parenthetical', 'lyrics', 'singing', 'note'].includes(type))
      this.#endSpeech()
    switch (type) {
      case 'scene heading':
        return text === '' ? undefined : this.play.scene(text, number.trim().slice(0, 20))
      case 'action':
      case 'general':
      case 'shot':
        return this.play.action(text)
      case 'character':
        this.#speaker = text
        return
      case 'parenthetical':
      case 'dialogue':
      case 'lyrics':
      case 'singing':
        if (text !== '') this.#speech.push(text)
        return
      case 'note':
        return this.play.note(text)
      case 'title page':
        return text === '' ? undefined : this.#left.add('titlePage', line, text)
      case 'transition':
        return this.#left.add('transition', line, text)
      case 'new act':
      case 'end of act':
      case 'cast list':
        return this.#left.add('section', line, text)
      default:
        return text === '' ? undefined : this.#left.add('other', line, text)
    }
  }

  #endSpeech(): void {
    this.play.speech(this.#speaker, this.#speech.join(' '))
    this.#speaker = ''
    this.#speech = []
  }
}
