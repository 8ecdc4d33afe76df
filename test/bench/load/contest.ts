/** The servers of one run: the bare Express route, the Botkit handler that does nothing or only keeps, and Dawen. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningServer, startBareExpress, startDawen, startDoNothingBotkit } from '../running-server.ts';
import { messagesOf } from './conversation.ts';
import { type Drive, drive, type Load } from './drive.ts';

export const contestants = ['bare', 'doNothing', 'keeping', 'dawen'] as const;
export type Contestant = (typeof contestants)[number];

export interface Measured extends Load {
  /** Milliseconds of processor time of the server, per turn. */
  readonly processor: number | undefined;
}

export interface Contest {
  readonly dawen: RunningServer;
  /** One drive of one of them; warm it up first. */
  measure(contestant: Contestant, how: Drive): Promise<Measured>;
  stop(): Promise<void>;
}

export async function openContest(): Promise<Contest> {
  const dawen = await startDawen();
  const folder = mkdtempSync(join(tmpdir(), 'dawen-bench-'));
  const recorded = join(folder, 'recorded.json');
  writeFileSync(recorded, JSON.stringify(await record(dawen.url)));
  const [bare, doNothing, keeping] = await Promise.all([
    startBareExpress(recorded),
    startDoNothingBotkit(recorded),
    startDoNothingBotkit(recorded, 'keeps'),
  ]);
  const servers = { bare, doNothing, keeping, dawen };
  return {
    dawen,
    measure: (contestant, how) => measure(servers[contestant], how),
    stop: async () => {
      await Promise.all(Object.values(servers).map((server) => server.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function measure(server: RunningServer, how: Drive): Promise<Measured> {
  const before = server.processorSeconds();
  const load = await drive(server.url, how);
  const after = server.processorSeconds();
  const isKnown = before !== undefined && after !== undefined;
  const turns = load.turnsPerSecond * load.seconds;
  return { ...load, processor: isKnown ? ((after - before) * 1000) / turns : undefined };
}

/** What Dawen answers to a whole conversation, for the yardsticks to say after it. */
async function record(url: string): Promise<{ session: unknown; turns: unknown[] }> {
  const post = async (path: string, body: object, token = '') => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`POST ${path} answered ${response.status}`);
    return response.json();
  };
  const session = await post('/api/v1/sessions', {});
  const turns: { conversationId?: string }[] = [];
  for (const message of messagesOf(0)) {
    const { conversationId } = turns[0] ?? {};
    turns.push(await post('/api/v1/messages', { ...message, conversationId }, session.token));
  }
  return { session, turns };
}
