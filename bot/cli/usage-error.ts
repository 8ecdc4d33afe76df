/** Wrong use or bad input on the command line: one line for the person, exit status 2. */

/** The message says what is wrong, where, and what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code = 'USAGE';
}

/** 0 done, 1 the check failed, 2 wrong use or bad input. */
export type ExitCode = 0 | 1 | 2;
