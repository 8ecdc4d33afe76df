/** A bound in time for what somebody waits for. */

class LateError extends Error {
  override readonly name = 'LateError';
  readonly code = 'TIMEOUT';
}

/** What `work` comes to, or `late` thrown after so many milliseconds; the work itself goes on. */
export function within<T>(
  milliseconds: number,
  work: Promise<T>,
  late: () => Error = () => new LateError(`not done within ${milliseconds} ms`),
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), milliseconds);
  });
  return Promise.race([work, timeout]).finally(() => clearTimeout(timer));
}
