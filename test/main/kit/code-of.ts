import { Failure } from '../../../app/base/failure.ts'

/** The code of the Failure that `work` throws, or `no failure`. Other errors are rethrown: only Failures may reach a user. */
export function codeOf(work: () => unknown): string {
  try {
    work()
    return 'no failure'
  } catch (error) {
    if (error instanceof Failure && error.code !== 'unexpected') return error.code
    throw error
  }
}

/** The same for asynchronous work; returns the Failure itself. */
export async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => new Error('it was not refused'),
    (thrown: unknown) => thrown
  )
  if (error instanceof Failure && error.code !== 'unexpected') return error
  throw error as Error
}
