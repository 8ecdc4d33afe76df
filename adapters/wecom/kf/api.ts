/** Customer service's calls: fetch what customers wrote, send, and move a customer to the humans. */
import type { SendResult } from '../../delivery.ts';
import type { ApiResult, WecomApi } from '../api-client.ts';
import { type KfSending, sendingSchema } from './sending.ts';

type Message = Extract<KfSending, { kind: 'message' }>;
type Transfer = Extract<KfSending, { kind: 'transfer' }>;

export interface KfSenderOptions {
  readonly api: WecomApi;
  /** The customer is with a human now: nothing more is said. */
  readonly onTransfer: (to: { user: string; account: string }) => Promise<void>;
}

export function createKfSender({
  api,
  onTransfer,
}: KfSenderOptions): (sending: unknown) => Promise<SendResult> {
  async function transfer(sending: Transfer): Promise<SendResult> {
    const { user, account } = sending;
    const body = { open_kfid: account, external_userid: user, service_state: waitingForHuman };
    const result = await api.post('/cgi-bin/kf/service_state/trans', body);
    if (result.status === 'later') return result;
    if (result.status === 'failed') return send(api, instead(sending));
    await onTransfer({ user, account });
    return { status: 'sent' };
  }

  return async (waiting) => {
    const sending = sendingSchema.parse(waiting);
    return sending.kind === 'transfer' ? transfer(sending) : send(api, sending);
  };
}

/** The pool of customers who wait for a human. */
const waitingForHuman = 2;

const instead = ({ otherwise, kind, ...sending }: Transfer): Message => ({
  ...{ ...sending, kind: 'message' },
  content: { msgtype: 'text', text: { content: otherwise } },
});

async function send(api: WecomApi, { id, user, account, code, content }: Message): Promise<SendResult> {
  const result = code
    ? await api.post('/cgi-bin/kf/send_msg_on_event', { code, msgid: id, ...content })
    : await api.post('/cgi-bin/kf/send_msg', { touser: user, open_kfid: account, msgid: id, ...content });
  return result.status === 'ok' ? { status: 'sent' } : result;
}

export interface Fetching {
  readonly account: string;
  readonly token: string;
  /** Where the last fetch ended. */
  readonly cursor?: string;
}

export const fetchPage = (api: WecomApi, { account, token, cursor }: Fetching): Promise<ApiResult> =>
  api.post('/cgi-bin/kf/sync_msg', {
    ...{ open_kfid: account, token, limit: 1000, voice_format: 0 },
    ...(cursor !== undefined && { cursor }),
  });
