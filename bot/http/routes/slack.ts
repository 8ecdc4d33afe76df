/** `/channels/slack/events`, `commands` and `interactions`: verified on the raw body, and answered within Slack's three seconds. */
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import { parseBody } from '../../../adapters/slack/parse.ts';
import { type Verdict, verifyRequest } from '../../../adapters/slack/verify.ts';
import { words } from '../../../adapters/slack/words.ts';
import type { Channels } from '../../channels/open-channels.ts';
import type { Ack, SlackDesk } from '../../channels/slack/slack-desk.ts';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import { onlyMethods } from '../problem.ts';

export interface SlackRouteDeps {
  readonly channels?: Pick<Channels, 'slack'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds until we say that we are busy; Slack waits three seconds. */
  readonly patience?: number;
}

const paths = ['events', 'commands', 'interactions'] as const;

/** Without Slack's settings, or with those of Socket Mode alone, these paths are nobody's. */
export function addSlackRoutes(app: Express, deps: SlackRouteDeps): void {
  const { desk, signingSecret } = deps.channels?.slack ?? {};
  if (!desk || signingSecret === undefined) return;
  const readRaw = express.raw({ type: () => true, limit: '1mb', inflate: false });
  for (const path of paths) {
    app
      .route(`/channels/slack/${path}`)
      .post(readRaw, checkSignature(signingSecret, deps), answer(path, desk, deps))
      .all(onlyMethods('POST'));
  }
}

const remedies: Readonly<Record<Exclude<Verdict, 'genuine'>, string>> = {
  missing_headers: 'this is no request of Slack, or a proxy has taken its headers away',
  bad_timestamp: 'the timestamp is not a number of seconds',
  stale_timestamp: 'the timestamp is more than 5 minutes off: set the clock of the server',
  signature_mismatch: 'SLACK_SIGNING_SECRET is not that of the app, or a proxy has changed the body',
};

function checkSignature(secret: string, { clock, log }: SlackRouteDeps): RequestHandler {
  return (request, response, next) => {
    const verdict = verifyRequest(
      {
        signature: request.get('x-slack-signature'),
        timestamp: request.get('x-slack-request-timestamp'),
        body: bodyOf(request),
      },
      { secret, now: Math.floor(clock().epochMilliseconds / 1000) },
    );
    if (verdict === 'genuine') return next();
    log.warn({ channel: 'slack', verdict, remedy: remedies[verdict] }, 'a request was refused');
    response.status(401).json({ error: verdict });
  };
}

/** An empty body is parsed by nobody. */
const bodyOf = ({ body }: Request): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));

function answer(path: (typeof paths)[number], desk: SlackDesk, deps: SlackRouteDeps): RequestHandler {
  return async (request, response) => {
    const arrival = parseBody(bodyOf(request), request.get('content-type'));
    if (arrival.kind === 'malformed') {
      deps.log.warn({ channel: 'slack', path }, 'a genuine request could not be read');
      response.status(400).json({ error: 'bad_body' });
      return;
    }
    const taken = await inTime(desk.take(arrival), deps);
    if (taken === 'late') sayBusy(path, response);
    else if (taken.ack) response.json(taken.ack);
    else response.status(200).end();
  };
}

/** `late` also when the store refuses: what was not kept is not acknowledged as taken. */
async function inTime(
  taking: Promise<Ack>,
  { log, patience = 2500 }: SlackRouteDeps,
): Promise<{ readonly ack: Ack } | 'late'> {
  const done = taking.then(
    (ack) => ({ ack }),
    (error: unknown) => {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
      log.error({ channel: 'slack', code }, 'a delivery could not be kept');
      return 'late' as const;
    },
  );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), patience);
  });
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}

/** Events come again after a 503; a command or a click does not, so its person is told. */
function sayBusy(path: (typeof paths)[number], response: Response): void {
  if (path === 'events') response.status(503).json({ error: 'busy' });
  else if (path === 'commands') response.json({ response_type: 'ephemeral', text: words.busy });
  else response.status(503).end();
}
