/** Before a film is closed the renderer sends what is still being written, and takes in no more; one that hangs or has died is not waited for long. */
const patience = 1_000 // milliseconds

export class Farewell {
  #heard = (): void => {}

  /** The renderer has sent everything. */
  hear(): void {
    this.#heard()
  }

  /** @param ask tells the renderer that it is waited for */
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
