/** A field of a platform's JSON that may be left out. Platforms leave a field out or send it as null, and mean the same. */
import type { z } from 'zod';

/** Undefined for both; a value that is there must fit. */
export const mayLack = <S extends z.ZodType>(schema: S) =>
  schema.nullish().transform((value) => value ?? undefined);
