/** Checks a pack against the hashes in its manifest and its record. Reads every file completely; writes nothing. */
import { Failure } from '../../app/base/failure.ts'
import type { Following } from '../../engine/files/sha256.ts'
import { filesOf } from '../../engine/pack/files.ts'
import { mostBytes, packFile, unreadable } from '../../engine/pack/pack-file.ts'
import { provenFile } from '../../engine/pack/weights-file.ts'
import { readRecord, type RecordedFile } from './record.ts'
import type { ShelvedPack } from './shelf.ts'

export interface PackProof {
  readonly model: string
  readonly folder: string
  readonly whole: boolean
  /** Intact files. */
  readonly proven: readonly string[]
  /** Faults of single files, or of the pack itself. */
  readonly faults: readonly Failure[]
}

/** @throws AbortError when the signal ends it */
export async function verifyPack(
  { model, folder, manifest, problem }: ShelvedPack,
  following: Following
): Promise<PackProof> {
  const faults: Failure[] = []
  const proven: string[] = []
  const noted = await readRecord(folder).catch((error: unknown) => {
    faults.push(Failure.from(error))
    return null
  })
  if (manifest === null && problem) faults.push(problem)
  const named = manifest ? filesOf(manifest).map(({ file, sha256 }) => ({ file, sha256, bytes: null })) : []
  for (const { file, sha256 } of expected(named, noted ?? [])) {
    following.signal?.throwIfAborted()
    try {
      if (sha256 === null) await packFile(folder, file, mostBytes.weights)
      else await provenFile(folder, { file, sha256 }, mostBytes.weights, following)
      proven.push(file)
    } catch (error) {
      following.signal?.throwIfAborted()
      faults.push(error instanceof Failure ? error : unreadable(file, folder, systemCode(error)))
    }
  }
  return { model, folder, whole: faults.length === 0, proven, faults }
}

/** The manifest's files, then the record's others. For a file in both, the record's hash counts, which also detects a changed manifest. */
function expected(
  named: readonly { readonly file: string; readonly sha256: string | null }[],
  noted: readonly RecordedFile[]
): readonly { readonly file: string; readonly sha256: string | null }[] {
  const byNote = new Map(noted.map(({ file, sha256 }) => [file, sha256]))
  const first = named.map(({ file, sha256 }) => ({ file, sha256: byNote.get(file) ?? sha256 }))
  const others = noted.filter(({ file }) => !named.some((each) => each.file === file))
  return [...first, ...others]
}

const systemCode = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error)
