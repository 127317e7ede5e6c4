/** Mutated untrusted input (shot lists, packs, pictures, messages of page and engine) must be accepted or refused quickly. */
import { fromEngineSchema } from '../../app/contract/engine.ts'
import { commandSchema } from '../../app/contract/commands.ts'
import { Failure } from '../../app/base/failure.ts'
import { parseMessage } from '../../app/base/parse.ts'
import { decodeText } from '../../app/exchange/decode-text.ts'
import { parseShotList } from '../../app/exchange/parse-shots.ts'
import { printShotList } from '../../app/exchange/print-shots.ts'
import { parseSketch } from '../../main/project/sketches.ts'
import { readManifest } from '../../engine/pack/pack.ts'
import { parseManifest } from '../../engine/pack/parse-manifest.ts'
import { filmOf, jpegOf, storybookFacts } from '../main/kit/made.ts'
import { pngSaying } from '../main/kit/pictures.ts'
import { storybook } from '../main/kit/throughline.ts'

/** Limit of CPU time per input, in milliseconds. */
const most = 2_000

export interface Spoiled {
  readonly taken: number
  readonly refused: number
  /** Inputs that threw anything but a Failure, or took too long. */
  readonly faults: readonly string[]
}

type Random = (below: number) => number

export async function drillInput(random: Random, count: number): Promise<Spoiled> {
  const { base } = storybookFacts
  const list = printShotList(filmOf(3), base)
  const manifest: unknown = JSON.parse(await readManifest(storybook))
  const id = 'card-1'
  const edit = {
    type: 'film.edit',
    session: 1,
    edit: { type: 'setText', card: id, field: 'notes', text: 'a' },
    burst: null
  }
  const bytes = new Uint8Array(8)
  const decoded = { type: 'decoded', job: 'decode-1', width: 2, height: 2, frames: [bytes] }
  const kinds: Record<string, () => unknown> = {
    'shot list': () => {
      const text = decodeText(spoiledBytes(Buffer.from(list), random))
      return text && parseShotList(text.text, base, (index) => `card-${index}`)
    },
    pack: () => parseManifest(JSON.stringify(spoiled(manifest, random)) ?? ''),
    picture: () => parseSketch(spoiledBytes(random(2) ? pngSaying(160, 90) : jpegOf('a'), random)),
    'message of the page': () => parseMessage(commandSchema, spoiled(edit, random), 'the window'),
    'message of the engine': () => parseMessage(fromEngineSchema, spoiled(decoded, random), 'the engine')
  }
  const names = Object.keys(kinds)
  let [taken, refused] = [0, 0]
  const faults: string[] = []
  for (let run = 0; run < count; run += 1) {
    const name = names[run % names.length]!
    const began = process.cpuUsage().user
    try {
      kinds[name]!()
      taken += 1
    } catch (error) {
      if (error instanceof Failure && error.code !== 'unexpected') refused += 1
      else faults.push(`${name} ${run}: ${String(error).slice(0, 300)}`)
    }
    if ((process.cpuUsage().user - began) / 1000 > most) faults.push(`${name} ${run} took too long`)
  }
  return { taken, refused, faults }
}

/** Flips bits, repeats a part many times, or removes a part. */
function spoiledBytes(whole: Uint8Array, random: Random): Uint8Array {
  const kind = random(4)
  const at = random(whole.length)
  if (kind === 0) return whole.slice(0, at)
  if (kind === 1) {
    const piece = Buffer.from(whole.slice(at, at + 1 + random(20)))
    return Buffer.concat([whole.slice(0, at), ...Array.from({ length: random(2000) }, () => piece), whole.slice(at)])
  }
  const bytes = Uint8Array.from(whole)
  for (let times = 1 + random(8); times > 0; times -= 1) bytes[random(bytes.length)]! ^= 1 << random(8)
  return bytes
}

/** A random value that JSON or structured clone can transport. */
const odd = (random: Random): unknown =>
  [
    ...[null, undefined, true, -1, 0.5, 1e300, NaN, '', 'x'.repeat(random(100_000)), '../../etc', '__proto__', [], {}],
    ...[
      new Uint8Array(3),
      Array.from({ length: random(5000) }, () => 0),
      { __proto__: { type: 'film.close' } },
      2 ** 53
    ]
  ][random(17)]

/** A value with one part replaced, removed or added. */
function spoiled(value: unknown, random: Random): unknown {
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array || random(4) === 0) return odd(random)
  if (Array.isArray(value)) {
    const at = random(value.length + 1)
    return [...value.slice(0, at), spoiled(value[at], random), ...value.slice(at + 1)]
  }
  const names = Object.keys(value)
  const name = names[random(names.length)]
  if (name === undefined || random(8) === 0) return { ...value, [`more ${random(9)}`]: odd(random) }
  const { [name]: inner, ...rest } = value as Record<string, unknown>
  return random(8) === 0 ? rest : { ...rest, [name]: spoiled(inner, random) }
}
