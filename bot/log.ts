/** Log lines: JSON on standard error. They carry ids, codes and counts, never what a person wrote. */
import { pino } from 'pino';
import type { LogLevel } from './config.ts';

/** What the house asks of a log; pino fits, and so does a fake in a test. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const standardError = 2;

/** Writes synchronously to standard error: a line logged before a crash is not lost, standard output stays clean. */
export function createLog(level: LogLevel, fd = standardError): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd, sync: true }),
  );
}
