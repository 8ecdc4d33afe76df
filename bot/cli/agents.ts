/** `dawen agents`: adds agents of the console, invites them anew, changes what they may do, lists them. */
import { type Role, roles } from '../../adapters/console/console-api.ts';
import { inShanghai } from '../clock.ts';
import type { Config } from '../config.ts';
import {
  type AccountFault,
  type AgentAccounts,
  createAgentAccounts,
  type Link,
  type Outcome,
  toAgentLine,
} from '../console/agent-accounts.ts';
import { type OpenedStore, openStore, storePlace } from '../store/open.ts';
import type { CliContext } from './context.ts';
import { type ExitCode, UsageError } from './usage-error.ts';
import { writeJson, writeLine } from './write.ts';

export interface AgentsOptions {
  readonly json?: boolean;
  /** Data folder, instead of DATA_DIR. */
  readonly data?: string;
}

export interface AddOptions extends AgentsOptions {
  readonly name: string;
  readonly role?: string;
  readonly displayName?: string;
}

export async function addAgent(
  { name, role = 'agent', displayName, ...options }: AddOptions,
  context: CliContext,
) {
  const added = { name, role: readRole(role), ...(displayName !== undefined && { displayName }) };
  return work(options, context, async ({ accounts, config }) => {
    const link = expect(await accounts.add(added), name);
    return writeLink({ link, what: `${link.name} was added as ${role}.`, config }, options, context);
  });
}

export async function resetAgent(
  { name, ...options }: AgentsOptions & { name: string },
  context: CliContext,
) {
  return work(options, context, async ({ accounts, config }) => {
    const link = expect(await accounts.reset(name), name);
    const what = `${link.name} is signed out everywhere and has no password.`;
    return writeLink({ link, what, config }, options, context);
  });
}

export async function setRole(
  { name, role, ...options }: AgentsOptions & { name: string; role: string },
  context: CliContext,
) {
  const wanted = readRole(role);
  return work(options, context, async ({ accounts }) => {
    const done = expect(await accounts.setRole(name, wanted), name);
    if (options.json)
      return writeJson(context.stdout, { name: done.name, role: wanted, former: done.former });
    await writeLine(
      context.stdout,
      `${done.name} was ${done.former}, is ${wanted} now, and signed out everywhere.`,
    );
  });
}

export async function barAgent(
  { name, isBarred, ...options }: AgentsOptions & { name: string; isBarred: boolean },
  context: CliContext,
) {
  return work(options, context, async ({ accounts }) => {
    const done = expect(await (isBarred ? accounts.disable(name) : accounts.enable(name)), name);
    if (options.json) return writeJson(context.stdout, { name: done.name, disabled: isBarred });
    const what = isBarred ? 'is disabled and signed out everywhere' : 'may sign in again';
    await writeLine(context.stdout, `${done.name} ${what}.`);
  });
}

export async function listAgents(options: AgentsOptions, context: CliContext) {
  return work(options, context, async ({ store }) => {
    const lines = (await store.agents.list()).map(toAgentLine);
    for (const line of lines) {
      const { name, role, state, lastSignInAt } = line;
      const seen = lastSignInAt ? inShanghai(lastSignInAt) : 'never signed in';
      await (options.json
        ? writeJson(context.stdout, line)
        : writeLine(context.stdout, `${name.padEnd(24)} ${role.padEnd(7)} ${state.padEnd(9)} ${seen}`));
    }
    if (lines.length === 0 && !options.json)
      await writeLine(context.stderr, 'no agents yet; add the first: dawen agents add NAME --role admin');
  });
}

function readRole(given: string): Role {
  const role = roles.find((one) => one === given);
  if (role) return role;
  throw new UsageError(`--role ${given}: must be one of ${roles.join(', ')}`);
}

interface Workplace {
  readonly store: OpenedStore;
  readonly accounts: AgentAccounts;
  readonly config: Config;
}

async function work(
  { data }: AgentsOptions,
  context: CliContext,
  act: (place: Workplace) => Promise<void>,
): Promise<ExitCode> {
  const config = context.config({ ...(data !== undefined && { DATA_DIR: data }) });
  const store = await openStore(storePlace(config));
  try {
    await act({
      ...{ store, config },
      accounts: createAgentAccounts({ store, clock: context.clock, actor: 'dawen agents' }),
    });
    return 0;
  } finally {
    await store.close();
  }
}

const faults: Readonly<Record<AccountFault, string>> = {
  name_invalid: 'must be 2 to 64 letters, digits or . _ @ + -, and begin with a letter or a digit',
  name_taken: 'there is such an agent already; dawen agents reset gives a new link',
  agent_unknown: 'there is no such agent; dawen agents list shows them',
};

function expect<T>(outcome: Outcome<T>, name: string): T {
  if (outcome.ok) return outcome;
  throw new UsageError(`${name.slice(0, 80)}: ${faults[outcome.fault]}`);
}

interface Written {
  readonly link: Link;
  readonly what: string;
  readonly config: Config;
}

/** The link stands behind a #: a browser sends that part to nobody. */
function writeLink(
  { link: { name, token, expiresAt }, what, config }: Written,
  { json }: AgentsOptions,
  { stdout }: CliContext,
): Promise<void> {
  const link = `${baseOf(config)}/console#welcome=${token}`;
  if (json) return writeJson(stdout, { name, link, expiresAt });
  const until = `${inShanghai(expiresAt)} (Asia/Shanghai)`;
  return writeLine(stdout, `${what} Link to set the password, once, until ${until}:\n${link}`);
}

function baseOf({ publicUrl, host, port }: Config): string {
  if (publicUrl !== undefined) return publicUrl.replace(/(?<!\/)\/+$/, '');
  const isAny = host === '0.0.0.0' || host === '::';
  return `http://${isAny ? '127.0.0.1' : host}:${port}`;
}
