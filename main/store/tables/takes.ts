/** Take records: immutable. */
import * as v from 'valibot'
import { limits } from '../../../app/base/limits.ts'
import type { TakeId } from '../../../app/ids.ts'
import { policyNames } from '../../../app/ledger/policies.ts'
import type { TakeRecord } from '../../../app/ledger/records.ts'
import type { Connection } from '../connection.ts'
import { damaged } from '../failures.ts'
import { countedColumn, hashColumn, parseRow, wholeColumn } from '../row.ts'
import type { Proofs } from '../proof.ts'
import type { Branches } from './branches.ts'
import { wishTable } from './wishes.ts'

export const takeRow = v.strictObject({
  /** Gives the order of takes. Not part of the record. */
  number: countedColumn,
  id: v.pipe(v.string(), v.minLength(1)),
  prompt: v.pipe(v.string(), v.minLength(1)),
  seed: wholeColumn,
  policy: v.picklist(policyNames),
  model: v.pipe(v.string(), v.regex(/^[\w.-]+@[\w.-]+$/, 'a model as id@revision')),
  chunks: v.pipe(wholeColumn, v.minValue(1)),
  start: hashColumn,
  made: v.pipe(wholeColumn, v.maxValue(8.64e15)) // the range of Date
})
const columns = 'id, prompt, seed, policy, model, chunks, start, made'

export function takeTable(db: Connection, path: string, branches: Branches, proofs: Proofs) {
  const wishes = wishTable(db, path, proofs)
  const insert = db.prepare<[TakeRecord]>(
    `INSERT INTO take (${columns}) VALUES (@id, @prompt, @seed, @policy, @model, @chunks, @start, @made)`
  )
  const select = db.prepare<[id: string]>(`SELECT number, ${columns} FROM take WHERE id = ?`)
  const count = db.prepare<[], number>('SELECT count(*) FROM take').pluck()
  const selectAll = db.prepare<[]>(`SELECT number, ${columns} FROM take ORDER BY number`)
  /** @param branched takes with a branch, and `wished` takes with wishes, where these were read for all takes at once */
  const parse = (found: unknown, branched?: ReadonlySet<string>, wished?: ReadonlySet<string>): TakeRecord => {
    const { number, ...row } = parseRow(takeRow, found, 'take', path)
    proofs?.demand('take', number)
    const take = row as TakeRecord
    const branch = branched?.has(take.id) === false ? undefined : branches?.of(take.id)
    const asked = wished?.has(take.id) === false ? undefined : wishes?.of(take.id)
    return { ...take, ...(branch && { branch }), ...(asked && { wishes: asked }) }
  }
  return {
    add(take: TakeRecord): void {
      const { lastInsertRowid } = insert.run(take)
      proofs?.seal('take', Number(lastInsertRowid))
      if (take.branch) branches?.add(take.id, take.branch)
      if (take.wishes) wishes?.add(take.id, take.wishes)
    },
    get(id: TakeId): TakeRecord | undefined {
      const found = select.get(id)
      return found === undefined ? undefined : parse(found)
    },
    /** In the order they were made. @throws Failure `project.damaged`, also for more than a film can have */
    all(): TakeRecord[] {
      if (count.get()! > limits.takes) throw damaged(path, `table take, more than ${limits.takes} rows`)
      for (const table of ['take', 'branch', 'wish'] as const) proofs?.demandAll(table)
      const [branched, wished] = [branches?.takes(), wishes?.takes()]
      return selectAll.all().map((found) => parse(found, branched, wished))
    }
  }
}
