/** The sessions of agents: opened after a sign-in, found by their cookie's token, ended everywhere at once. */
import { Temporal } from 'temporal-polyfill';
import { type Clock, toIso } from '../clock.ts';
import { createToken, hashToken } from '../http/tokens.ts';
import type { AgentSession, AgentSessions } from '../store/agent-sessions.ts';
import type { Agent } from '../store/agents.ts';

/** From the last use, and from the sign-in. */
export const agentLifetimes = {
  idle: Temporal.Duration.from({ minutes: 60 }),
  whole: Temporal.Duration.from({ hours: 12 }),
} as const;
/** A renewal that gains less is not worth a write. */
const worthwhileGain = 60_000;

/** Who calls, and by which session. */
export interface SignedIn {
  readonly agent: Agent;
  readonly session: AgentSession;
}

export interface AgentDesk {
  /** Opens a session and gives the token for its cookie; none when the account was changed in the meantime. */
  open(agent: Agent): Promise<string | undefined>;
  /** The live session of a token, renewed by this use. */
  authenticate(token: string): Promise<SignedIn | undefined>;
  /** The same, without renewing it: for pages that lie open. */
  peek(token: string): Promise<SignedIn | undefined>;
  /** Whether a session lives still, without renewing it: for streams that stay open. */
  isLive(session: AgentSession): Promise<boolean>;
  end(session: AgentSession): Promise<void>;
  endAll(agent: string): Promise<void>;
}

export interface AgentDeskDeps {
  readonly sessions: AgentSessions;
  readonly clock: Clock;
}

export function createAgentDesk({ sessions, clock }: AgentDeskDeps): AgentDesk {
  async function find(tokenHash: string): Promise<SignedIn | undefined> {
    const found = await sessions.find(tokenHash);
    const isLive = found && found.session.expiresAt > toIso(clock()) && found.agent.disabledAt === undefined;
    return isLive ? found : undefined;
  }
  return {
    open: async (agent) => {
      const token = createToken();
      const createdAt = toIso(clock());
      const born = { tokenHash: hashToken(token), agent: agent.name, createdAt };
      const session = { ...born, expiresAt: expiryAfterUse(createdAt, clock()) };
      return (await sessions.open(session, agent)) ? token : undefined;
    },
    authenticate: async (token) => {
      const found = await find(hashToken(token));
      if (found) await renew(found.session, { sessions, clock });
      return found;
    },
    peek: (token) => find(hashToken(token)),
    isLive: async ({ tokenHash }) => (await find(tokenHash)) !== undefined,
    end: ({ tokenHash }) => sessions.end(tokenHash),
    endAll: (agent) => sessions.endAll(agent),
  };
}

async function renew(session: AgentSession, { sessions, clock }: AgentDeskDeps): Promise<void> {
  const expiresAt = expiryAfterUse(session.createdAt, clock());
  const gain = Date.parse(expiresAt) - Date.parse(session.expiresAt);
  if (gain >= worthwhileGain) await sessions.extend(session.tokenHash, expiresAt);
}

function expiryAfterUse(createdAt: string, now: Temporal.Instant): string {
  const idleEnd = toIso(now.add(agentLifetimes.idle));
  const wholeEnd = toIso(Temporal.Instant.from(createdAt).add(agentLifetimes.whole));
  return wholeEnd < idleEnd ? wholeEnd : idleEnd;
}
