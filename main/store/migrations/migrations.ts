/** Every version of the project file, oldest first: entry N takes a file from user_version N to N + 1. Only appended to. */
import { first } from './001-first.ts'
import { wishes } from './002-wishes.ts'
import { branches } from './003-branches.ts'
import { queue } from './004-queue.ts'

export const migrations: readonly string[] = [first, wishes, branches, queue]
