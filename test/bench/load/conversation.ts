/** One person's whole conversation at the HTTP face: opens a session, asks, gets a choice, picks, has a day worked out. */
import type { Client } from 'undici';
import type { Turn } from '../../../adapters/channel.ts';
import { readCases } from '../routing-cases.ts';

/** Hundreds of different wordings, so that nothing is answered from memory alone. */
const questions = ['dev', 'dev-2'].flatMap((set) =>
  readCases(`test/cases/routing/${set}.jsonl`).map(({ q }) => q),
);
/** Each leaves two or three entries, which the person is asked to choose from. */
const unclear = ['能认证几个', '怎么改', '失败了怎么办', '打款', '认证不了', '信息填错了'];

/** What one call came to. `milliseconds` is undefined where no answer came at all. */
export interface Answered {
  readonly status: number | undefined;
  readonly milliseconds: number;
  readonly isTurn: boolean;
}

/** The four messages of conversation `number`; no two conversations within a few hundred are the same. */
export function messagesOf(number: number): readonly { readonly text?: string; readonly choice?: number }[] {
  const day = `${1 + (number % 9)}月${1 + (number % 28)}号`;
  return [
    { text: questions[number % questions.length] ?? '' },
    { text: unclear[number % unclear.length] ?? '' },
    { choice: 1 },
    { text: `我${day}改过一次，最早什么时候能再改` },
  ];
}

export interface Listener {
  note(answered: Answered): void;
  /** Asked before each message: nothing more is said when time is up. */
  isOver(): boolean;
}

/** Says it all, and tells of every call. A call that is not answered with 2xx ends the conversation. */
export async function converse(client: Client, number: number, { note, isOver }: Listener): Promise<void> {
  const session = await call<{ token: string }>(client, { path: '/api/v1/sessions', body: {} }, note);
  let conversationId: string | undefined;
  for (const message of session ? messagesOf(number) : []) {
    if (isOver()) return;
    const said = { path: '/api/v1/messages', body: { ...message, conversationId }, token: session?.token };
    const turn = await call<Turn>(client, said, note);
    if (!turn) return;
    conversationId = turn.conversationId;
  }
}

interface Call {
  readonly path: string;
  readonly body: object;
  readonly token?: string | undefined;
}

async function call<Body>(
  client: Client,
  { path, body, token }: Call,
  note: Listener['note'],
): Promise<Body | undefined> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const started = performance.now();
  const isTurn = path === '/api/v1/messages';
  try {
    const response = await client.request({ path, method: 'POST', headers, body: JSON.stringify(body) });
    const json = await response.body.json();
    const status = response.statusCode;
    note({ status, milliseconds: performance.now() - started, isTurn });
    return status < 300 ? (json as Body) : undefined;
  } catch {
    note({ status: undefined, milliseconds: performance.now() - started, isTurn });
    return undefined;
  }
}
