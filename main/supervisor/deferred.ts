/** A promise settled from outside (`Promise.withResolvers`, which Node 20 lacks). */
export interface Deferred<Value> {
  readonly promise: Promise<Value>
  resolve(value: Value): void
  reject(error: unknown): void
}

/** Its rejection is never reported as unhandled: whoever awaits it handles it. */
export function deferred<Value>(): Deferred<Value> {
  let resolve!: (value: Value) => void
  let reject!: (error: unknown) => void
  const promise = new Promise<Value>((good, bad) => {
    resolve = good
    reject = bad
  })
  promise.catch(() => {})
  return { promise, resolve, reject }
}
