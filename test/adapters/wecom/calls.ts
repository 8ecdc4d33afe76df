/** The shape of the recorded calls in test/fixtures/wecom. */
import { z } from 'zod';

export const callsSchema = z.object({
  keys: z.object({ corpid: z.string(), agentId: z.number(), token: z.string(), encodingAESKey: z.string() }),
  documented: z.object({
    ...{ corpid: z.string(), token: z.string(), encodingAESKey: z.string(), text: z.string() },
    ...{ signature: z.string(), timestamp: z.string(), nonce: z.string(), encrypted: z.string() },
  }),
  calls: z.array(
    z.object({
      ...{ name: z.string(), method: z.enum(['GET', 'POST']), format: z.enum(['xml', 'json']) },
      ...{ now: z.number(), receiveId: z.string(), query: z.string(), body: z.string() },
      /** What it says; absent where that does not matter. */
      opens: z.string().nullish(),
      refused: z.string().optional(),
    }),
  ),
  reply: z.object({
    ...{ random16_hex: z.string(), timestamp: z.string(), nonce: z.string() },
    ...{ plaintext: z.string(), xml: z.string() },
  }),
  botReply: z.object({
    ...{ random16_hex: z.string(), plaintext: z.string() },
    json: z.object({
      encrypt: z.string(),
      msgsignature: z.string(),
      timestamp: z.number(),
      nonce: z.string(),
    }),
  }),
  badKeys: z.array(z.string()),
});
