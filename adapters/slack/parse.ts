/** A body as it came → what it asks of us. Reads JSON of the Events API, and forms of commands and interactions. */
import { type Arrival, malformed, nothing } from './arrival.ts';
import { parseCommand } from './parse-command.ts';
import { parseEvent } from './parse-event.ts';
import { parseInteraction } from './parse-interaction.ts';

/** `contentType` says whether the body is JSON or a form; anything that Slack would not send is `malformed`. */
export function parseBody(body: Buffer, contentType = ''): Arrival {
  const text = body.toString('utf8');
  if (text.trim() === '') return malformed;
  if (contentType.startsWith('application/x-www-form-urlencoded'))
    return parseForm(new URLSearchParams(text));
  const json = readJson(text);
  return json === undefined ? malformed : parseEvent(json);
}

function parseForm(form: URLSearchParams): Arrival {
  if (form.get('ssl_check') === '1') return nothing('ssl_check');
  const payload = form.get('payload');
  if (payload === null) return parseCommand(Object.fromEntries(form));
  const json = readJson(payload);
  return json === undefined ? malformed : parseInteraction(json);
}

/** What came over a socket has been taken out of its envelope and its form. */
export function parseEnvelope(type: string, body: unknown): Arrival {
  if (type === 'events_api') return parseEvent(body);
  if (type === 'slash_commands') return parseCommand(body);
  if (type === 'interactive') return parseInteraction(body);
  return nothing(type);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
