import type { Connection } from '../connection.ts'
import { first } from './001-first.ts'
import { wishes } from './002-wishes.ts'
import { branches } from './003-branches.ts'
import { queue } from './004-queue.ts'
import { proofs } from './005-proofs.ts'
import { origins } from './006-origins.ts'
import { cards } from './007-cards.ts'

/** SQL, or a function where SQL is not enough. On an empty database it creates the tables of its version. */
export type Migration = string | ((db: Connection) => void)

export function runMigration(db: Connection, migration: Migration): void {
  if (typeof migration === 'string') db.exec(migration)
  else migration(db)
}

/** Every version of the project file, oldest first: entry N takes a file from user_version N to N + 1. Only appended to. */
export const migrations: readonly Migration[] = [first, wishes, branches, queue, proofs, origins, cards]
