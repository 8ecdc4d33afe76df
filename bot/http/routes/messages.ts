/** `POST /api/v1/messages`: one turn. */
import { createHash, randomUUID } from 'node:crypto';
import type { Express } from 'express';
import { z } from 'zod';
import type { Message } from '../../../adapters/channel.ts';
import type { Locale } from '../../../knowledge/schema.ts';
import { toIso } from '../../clock.ts';
import type { Session } from '../../store/store.ts';
import { createTurnQueue, type InTurn } from '../../turn-queue.ts';
import { readBody, textSchema } from '../body.ts';
import { onlyMethods, Problem } from '../problem.ts';
import { type Call, mayRead, type RouteDeps, withSession } from './route.ts';

const channel = 'web';

const bodySchema = z
  .strictObject({
    text: textSchema.optional(),
    choice: z.union([textSchema, z.number().int().min(1).max(100)]).optional(),
    conversationId: z.string().max(200).optional(),
    clientMessageId: z.string().min(1).max(200).optional(),
  })
  .refine(({ text, choice }) => text !== undefined || choice !== undefined, {
    error: 'text or choice is needed',
    params: { problem: 'body_shape' },
  });
type Body = z.infer<typeof bodySchema>;

export function addMessageRoutes(app: Express, deps: RouteDeps): void {
  // the assistant orders turns by conversation; one message sent to two conversations at once is ordered here
  const inTurn = createTurnQueue();
  app
    .route('/api/v1/messages')
    .post(withSession(deps, (call) => answer(call, deps, inTurn)))
    .all(onlyMethods('POST'));
}

async function answer({ session, request, response }: Call, deps: RouteDeps, inTurn: InTurn): Promise<void> {
  await deps.limits.say(session.id, session.account);
  const body = readBody(bodySchema, request);
  if (body.conversationId !== undefined) await checkConversation(body.conversationId, session, deps);
  const message = toMessage(body, session, toIso(deps.clock()));
  const turn = await inTurn(`${session.id} ${message.id}`, () => deps.assistant.turn(message));
  response.json(turn);
}

async function checkConversation(id: string, session: Session, { store }: RouteDeps): Promise<void> {
  const conversation = await store.conversations.find(id);
  if (!conversation || !mayRead(session, conversation)) throw new Problem('conversation_not_found');
}

function toMessage(body: Body, session: Session, at: string): Message {
  return {
    channel,
    conversation: body.conversationId ?? newConversation(session.id, body.clientMessageId),
    sender: { key: session.id, ...(session.account !== undefined && { account: session.account }) },
    id: body.clientMessageId ?? randomUUID(),
    text: body.text ?? String(body.choice),
    ...(body.choice !== undefined && { choice: body.choice }),
    ...(session.locale !== undefined && { locale: session.locale as Locale }),
    at,
  };
}

/** The same first message sent twice, even at once, opens one conversation: its id follows from session and message. */
function newConversation(session: string, clientMessageId: string | undefined): string {
  if (clientMessageId === undefined) return randomUUID();
  return createHash('sha256').update(`${session}\n${clientMessageId}`).digest('base64url').slice(0, 32);
}
