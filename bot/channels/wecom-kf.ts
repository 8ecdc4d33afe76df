/** WeCom's customer service: notices are queued, what customers wrote is fetched by one at a time, and humans are not interrupted. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Delivery } from '../../adapters/delivery.ts';
import {
  type ApiResult,
  createWecomApi,
  officialApi,
  type WecomApi,
} from '../../adapters/wecom/api-client.ts';
import { createKfSender, fetchPage } from '../../adapters/wecom/kf/api.ts';
import { channel, pageSchema, parseItem } from '../../adapters/wecom/kf/parse.ts';
import { renderKf } from '../../adapters/wecom/kf/render.ts';
import type { Notice } from '../../adapters/wecom/kf/verify.ts';
import { readAesKey, type SealKeys } from '../../adapters/wecom/seal.ts';
import { toIso } from '../clock.ts';
import type { Settlement, TakenMessage } from '../store/outbox.ts';
import { backOff } from './back-off.ts';
import { type ChannelDeps, openChannel } from './channel-desk.ts';
import { createPump } from './pump.ts';

export interface WecomKf {
  readonly keys: SealKeys;
  /** Resolves when the notice is safe in the store. */
  receive(notice: Notice): Promise<void>;
  stop(): Promise<void>;
}

export const wecomKfSettings = [
  ...['WECOM_CORP_ID', 'WECOM_KF_SECRET', 'WECOM_KF_TOKEN', 'WECOM_KF_ENCODING_AES_KEY'],
] as const;

/** Undefined when a setting is missing; what stands in the settings was checked when they were read. */
export function openWecomKf(
  settings: Readonly<Record<string, string>>,
  deps: ChannelDeps,
): WecomKf | undefined {
  const [corpId, secret, token, encoded] = wecomKfSettings.map((name) => settings[name]);
  const aesKey = readAesKey(encoded ?? '');
  if (!corpId || !secret || !token || !aesKey) return undefined;
  const apiUrl = settings.WECOM_API_URL ?? officialApi;
  const api = createWecomApi({ apiUrl, corpId, secret, shelf: deps.store.shelf, fetch });
  return { keys: { token, aesKey, receiveId: corpId }, ...serve(api, deps) };
}

/** Queue of notices; one account's are taken one after the other, whichever process takes them. */
const queue = `${channel}/notices`;
/** Longer than fetching some pages takes. */
const fetchTtl = 120_000;
const noticeSchema = z.object({ account: z.string(), token: z.string() });

function serve(api: WecomApi, deps: ChannelDeps): Pick<WecomKf, 'receive' | 'stop'> {
  const { log } = deps;
  const { outbox, shelf } = deps.store;
  const served = createServed(shelf);
  const send = createKfSender({ api, onTransfer: served.byHuman });
  const desk = openChannel({ name: channel, render: renderKf, send }, deps);

  async function fetchAll({ payload, attempts }: TakenMessage): Promise<Settlement> {
    const { account, token } = noticeSchema.parse(payload);
    const result = await fetchNew(api, { ...deps, served, take: desk.receive }, { account, token });
    if (result.status === 'ok') return { status: 'done' };
    const { failure } = result;
    // a code that stays must not hold up the next notice, which brings a new token
    if (result.status === 'failed' && result.code !== undefined) return { status: 'failed', failure };
    return { status: 'retry', after: (deps.backOff ?? backOff)(attempts), failure };
  }

  const fetcher = createPump({ outbox, channel: queue, work: fetchAll, log, ttl: fetchTtl });
  return {
    receive: async (notice) => {
      await outbox.enqueue({
        id: `${queue}:${randomUUID()}`,
        channel: queue,
        conversation: notice.account,
        payload: notice,
      });
      fetcher.wake();
    },
    stop: async () => {
      await fetcher.stop();
      await desk.stop();
    },
  };
}

interface FetchDeps extends ChannelDeps {
  readonly served: Served;
  readonly take: (delivery: Delivery) => Promise<void>;
}

/** Pages until there are no more, an empty one among them; where it ended is kept after each. */
async function fetchNew(api: WecomApi, deps: FetchDeps, notice: Notice): Promise<ApiResult> {
  const { shelf } = deps.store;
  const place = cursorOf(notice.account);
  const since = await startOf(notice.account, deps);
  for (;;) {
    const known = await shelf.get(place);
    const cursor = typeof known === 'string' ? known : undefined;
    const result = await fetchPage(api, { ...notice, ...(cursor !== undefined && { cursor }) });
    if (result.status !== 'ok') return result;
    const page = pageSchema.parse(result.data);
    for (const item of page.msg_list ?? []) await takeItem(item, deps, { notice, since });
    if (page.next_cursor) await shelf.put(place, page.next_cursor);
    if (page.has_more !== 1 || page.next_cursor === cursor) return result;
  }
}

const cursorOf = (account: string) => `${channel} cursor ${account}`;

/** The first fetch brings three days in many pages; who wrote longer before it than this, in seconds, was answered by others. */
const fresh = 600;

/** The second from which on an account's messages are ours; kept, since the first fetch may end early and go on later. */
async function startOf(account: string, { store: { shelf }, clock }: FetchDeps): Promise<number> {
  const name = `${channel} start ${account}`;
  const known = await shelf.get(name);
  if (typeof known === 'number') return known;
  const isFirst = (await shelf.get(cursorOf(account))) === undefined;
  const start = isFirst ? clock().epochMilliseconds / 1000 - fresh : 0;
  await shelf.put(name, start);
  return start;
}

async function takeItem(
  item: unknown,
  { clock, served, take }: FetchDeps,
  { notice, since }: { notice: Notice; since: number },
): Promise<void> {
  const { account } = notice;
  const parsed = parseItem(item, { account, at: toIso(clock()) });
  if (parsed.status === 'served') {
    const { user, by } = parsed;
    await (by === 'human' ? served.byHuman({ user, account }) : served.byAssistant({ user, account }));
  }
  if (parsed.status !== 'delivery') return;
  if (parsed.sentAt >= since && !(await served.isHuman(parsed.delivery.sender.key)))
    await take(parsed.delivery);
}

interface Customer {
  readonly user: string;
  readonly account: string;
}

/** Who serves a customer; a session ends by itself after 48 hours. */
interface Served {
  byHuman(customer: Customer): Promise<void>;
  byAssistant(customer: Customer): Promise<void>;
  isHuman(key: string): Promise<boolean>;
}

const session = 48 * 3_600_000;

function createServed(shelf: ChannelDeps['store']['shelf']): Served {
  const nameOf = ({ user, account }: Customer) => `${channel}:${account}:${user} human`;
  return {
    byHuman: (customer) => shelf.put(nameOf(customer), true, session),
    byAssistant: (customer) => shelf.remove(nameOf(customer)),
    isHuman: async (key) => (await shelf.get(`${key} human`)) === true,
  };
}
