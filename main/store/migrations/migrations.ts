import { first } from './001-first.ts'
import { wishes } from './002-wishes.ts'
import { branches } from './003-branches.ts'
import { queue } from './004-queue.ts'
import { proofs } from './005-proofs.ts'

/** From this version on each row has a proof: a migration that changes rows takes their hashes anew (proof.ts). */
export const provenVersion = 5

/** Every version of the project file, oldest first: entry N takes a file from user_version N to N + 1. Only appended to. */
export const migrations: readonly string[] = [first, wishes, branches, queue, proofs]
