/** `/faq` → the question, to be answered to this person alone. */
import { z } from 'zod';
import { type Arrival, malformed } from './arrival.ts';
import { cleanText } from './read-text.ts';

const commandSchema = z.object({
  command: z.string(),
  team_id: z.string(),
  channel_id: z.string(),
  user_id: z.string(),
  text: z.string().default(''),
  response_url: z.string(),
  trigger_id: z.string(),
});

export function parseCommand(body: unknown): Arrival {
  const parsed = commandSchema.safeParse(body);
  if (!parsed.success) return malformed;
  const { data } = parsed;
  return {
    kind: 'said',
    // every call of a command has a trigger of its own
    id: `slack:${data.team_id}:command:${data.trigger_id}`,
    place: {
      ...{ team: data.team_id, channel: data.channel_id, user: data.user_id },
      ...{ manner: 'whisper', respondTo: data.response_url },
    },
    text: cleanText(data.text),
    isAddressed: true,
  };
}
