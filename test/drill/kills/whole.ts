/** The content of a film without random ids and times: films with equal content here are the same film. */
import { createHash } from 'node:crypto'
import Database from 'better-sqlite3'
import { Project } from '../../../main/project/project.ts'
import { heardAndDrawn } from '../heard.ts'

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** @throws Failure for damaged data; Error with all faults of `faults` */
export function wholeOf(path: string): string[] {
  const project = Project.open(path, { readOnly: true })
  try {
    for (const fault of project.faults()) if (fault) throw new Error(`${fault.what}: ${fault.detail}`)
    const takes = project.takes().map((take) => ({ ...take, made: 0 }))
    const chunks = takes.map(({ id }) =>
      project.chunksOf(id).map((chunk) => ({
        ...{ ...chunk, made: 0, timings: 0, device: 0 },
        frames: project.frames(chunk.id).map(hash),
        master: hash(project.latents(chunk.latents)!),
        memory: [project.snapshot(chunk.before), project.snapshot(chunk.after)]
      }))
    )
    const { film, queue } = project
    const heard = heardAndDrawn(project)
    const sketches = film.cards.map(({ sketch }) => sketch && hash(project.asset(sketch)!.bytes))
    return named(
      [film, queue, sketches, heard, ...takes, ...chunks.flat(), ...rowsOf(path)].map((each) => JSON.stringify(each))
    )
  } finally {
    project.close()
  }
}

/** Rows that no record of the film may refer to. */
function rowsOf(path: string): unknown[] {
  const db = new Database(path, { readonly: true })
  try {
    return ['SELECT id FROM page ORDER BY id', 'SELECT id FROM asset ORDER BY id'].map((sql) => db.prepare(sql).all())
  } finally {
    db.close()
  }
}

/** Replaces random ids by numbers, in order of appearance. */
function named(lines: readonly string[]): string[] {
  const names = new Map<string, string>()
  const nameOf = (id: string): string => {
    if (!names.has(id)) names.set(id, `name ${names.size + 1}`)
    return names.get(id)!
  }
  return lines.map((line) => line.replace(uuid, nameOf))
}
