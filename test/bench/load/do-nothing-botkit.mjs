/**
 * The second yardstick: our built HTTP server and Botkit, with a handler that says what it always says and keeps
 * nothing. The third keeps its turns as ours are kept, so that what is left to Dawen is what it understands.
 */
import { readFileSync } from 'node:fs';
import { systemClock } from '../../../dist/bot/clock.js';
import { createConsoleParts } from '../../../dist/bot/console/parts.js';
import { createController } from '../../../dist/bot/controller.js';
import { listen } from '../../../dist/bot/http/listen.js';
import { createMetrics } from '../../../dist/bot/http/metrics.js';
import { createRateLimits } from '../../../dist/bot/http/rate-limit.js';
import { createServer } from '../../../dist/bot/http/server.js';
import { createSessionDesk } from '../../../dist/bot/http/sessions.js';
import { createLog } from '../../../dist/bot/log.js';
import { messageOf } from '../../../dist/bot/store/conversations.js';
import { openStore, storePlace } from '../../../dist/bot/store/open.js';

const [port, data, recordedFile, keeps] = process.argv.slice(2);
const { turns } = JSON.parse(readFileSync(recordedFile, 'utf8'));
const store = await openStore(storePlace({ dataDir: data }));
const log = createLog('error');
const clock = systemClock;
const controller = createController();
let said = 0;

async function say(message) {
  const turn = turns[said++ % turns.length];
  return { replies: await controller.receive(message, async () => turn.replies) };
}

async function sayAndKeep(message) {
  const { conversation: id, sender, id: messageId, channel, text, at } = message;
  const known = await store.conversations.recall({ conversation: id, sender: sender.key, messageId });
  const replies = (await say(message)).replies.map((reply, n) => ({
    ...reply,
    messageId: `${messageId}-${n}`,
  }));
  const turn = { conversationId: id, replies };
  const born = { id, channel, owner: sender.key, state: {}, createdAt: at, version: 0 };
  const spoken = { id: messageId, from: 'person', text, clientMessageId: messageId, at };
  await store.conversations.saveTurn({
    ...{ conversation: known.conversation ?? born, sender: sender.key, messageId, requestHash: '', turn },
    messages: [spoken, ...replies.map((reply) => messageOf(reply, at))],
  });
  return turn;
}

const assistant = { turn: keeps ? sayAndKeep : say };
const desk = createSessionDesk({ sessions: store.sessions, clock, log });
const config = { allowedOrigins: [], trustProxy: false };
const app = createServer({
  ...{ config, console: createConsoleParts({ config, store, clock, log }), webDir: 'dist/web' },
  ...{ assistant, store, desk, clock, log, limits: createRateLimits(), metrics: createMetrics() },
});
await listen(app, { host: '127.0.0.1', port: Number(port) });
