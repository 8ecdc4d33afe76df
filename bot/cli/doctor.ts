/** `dawen doctor`: checks configuration, knowledge, store and channels, and says what to do. */

import { KnowledgeError } from '../../knowledge/errors.ts';
import { type Config, ConfigError } from '../config.ts';
import { horizonWarning } from '../expertise/expertise-dates.ts';
import type { Agent } from '../store/agents.ts';
import { StoreError } from '../store/errors.ts';
import { openStore, storePlace } from '../store/open.ts';
import { channelStates } from './channel-states.ts';
import type { CliContext } from './context.ts';
import type { ExitCode } from './usage-error.ts';
import { writeLine } from './write.ts';

interface Finding {
  readonly state: 'ok' | 'warning' | 'off' | 'failed';
  readonly text: string;
}

/** Exit 1 when something would keep the server from starting. */
export async function doctor(context: CliContext): Promise<ExitCode> {
  const findings = await examine(context);
  for (const { state, text } of findings) await writeLine(context.stdout, `${state.padEnd(8)}${text}`);
  return findings.some(({ state }) => state === 'failed') ? 1 : 0;
}

async function examine(context: CliContext): Promise<Finding[]> {
  const config = readConfig(context);
  if (Array.isArray(config)) return config;
  const knowledge = await checkKnowledge(context);
  const store = await checkStore(config);
  return [
    { state: 'ok', text: 'configuration' },
    ...weakKeys(config),
    ...knowledge,
    ...store,
    ...channelStates(config),
  ];
}

function readConfig(context: CliContext): Config | Finding[] {
  try {
    return context.config();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.lines.map((line) => ({ state: 'failed', text: `configuration: ${line}` }));
  }
}

/** HS256 asks for a key as long as its hash. */
function weakKeys({ identity }: Config): Finding[] {
  const weak = [...identity.keys].filter(([, secret]) => Buffer.byteLength(secret) < 32);
  return weak.map(([kid]) => ({
    state: 'warning',
    text: `IDENTITY_KEYS: the secret of ${kid} is shorter than 32 bytes; use a longer one`,
  }));
}

async function checkKnowledge(context: CliContext): Promise<Finding[]> {
  try {
    const expertise = await context.expertise();
    const { entries, hash } = expertise.knowledge;
    const warning = horizonWarning(expertise, context.clock());
    return [
      { state: 'ok', text: `knowledge: ${entries.length} entries, ${hash.slice(0, 12)}` },
      ...(warning === undefined ? [] : [{ state: 'warning', text: warning } as const]),
    ];
  } catch (error) {
    if (!(error instanceof KnowledgeError)) throw error;
    return [{ state: 'failed', text: `knowledge: ${error.faults.length} faults; dawen lint shows them` }];
  }
}

async function checkStore(config: Config): Promise<Finding[]> {
  try {
    const store = await openStore(storePlace(config));
    await store.ping();
    const agents = await store.agents.list();
    await store.close();
    return [{ state: 'ok', text: `store: ${store.place}` }, describeAgents(agents)];
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return [{ state: 'failed', text: `store: ${error.message}` }];
  }
}

function describeAgents(agents: readonly Agent[]): Finding {
  if (agents.length > 0) return { state: 'ok', text: `console: agents ${agents.length}` };
  return { state: 'off', text: 'console: nobody may sign in; dawen agents add NAME --role admin' };
}
