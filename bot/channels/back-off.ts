/** How long to wait before another attempt, and when to give up. */

/** Attempts of one message; with these waits the last comes after some nine minutes. */
export const mostAttempts = 10;

const longest = 300_000;

/** Milliseconds after the attempt of that number: 1, 2, 4 … seconds, five minutes at most. */
export const backOff = (attempts: number): number => Math.min(1000 * 2 ** (attempts - 1), longest);
