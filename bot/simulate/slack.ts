/** Slack as the simulator plays it: direct messages and mentions as signed events, and the Web API that posts answers. */
import { z } from 'zod';
import { signRequest } from '../../adapters/slack/verify.ts';
import type { ApiCall, Copy, Question, Shown, SignedRequest, SimulatedPlatform } from './platform.ts';

const postSchema = z.object({
  channel: z.string(),
  thread_ts: z.string().optional(),
  metadata: z.object({ event_payload: z.object({ key: z.string() }) }),
});
type Post = z.infer<typeof postSchema>;

const self = 'U0DAWEN';

/** People of one run, so that another run on the same store meets nobody twice. */
export interface SlackOptions {
  readonly signingSecret: string;
  readonly run: string;
}

export function simulateSlack({ signingSecret, run }: SlackOptions): SimulatedPlatform {
  const posted: Post[] = [];

  function sign(body: object, now: number, headers: Readonly<Record<string, string>> = {}): SignedRequest {
    const [timestamp, text] = [String(now), JSON.stringify(body)];
    return {
      ...{ method: 'POST', path: '/channels/slack/events', body: text },
      headers: {
        ...{ 'content-type': 'application/json', 'x-slack-request-timestamp': timestamp, ...headers },
        'x-slack-signature': signRequest({ timestamp, body: text }, signingSecret),
      },
    };
  }

  function post(call: ApiCall): ReturnType<SimulatedPlatform['callApi']> {
    const parsed = postSchema.safeParse(readForm(call.body));
    if (!parsed.success) return { json: { ok: false, error: 'invalid_arguments' } };
    posted.push(parsed.data);
    const shown = shownBy(parsed.data, run);
    return { json: { ok: true, ts: `${posted.length}.000000` }, ...(shown && { shown }) };
  }

  function replies({ body }: ApiCall): object {
    const { channel, ts } = readForm(body);
    const own = posted.filter((one) => one.channel === channel && (ts === undefined || one.thread_ts === ts));
    const messages = own.map(({ metadata }) => ({ metadata: { event_type: 'dawen_reply', ...metadata } }));
    return { ok: true, messages };
  }

  return {
    name: 'slack',
    settings: (url) => ({ SLACK_API_URL: `${url}/api/`, SLACK_BOT_TOKEN: 'xoxb-simulated' }),
    check: (now) => ({
      request: sign({ type: 'url_verification', challenge: 'simulated' }, now),
      answer: '{"challenge":"simulated"}',
    }),
    knock: (now) => sign(homeOf(run), now),
    deliver: (question, copy, now) =>
      sign(
        eventOf(question, copy, run),
        now,
        copy === 'retry' ? { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' } : {},
      ),
    readAcknowledgement: () => undefined,
    callApi: (call) => {
      if (call.path.endsWith('/chat.postMessage')) return post(call);
      return { json: /\/conversations\.(replies|history)$/.test(call.path) ? replies(call) : { ok: true } };
    },
  };
}

/** Somebody opens the home tab, which the server then draws. */
const homeOf = (run: string): object => ({
  ...{ type: 'event_callback', team_id: 'T1', event_id: `Ev${run}home` },
  event: { type: 'app_home_opened', user: `U${run}`, channel: `D${run}`, tab: 'home' },
});

/** Two messages a person: even ones by direct message, odd ones as a mention in a channel, which brings two events. */
function eventOf({ number, text }: Question, copy: Copy, run: string): object {
  const person = `U${run}${number >> 1}`;
  const isTwin = copy === 'twin';
  const message =
    number % 2 === 0
      ? { type: 'message', channel_type: 'im', channel: `D${person}`, text }
      : { ...mention(isTwin), channel: `C${run}`, text: `<@${self}> ${text}` };
  return {
    ...{ type: 'event_callback', team_id: 'T1', event_id: `Ev${run}${number}${isTwin ? 'twin' : ''}` },
    authorizations: [{ user_id: self }],
    event: { ...message, user: person, ts: `${1_700_000_000 + number}.000100` },
  };
}

const mention = (isTwin: boolean) =>
  isTwin ? { type: 'message', channel_type: 'channel' } : { type: 'app_mention' };

/** Answers stand in the thread of the message that they answer. */
function shownBy({ channel, thread_ts: thread, metadata }: Post, run: string): Shown | undefined {
  if (thread === undefined || !channel.slice(1).replace(/^U/, '').startsWith(run)) return undefined;
  return { number: Number(thread.split('.')[0]) - 1_700_000_000, piece: metadata.event_payload.key };
}

/** Objects travel as JSON in a field. */
function readForm(body: string): Record<string, unknown> {
  const fields = [...new URLSearchParams(body)].map(([name, value]) => {
    return [name, /^[[{]/.test(value) ? JSON.parse(value) : value] as const;
  });
  return Object.fromEntries(fields);
}
