/** Puts together what lets agents in: sessions, lock-out, passwords, the identity provider. */
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { type AgentDesk, createAgentDesk } from './agent-desk.ts';
import { createLockOut, type LockOut } from './lock-out.ts';
import { createOidc, type Oidc } from './oidc.ts';
import { createPasswords, type Passwords } from './passwords.ts';
import { createSignIn, type SignIn } from './sign-in.ts';

export interface ConsoleParts {
  readonly desk: AgentDesk;
  readonly signIn: SignIn;
  readonly lockOut: LockOut;
  readonly passwords: Passwords;
  /** Absent where no provider is configured. */
  readonly oidc?: Oidc;
  /** Signs receipts; absent: none are issued. */
  readonly receiptKey?: string;
  /** Whether cookies are for https alone. */
  readonly isSecure: boolean;
}

export interface ConsolePartsDeps {
  readonly config: Pick<Config, 'oidc' | 'publicUrl' | 'receiptKey'>;
  readonly store: Pick<Store, 'agents' | 'agentSessions' | 'signInTries' | 'audit'>;
  readonly clock: Clock;
  readonly log: Log;
}

export function createConsoleParts({ config, store, clock, log }: ConsolePartsDeps): ConsoleParts {
  const desk = createAgentDesk({ sessions: store.agentSessions, clock });
  const lockOut = createLockOut(store.signInTries, clock);
  const passwords = createPasswords();
  const { agents, audit } = store;
  return {
    ...{ desk, lockOut, passwords },
    signIn: createSignIn({ agents, desk, lockOut, passwords, audit, clock, log }),
    ...(config.oidc && { oidc: createOidc(config.oidc) }),
    ...(config.receiptKey !== undefined && { receiptKey: config.receiptKey }),
    isSecure: config.publicUrl?.startsWith('https:') ?? false,
  };
}
