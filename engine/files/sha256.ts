/** SHA-256 in hex: how latents, pages, snapshots and assets are named. */
import { createHash } from 'node:crypto'

/** @param content text as UTF-8 */
export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')
