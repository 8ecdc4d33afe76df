/** `dawen doctor`: checks configuration, knowledge, store and channels, and says what to do. */
import { KnowledgeError } from '../../knowledge/errors.ts';
import { readSlackSettings } from '../channels/slack/settings.ts';
import { type Config, ConfigError } from '../config.ts';
import { horizonWarning } from '../expertise/expertise-dates.ts';
import type { Agent } from '../store/agents.ts';
import { StoreError } from '../store/errors.ts';
import { openStore, storePlace } from '../store/open.ts';
import { channelStates } from './channel-states.ts';
import type { CliContext } from './context.ts';
import type { Finding } from './finding.ts';
import { readServerUrl } from './inputs.ts';
import type { ExitCode } from './usage-error.ts';
import { writeLine } from './write.ts';

export interface DoctorOptions {
  /** Platforms and the running server are asked as well. */
  readonly online?: boolean;
  /** Address of the running server; PUBLIC_URL unless set. */
  readonly url?: string;
}

/** Exit 1 when something would keep the server from starting, or a platform from talking with it. */
export async function doctor(options: DoctorOptions, context: CliContext): Promise<ExitCode> {
  const findings = await examine(options, context);
  for (const { state, text } of findings) await writeLine(context.stdout, `${state.padEnd(8)}${text}`);
  return findings.some(({ state }) => state === 'failed') ? 1 : 0;
}

async function examine(options: DoctorOptions, context: CliContext): Promise<Finding[]> {
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
    ...(options.online ? await askAround(config, options, context) : []),
  ];
}

async function askAround(
  config: Config,
  { url = config.publicUrl }: DoctorOptions,
  { clock }: CliContext,
): Promise<Finding[]> {
  const now = clock().epochMilliseconds;
  const { checkAddresses } = await import('./online/address.ts');
  const { checkSlack } = await import('./online/slack.ts');
  const { checkWecom } = await import('./online/wecom.ts');
  const slack = readSlackSettings(config);
  const nowhere: Finding = {
    state: 'off',
    text: 'addresses: not verified; --url or PUBLIC_URL says where the server runs',
  };
  return [
    ...(slack ? await checkSlack(slack, now) : []),
    ...(await checkWecom(config.settings, now)),
    ...(url === undefined ? [nowhere] : await checkAddresses(readServerUrl(url), config.settings, now)),
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
