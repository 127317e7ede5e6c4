/** How a process beside main is started and spoken to, whatever kind of process it is. */

export interface SideLink<To> {
  send(message: To): void
  /** Kills it. @returns when it is gone, and its files closed */
  end(): Promise<void>
}

export interface SideListener<From> {
  message(message: From): void
  /** It ended by itself. @param how its exit code or signal */
  ended(how: string): void
}

export type SideLauncher<To, From> = (on: SideListener<From>) => SideLink<To>
