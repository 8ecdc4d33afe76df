/** Records for store tests, complete and small. */
import type { Reply } from '../../../adapters/channel.ts';
import type { FinishedTurn, Session } from '../../../bot/store/store.ts';

export const at = '2026-11-23T05:00:00.000Z';

export function sampleSession(over: Partial<Session> = {}): Session {
  return {
    id: 'session-1',
    tokenHash: 'a'.repeat(64),
    createdAt: at,
    expiresAt: '2026-12-23T05:00:00.000Z',
    ...over,
  };
}

export function sampleReply(messageId: string, text = '每个身份证最多可以绑定3个账号'): Reply {
  const content = [{ type: 'paragraph', children: [{ type: 'text', text }] }] as const;
  return {
    act: 'answer',
    entry: 'id-quota',
    text,
    markdown: text,
    content,
    confidence: 0.9,
    sources: [],
    messageId,
  };
}

/** Turn number `n` of a conversation: one message of the person, one reply. */
export function sampleTurn(conversation: string, n: number, over: Partial<FinishedTurn> = {}): FinishedTurn {
  const reply = sampleReply(`${conversation}-reply-${n}`);
  return {
    conversation: {
      id: conversation,
      channel: 'web',
      owner: 'session-1',
      state: { turns: n },
      createdAt: at,
      version: n - 1,
    },
    messages: [
      {
        id: `${conversation}-message-${n}`,
        from: 'person',
        text: `问题${n}`,
        clientMessageId: `client-${n}`,
        at,
      },
      { id: reply.messageId, from: 'assistant', text: reply.text, reply, at },
    ],
    sender: 'session-1',
    messageId: `${conversation}-client-${n}`,
    requestHash: `hash-${n}`,
    turn: { conversationId: conversation, replies: [reply] },
    ...over,
  };
}
