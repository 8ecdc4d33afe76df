/** One message of customer service to one customer, or the move to a human, as it waits in the queue. */
import { z } from 'zod';

const to = { user: z.string(), account: z.string(), code: z.string().optional() };
const contentSchema = z.discriminatedUnion('msgtype', [
  z.object({ msgtype: z.literal('text'), text: z.object({ content: z.string() }) }),
  z.object({ msgtype: z.literal('msgmenu'), msgmenu: z.record(z.string(), z.unknown()) }),
]);

/** `id`: the same again is the same message for WeCom. */
export const sendingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), id: z.string(), ...to, content: contentSchema }),
  /** `otherwise` is said when nobody can be called. */
  z.object({ kind: z.literal('transfer'), id: z.string(), ...to, otherwise: z.string() }),
]);
export type KfSending = z.infer<typeof sendingSchema>;
