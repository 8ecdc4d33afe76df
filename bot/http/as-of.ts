/** The `asOf` of a call: what "now" is, where the caller sets it. */
import { z } from 'zod';
import { parseInstant } from '../../intents/rules/shanghai-time.ts';
import type { Clock } from '../clock.ts';

export const asOfSchema = z
  .string()
  .refine((text) => parseInstant(text).ok, 'must be a date (2026-09-20) or a date-time with a zone')
  .optional();

/** The instant that was asked for, checked by `asOfSchema` before; now where none was. */
export function instantOf(asOf: string | undefined, clock: Clock): ReturnType<Clock> {
  const instant = asOf === undefined ? undefined : parseInstant(asOf);
  return instant?.ok ? instant.value : clock();
}
