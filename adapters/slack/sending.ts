/** One call to Slack, as JSON that waits in the queue. */
import { z } from 'zod';

const blocks = z.array(z.looseObject({ type: z.string() }));

export const sendingSchema = z.discriminatedUnion('via', [
  z.strictObject({
    via: z.literal('post'),
    /** Goes along as metadata, so that the message is found again when nobody knows whether it was posted. */
    key: z.string(),
    channel: z.string(),
    thread: z.string().exactOptional(),
    ...{ text: z.string(), blocks },
  }),
  z.strictObject({
    via: z.literal('respond'),
    url: z.string(),
    /** To whom it is shown when the address is no longer good. */
    ...{ channel: z.string(), user: z.string() },
    audience: z.enum(['person', 'channel']),
    ...{ text: z.string(), blocks },
  }),
  z.strictObject({
    via: z.literal('whisper'),
    channel: z.string(),
    user: z.string(),
    text: z.string(),
    blocks,
  }),
  z.strictObject({ via: z.literal('home'), user: z.string(), blocks }),
  z.strictObject({
    via: z.literal('prompts'),
    channel: z.string(),
    thread: z.string().exactOptional(),
    prompts: z.array(z.strictObject({ title: z.string(), message: z.string() })),
  }),
]);
export type Sending = z.infer<typeof sendingSchema>;
export type SlackBlock = z.infer<typeof blocks>[number];
