/** JSON Schemas of all knowledge files, made from the zod schemas, for editors that check YAML while it is written. */
import { z } from 'zod';
import { fileKinds } from './reading/file-kinds.ts';

/** File name → text of the JSON Schema, such as `entries.schema.json`. */
export function jsonSchemas(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.values(fileKinds).map((kind) => {
      // Draft 7 is the newest that every editor's YAML support reads.
      const schema = z.toJSONSchema(kind.schema, { io: 'input', target: 'draft-7' });
      return [`${kind.name}.schema.json`, `${JSON.stringify({ title: kind.holds, ...schema }, null, 2)}\n`];
    }),
  );
}
