/**
 * The record of an added pack: all its files with their hashes, stored in its folder. The manifest has the hashes of the weights;
 * this file has those of the manifest and all other files. No manifest can name a file like it.
 */
import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { hashSchema } from '../../app/base/fields.ts'
import { Failure } from '../../app/base/failure.ts'
import { packText } from '../../engine/pack/pack-file.ts'

const recordName = '.added.json'
const mostBytes = 2 ** 20

const recordSchema = v.strictObject({
  format: v.literal('throughline-added-pack'),
  version: v.literal(1),
  files: v.pipe(
    v.array(
      v.strictObject({
        file: v.pipe(v.string(), v.regex(/^\w[\w .()+-]{0,199}$/)),
        bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
        sha256: hashSchema
      })
    ),
    v.maxLength(1000)
  )
})
export type RecordedFile = v.InferOutput<typeof recordSchema>['files'][number]

/** Writes the record into the folder, with fsync. */
export async function writeRecord(folder: string, files: readonly RecordedFile[]): Promise<void> {
  const file = await open(join(folder, recordName), 'wx')
  try {
    await file.writeFile(`${JSON.stringify({ format: 'throughline-added-pack', version: 1, files }, null, 2)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Null for a pack without a record: the embedded one, or one put there by hand. @throws Failure `pack.record` */
export async function readRecord(folder: string): Promise<readonly RecordedFile[] | null> {
  if (!existsSync(join(folder, recordName))) return null
  try {
    return v.parse(recordSchema, JSON.parse(await packText(folder, recordName, mostBytes))).files
  } catch {
    throw new Failure(
      'pack.record',
      `What was noted when the pack was added cannot be read (${recordName} in ${folder}).`,
      'Remove the pack and add it again.',
      { folder }
    )
  }
}

/** Whether this is the name of the record file. */
export const isRecord = (name: string): boolean => name === recordName
