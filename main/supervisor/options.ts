/** What a supervisor is given. */
import type { HeartbeatOptions } from './heartbeat.ts'
import type { Launcher } from './link.ts'
import type { FormFor, Load } from './proven-form.ts'

export interface SupervisorOptions {
  readonly launch: Launcher
  readonly load: Load
  /** Proves the form in which a device other than the CPU computes; null: that of the table of devices. */
  readonly formFor?: FormFor | null
  readonly heartbeat?: HeartbeatOptions
  /** Milliseconds to wait before each restart; its length is the limit of consecutive crashes without a committed chunk. */
  readonly backoff?: readonly number[]
}
