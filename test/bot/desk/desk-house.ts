/** A house with a desk: the real assistant, who hears 人工 as the wish for a human, and lines to listen on. */

import { readEvents } from '../../../adapters/web/client/event-stream.ts';
import { createAssistant } from '../../../bot/assistant.ts';
import { type House, type HouseOptions, openHouse, plainExpertise } from '../house.ts';

const { router } = plainExpertise;

export const deskExpertise: typeof plainExpertise = {
  ...plainExpertise,
  router: {
    route: (text) => {
      if (/人工|human/.test(text)) return { text, decision: 'smalltalk', smalltalk: 'handoff', ranking: [] };
      const match = router.route(text);
      const options = match.ranking.slice(0, 3).map(({ entry }) => entry);
      if (text.includes('天气')) return { ...match, decision: 'fallback' };
      return text.includes('哪个') ? { ...match, decision: 'clarify', options } : match;
    },
  },
};

export function openDeskHouse(options: HouseOptions = {}): Promise<House> {
  return openHouse({
    ...options,
    assistant: (store, parts) =>
      createAssistant({ current: () => deskExpertise, store, accounts: store.accounts, ...parts }),
  });
}

export interface Line {
  readonly status: number;
  readonly heard: { readonly event: string; readonly data: Readonly<Record<string, unknown>> }[];
  /** Waits until so many events of a kind were heard, and gives the last one's data. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into any event
  hear(event: string, count?: number): Promise<any>;
  isOpen(): boolean;
  close(): void;
}

const patience = 5000;

/** Opens a line of server-sent events. */
export async function listen(url: string, headers: Readonly<Record<string, string>>): Promise<Line> {
  const stop = new AbortController();
  const response = await fetch(url, { headers, signal: stop.signal });
  const heard: Line['heard'] = [];
  let isOpen = response.ok;
  const read = async () => {
    if (!response.ok || !response.body) return;
    for await (const { event, data } of readEvents(response.body))
      heard.push({ event, data: JSON.parse(data) });
  };
  read()
    .catch(() => undefined)
    .finally(() => {
      isOpen = false;
    });
  return {
    ...{ status: response.status, heard, isOpen: () => isOpen, close: () => stop.abort() },
    hear: async (event, count = 1) => {
      for (const end = Date.now() + patience; Date.now() < end; ) {
        const found = heard.filter((one) => one.event === event)[count - 1];
        if (found) return found.data;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error(`"${event}" was not heard ${count} times: ${JSON.stringify(heard)}`);
    },
  };
}

export interface Customer {
  readonly token: string;
  readonly conversation: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into any turn
  say(text: string): Promise<any>;
  listen(headers?: Readonly<Record<string, string>>): Promise<Line>;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into any history
  history(): Promise<any>;
}

/** Opens a session and a conversation by saying something. */
export async function comeIn(
  house: Pick<House, 'url' | 'call' | 'openSession'>,
  text: string,
): Promise<Customer> {
  const token = await house.openSession();
  const say = async (words: string, conversationId?: string) => {
    const body = { text: words, ...(conversationId !== undefined && { conversationId }) };
    return (await house.call('POST', '/api/v1/messages', { token, body })).json;
  };
  const { conversationId } = await say(text);
  const path = `/api/v1/conversations/${conversationId}`;
  return {
    ...{ token, conversation: conversationId, say: (words) => say(words, conversationId) },
    listen: (headers = {}) =>
      listen(`${house.url}${path}/events`, { authorization: `Bearer ${token}`, ...headers }),
    history: async () => (await house.call('GET', path, { token })).json.messages,
  };
}
