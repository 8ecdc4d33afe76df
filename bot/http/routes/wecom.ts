/** `/channels/wecom/…`: WeCom checks our address and delivers messages; a product without its settings is not there. */
import { randomInt } from 'node:crypto';
import express, { type Express, type Request, type Response } from 'express';
import { parseApp } from '../../../adapters/wecom/app/parse.ts';
import { onlyText } from '../../../adapters/wecom/app/sending.ts';
import { verifyApp } from '../../../adapters/wecom/app/verify.ts';
import { type Call, refusals, verifyAddress } from '../../../adapters/wecom/callback.ts';
import { verifyNotice } from '../../../adapters/wecom/kf/verify.ts';
import { type Passive, replyPressed, replyWithText } from '../../../adapters/wecom/passive-reply.ts';
import type { SealKeys } from '../../../adapters/wecom/seal.ts';
import type { Offer } from '../../channels/in-time.ts';
import type { Channels } from '../../channels/open-channels.ts';
import type { WecomApp } from '../../channels/wecom-app.ts';
import type { WecomBot } from '../../channels/wecom-bot.ts';
import type { WecomKf } from '../../channels/wecom-kf.ts';
import { type Clock, toIso } from '../../clock.ts';
import type { Log } from '../../log.ts';
import { onlyMethods } from '../problem.ts';
import { receiveBotCall } from './wecom-bot.ts';

export interface WecomRouteDeps {
  readonly channels?: Channels;
  readonly clock: Clock;
  readonly log: Log;
}

/** Milliseconds in which an answer goes back in the call that asked for it; what takes longer is sent. */
const patience = 100;
const mostBytes = 1_000_000;

export function addWecomRoutes(app: Express, deps: WecomRouteDeps): void {
  const { wecomApp, wecomKf, wecomBot } = deps.channels ?? {};
  if (wecomApp) addApp(app, { ...deps, wecomApp });
  if (wecomKf) addKf(app, { ...deps, wecomKf });
  if (wecomBot) addBot(app, { ...deps, wecomBot });
}

function addApp(app: Express, deps: AppDeps): void {
  const { keys } = deps.wecomApp;
  app
    .route('/channels/wecom/app')
    .get((request, response) => answerAddress(request, response, { ...deps, keys }))
    .post(rawBody, (request, response) => receive(toCall(request), response, deps))
    .all(onlyMethods('GET', 'POST'));
}

function addKf(app: Express, deps: KfDeps): void {
  const { keys } = deps.wecomKf;
  app
    .route('/channels/wecom/kf')
    .get((request, response) => answerAddress(request, response, { ...deps, keys }))
    .post(rawBody, (request, response) => receiveNotice(toCall(request), response, deps))
    .all(onlyMethods('GET', 'POST'));
}

function addBot(app: Express, deps: WecomRouteDeps & { readonly wecomBot: WecomBot }): void {
  const { wecomBot: bot, clock, log } = deps;
  app
    .route('/channels/wecom/bot')
    .get((request, response) => answerAddress(request, response, { ...deps, keys: bot.keys }))
    .post(rawBody, (request, response) =>
      receiveBotCall(toCall(request), response, {
        ...{ bot, now: seconds(clock), at: toIso(clock()), stamp: () => newStamp(clock) },
        refuse: (reason) => refuse(response, reason, log),
      }),
    )
    .all(onlyMethods('GET', 'POST'));
}

/** The signature is over what was sent, so nothing may read it before. */
const rawBody = express.text({ type: () => true, limit: mostBytes, inflate: false });

const toCall = ({ query, body }: Request): Call => ({ query, body: typeof body === 'string' ? body : '' });

const seconds = (clock: Clock): number => Math.floor(clock().epochMilliseconds / 1000);

interface AddressDeps extends WecomRouteDeps {
  readonly keys: SealKeys;
}

/** The bare text, without anything before or after it. */
function answerAddress({ query }: Request, response: Response, { keys, clock, log }: AddressDeps): void {
  const opened = verifyAddress(query, keys, seconds(clock));
  if (opened.status === 'opened') response.type('text/plain').end(opened.text);
  else refuse(response, opened.reason, log);
}

function refuse(response: Response, reason: keyof typeof refusals, log: Log): void {
  const { status, advice } = refusals[reason];
  log.warn({ channel: 'wecom', reason }, `a call was refused: ${advice}`);
  response.status(status).end();
}

interface AppDeps extends WecomRouteDeps {
  readonly wecomApp: WecomApp;
}

/** Acknowledged once the message is safe: whatever happens after that, WeCom need not call again. */
async function receive(call: Call, response: Response, deps: AppDeps): Promise<void> {
  const { wecomApp, clock, log } = deps;
  const { keys, desk } = wecomApp;
  const verified = verifyApp(call, keys, seconds(clock));
  if (verified.status === 'refused') return refuse(response, verified.reason, log);
  const parsed = parseApp(verified.xml, toIso(clock()));
  const passive = () => ({ call: verified.xml, keys, stamp: newStamp(clock) });
  if (parsed.status === 'ignored') {
    response.end();
  } else if (parsed.isCard) {
    await desk.receive(parsed.delivery);
    response.type('application/xml').end(replyPressed('已选', passive()));
  } else if (parsed.delivery.said.kind === 'arrival') {
    await desk.receive(parsed.delivery);
    response.end();
  } else {
    finish(response, await desk.receiveAndWait(parsed.delivery, patience), passive);
  }
}

interface KfDeps extends WecomRouteDeps {
  readonly wecomKf: WecomKf;
}

/** A notice says only that there is something to fetch. */
async function receiveNotice(call: Call, response: Response, deps: KfDeps): Promise<void> {
  const { wecomKf, clock, log } = deps;
  const verified = verifyNotice(call, wecomKf.keys, seconds(clock));
  if (verified.status === 'refused') return refuse(response, verified.reason, log);
  if (verified.status === 'notice') await wecomKf.receive(verified.notice);
  response.end();
}

/** With the answer when it came in time; the desk learns whether WeCom was still there to take it. */
function finish(response: Response, offer: Offer | undefined, passive: () => Passive): void {
  const text = offer && onlyText(offer.sendings);
  if (response.destroyed) offer?.done(false);
  else response.once('close', () => offer?.done(response.writableFinished));
  if (text === undefined) response.end();
  else response.type('application/xml').end(replyWithText(text, passive()));
}

const newStamp = (clock: Clock) => ({
  timestamp: String(seconds(clock)),
  nonce: String(randomInt(1_000_000_000, 2 ** 47)),
});
