/** Checks a pack against the hashes in its manifest and its record. Reads every file completely; writes nothing. */
import { Failure } from '../../app/base/failure.ts'
import { sha256OfFile, type Following } from '../../engine/files/sha256.ts'
import { filesOf } from '../../engine/pack/files.ts'
import { mostBytes, packFile } from '../../engine/pack/pack-file.ts'
import { otherFile } from '../../engine/pack/weights-file.ts'
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
      const { path } = await packFile(folder, file, mostBytes.weights)
      if (sha256 !== null) await demandHash(file, path, sha256, following)
      proven.push(file)
    } catch (error) {
      following.signal?.throwIfAborted()
      faults.push(error instanceof Failure ? error : unreadable(file, folder, error))
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

async function demandHash(file: string, path: string, sha256: string, following: Following): Promise<void> {
  const found = await sha256OfFile(path, following)
  if (found !== sha256) throw otherFile({ file, sha256 }, found)
}

function unreadable(file: string, folder: string, error: unknown): Failure {
  const detail = (error as NodeJS.ErrnoException).code ?? String(error)
  return new Failure(
    'pack.unreadable',
    `${file} in ${folder} cannot be read (${detail}).`,
    'Check the disk and who may read it.',
    { file, folder, detail }
  )
}
