/** The small file of what was tried: by pack, device, driver, runtime and program. A damaged or older one is set aside. */
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { hashSchema } from '../../app/base/fields.ts'
import { probedSchema, type Probed } from '../../app/contract/probe.ts'
import { KeptFile } from '../kept/kept-file.ts'
import { packsFolder } from '../packs/places.ts'

/** What an answer depends on. A change of any of these asks anew. */
const keySchema = v.strictObject({
  /** SHA-256 of the pack's manifest, which has the hashes of all its files. */
  pack: hashSchema,
  device: v.string(),
  /** As `driverMark`. */
  driver: v.string(),
  /** Version of onnxruntime-node. */
  runtime: v.string(),
  /** Version of this program: its graphs, and what is asked. */
  program: v.string()
})
export type ProbeKey = v.InferOutput<typeof keySchema>

/** Entries, newest first. */
const most = 64
const fileSchema = v.strictObject({
  format: v.literal('throughline-tried-devices'),
  version: v.literal(1),
  tried: v.pipe(v.array(v.strictObject({ key: keySchema, probed: probedSchema })), v.maxLength(most))
})
type Entry = v.InferOutput<typeof fileSchema>['tried'][number]

/** Beside the folder of added packs; window and command line share it. */
const triedFile = (): string => join(dirname(packsFolder()), 'tried-devices.json')

const same = (a: ProbeKey, b: ProbeKey): boolean =>
  (Object.keys(keySchema.entries) as (keyof ProbeKey)[]).every((field) => a[field] === b[field])

export class KeptProbes {
  readonly #folder: string
  readonly #file: KeptFile<typeof fileSchema>

  constructor(file: string = triedFile()) {
    this.#folder = dirname(file)
    this.#file = new KeptFile(file, fileSchema)
  }

  /** In every precision that was tried. Read each time: another process may have written. */
  of(key: ProbeKey): Probed[] {
    return this.#read()
      .filter((entry) => same(entry.key, key))
      .map(({ probed }) => probed)
  }

  /** Where it cannot be written, it is asked again next time. */
  keep(key: ProbeKey, probed: Probed): void {
    const others = this.#read().filter(
      (entry) => !(same(entry.key, key) && entry.probed.precision === probed.precision)
    )
    const tried: Entry[] = [{ key, probed }, ...others].slice(0, most)
    try {
      mkdirSync(this.#folder, { recursive: true })
      this.#file.write({ format: 'throughline-tried-devices', version: 1, tried })
    } catch {
      // A convenience: it is tried again.
    }
  }

  #read(): Entry[] {
    return this.#file.read()?.tried ?? []
  }
}
