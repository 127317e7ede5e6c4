/** Before a film is closed, waits for the renderer to flush pending text and accept no more, with a timeout for one that hangs. */
const patience = 1_000 // milliseconds

export class Farewell {
  #heard = (): void => {}

  /** The renderer has flushed everything. */
  hear(): void {
    this.#heard()
  }

  /** @param ask tells the renderer to flush */
  async said(ask: () => void): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined
    await new Promise<void>((resolve) => {
      this.#heard = resolve
      timer = setTimeout(resolve, patience)
      ask()
    })
    clearTimeout(timer)
  }
}
