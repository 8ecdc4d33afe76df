/** `dawen forget ACCOUNT`: erases everything that is kept of one person. */
import { setTimeout as wait } from 'node:timers/promises';
import { toIso } from '../clock.ts';
import { createKnowledgeBoard } from '../expertise/knowledge-board.ts';
import type { Erased } from '../store/erase.ts';
import type { OpenedStore } from '../store/open.ts';
import { openFor } from './backup.ts';
import type { CliContext } from './context.ts';
import type { ExitCode } from './usage-error.ts';
import { writeJson, writeLine } from './write.ts';

export interface ForgetOptions {
  readonly account: string;
  /** Data folder, instead of DATA_DIR. */
  readonly data?: string;
  readonly json?: boolean;
}

/** Milliseconds in which a turn that was under way is kept or given up. */
const longestTurn = 12_000;

/**
 * Works beside running servers; `underWay` is how long they may take for what they have begun. The audit log says
 * that somebody was forgotten, and not who.
 */
export async function forget(
  options: ForgetOptions,
  context: CliContext,
  underWay = longestTurn,
): Promise<ExitCode> {
  const store = await openFor(options, context);
  try {
    const atOnce = await store.forget(options.account);
    const later = await forgetAgain(store, options.account, underWay);
    const erased = later ? sum(atOnce, later) : atOnce;
    const event = { actor: 'dawen forget', action: 'account.forgotten', detail: { ...erased } };
    await store.audit.note({ at: toIso(context.clock()), ...event });
    await (options.json
      ? writeJson(context.stdout, { account: options.account, ...erased })
      : writeLine(context.stdout, tell(options.account, erased)));
    return 0;
  } finally {
    await store.close();
  }
}

/** What a server kept of a turn that it had begun before; nothing where none runs. */
async function forgetAgain(
  store: OpenedStore,
  account: string,
  underWay: number,
): Promise<Erased | undefined> {
  const servers = await createKnowledgeBoard(store).peers();
  if (servers.length === 0) return undefined;
  await wait(underWay);
  return store.forget(account);
}

const sum = (one: Erased, other: Erased): Erased => ({
  conversations: one.conversations + other.conversations,
  messages: one.messages + other.messages,
  sessions: one.sessions + other.sessions,
  links: one.links + other.links,
  accounts: one.accounts + other.accounts,
});

function tell(account: string, { conversations, messages, sessions, links, accounts }: Erased): string {
  if (conversations + sessions + links + accounts === 0) return `${account}: nothing is kept`;
  const facts = accounts > 0 ? 'its facts' : 'no facts';
  const erased = `${conversations} conversations with ${messages} messages, ${sessions} sessions, ${links} links to chats, ${facts}`;
  return `${account}: erased ${erased}; backups made before still hold them`;
}
