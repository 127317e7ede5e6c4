/** Every failure that can reach the window, found in the sources, is told in German with all it is about. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { Failure } from '../../app/base/failure.ts'
import { filmOfText } from '../../app/exchange/text-shots.ts'
import { chunk } from '../../app/time.ts'
import { de } from '../../renderer/strings/de.ts'
import { en } from '../../renderer/strings/en.ts'
import type { FailureText } from '../../renderer/strings/failures.en.ts'
import { failureText } from '../../renderer/strings/failure-text.ts'

/** What only the command line says, which speaks English. */
const commandLine = [/^main\/cli\//]

interface Site {
  readonly at: string
  readonly code: string
  readonly facts: readonly string[]
}

const plain: string[] = []

/** `new Failure('code', …, { facts })`, and the helpers that are given a code. */
function sitesOf(path: string): Site[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true)
  const sites: Site[] = []
  const visit = (node: ts.Node): void => {
    const made = ts.isNewExpression(node) && node.expression.getText() === 'Failure'
    const refused = ts.isCallExpression(node) && node.expression.getText() === 'refuse'
    const [code, , , facts] = (made || refused ? node.arguments : undefined) ?? []
    if (code && ts.isStringLiteral(code)) {
      const names =
        facts && ts.isObjectLiteralExpression(facts) ? facts.properties.map(({ name }) => name!.getText()) : []
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
      sites.push({ at: `${path}:${line}`, code: code.text, facts: names })
    }
    if (ts.isCallExpression(node) && node.expression.getText() === 'lineFault') {
      const code = node.arguments[1]
      if (code && ts.isStringLiteral(code))
        sites.push({ at: path, code: `shots.${code.text}`, facts: ['line', 'quote'] })
    }
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'code' && ts.isStringLiteral(node.initializer))
      plain.push(node.initializer.text) // a failure that never was an error, only its data
    ts.forEachChild(node, visit)
  }
  visit(source)
  return sites
}

const sites = ['app', 'engine', 'kernels', 'main', 'renderer'].flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .map((name) => join(room, name).replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !commandLine.some((only) => only.test(path)))
    .flatMap(sitesOf)
)

/** What a sentence is made of: the facts it asks for. */
function asked(told: FailureText): string[] {
  const names: string[] = []
  told(new Proxy({}, { get: (_facts, name) => names.push(String(name)) }) as Parameters<FailureText>[0])
  return names
}

describe('failures', () => {
  test('are found', () => {
    expect(new Set(sites.map(({ code }) => code)).size).toBeGreaterThan(60)
  })

  test('are all told in German', () => {
    expect(sites.filter(({ code }) => !(code in de.failures)).map(({ at, code }) => `${at} ${code}`)).toEqual([])
  })

  test('are not told that do not exist', () => {
    const known = new Set([...plain, ...sites.map(({ code }) => code)])
    expect(Object.keys({ ...de.failures, ...en.failures }).filter((code) => !known.has(code))).toEqual([])
  })

  test.each([
    ['German', de],
    ['English', en]
  ])('say in %s nothing that is not handed over with them', (_language, { failures }) => {
    const lacking = sites.flatMap(({ at, code, facts }) => {
      const words = failures[code]
      return (words ? asked(words) : []).filter((name) => !facts.includes(name)).map((name) => `${at} ${code}: ${name}`)
    })
    expect(lacking).toEqual([])
  })

  test('keep what they are about on their way through another process', () => {
    const failure = new Failure('work.prompt', 'Shot 3 has no prompt.', 'Write who is there.', { shot: 3 })
    const arrived = Failure.from(structuredClone(failure.toData()))
    expect(failureText(arrived, de)).toEqual([
      'Einstellung 3 hat keinen Text.',
      'Schreib, wer da ist und was geschieht.'
    ])
    expect(failureText(arrived, en)).toEqual(['Shot 3 has no prompt.', 'Write who is there.'])
  })

  test.each([
    ['## One (0 s)\nA cat.', 'Zeile 1 („## One (0 s)“): Das ist keine brauchbare Länge.'],
    [
      '## One\nA cat.\n> camera: low',
      'Zeile 3 („> camera: low“): Das gehört hier nicht hin, oder es steht zweimal da.'
    ],
    ['## One\nA cat.\n## Two\n\n# Again', 'Zeile 5 („# Again“): Diese Zeile passt nicht zu dem, was darüber steht.'],
    ['@owl (bird) = an owl\n## One\nA cat.', 'Zeile 1 („@owl (bird) = an owl“): So kommt niemand in die Besetzung.']
  ])('of a shot list are told in German with their line: %j', (text, cause) => {
    const base = { fps: 12, framesPerLatent: 4, latentsPerChunk: 3 }
    let failure: unknown
    try {
      filmOfText(text, base, chunk(4), String)
    } catch (error) {
      failure = error
    }
    expect(failureText(Failure.from(failure), de)[0]).toBe(cause)
  })

  test('that nobody knows are told in the words they came with', () => {
    expect(failureText({ code: 'new.kind', cause: 'It rained.', remedy: 'Wait.' }, de)).toEqual(['It rained.', 'Wait.'])
  })
})
