/** Answers may be late: what is read is taken once it has stayed the same. */

/** Reads until the value stays the same for a moment. */
export async function settled<Value>(read: () => Promise<Value>): Promise<Value> {
  let last = await read()
  for (let same = 0; same < 8;) {
    // An edit waits in the page for the answers before it.
    await new Promise((then) => setTimeout(then, 40))
    const now = await read()
    same = JSON.stringify(now) === JSON.stringify(last) ? same + 1 : 0
    last = now
  }
  return last
}
