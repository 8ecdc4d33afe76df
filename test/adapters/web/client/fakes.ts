/** Stand-ins for what the browser and the server give to the client. */
import type { Reply, Turn } from '../../../../adapters/channel.ts';
import type { Api, History, Outcome, Say } from '../../../../adapters/web/client/api.ts';
import { createMemory, type Memory } from '../../../../adapters/web/client/memory.ts';

export function fakeStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    clear: () => kept.clear(),
    key: () => null,
    length: 0,
  };
}

export const fakeMemory = (storage = fakeStorage()): Memory => createMemory(() => storage, 'test');

export const reply = (messageId: string, text = 'an answer'): Reply => ({
  act: 'answer',
  text,
  markdown: text,
  content: [{ type: 'paragraph', children: [{ type: 'text', text }] }],
  sources: [],
  messageId,
});

export interface FakeApi extends Api {
  readonly heard: Say[];
  /** What the next calls of `say` come to; afterwards every message is answered. */
  readonly next: Outcome<Turn>[];
  past: Outcome<History>;
}

/** Answers every message in conversation `c1` with a reply named after it. */
export function fakeApi(): FakeApi {
  const heard: Say[] = [];
  const next: Outcome<Turn>[] = [];
  const api: FakeApi = {
    heard,
    next,
    past: { status: 'ok', value: { conversationId: 'c1', messages: [] } },
    async say(message) {
      heard.push(message);
      const value = { conversationId: 'c1', replies: [reply(`to ${message.clientMessageId}`)] };
      return next.shift() ?? { status: 'ok', value };
    },
    history: async () => api.past,
    listen: async () => ({ status: 'refused', code: 'not_found' }),
    rate: async () => ({ status: 'ok', value: undefined }),
    suggest: async () => ({ status: 'ok', value: { suggestions: [] } }),
  };
  return api;
}
