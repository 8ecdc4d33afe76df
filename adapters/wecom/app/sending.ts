/** One message of a self-built app to one member, as it waits in the queue. */
import { z } from 'zod';

const textSchema = z.object({ kind: z.literal('text'), user: z.string(), text: z.string() });
const cardSchema = z.object({
  ...{ kind: z.literal('card'), user: z.string() },
  card: z.record(z.string(), z.unknown()),
});

export const sendingSchema = z.discriminatedUnion('kind', [textSchema, cardSchema]);
export type AppSending = z.infer<typeof sendingSchema>;

/** The text that goes back in the answer to WeCom's own call, when the answer is one text and nothing more. */
export function onlyText(sendings: readonly unknown[]): string | undefined {
  const [first] = sendings;
  const parsed = sendingSchema.safeParse(first);
  return sendings.length === 1 && parsed.success && parsed.data.kind === 'text'
    ? parsed.data.text
    : undefined;
}
