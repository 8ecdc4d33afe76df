/** `dawen forget ACCOUNT`: erases everything that is kept of one person. */
import { toIso } from '../clock.ts';
import type { Erased } from '../store/erase.ts';
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

/** Works beside running servers. The audit log says that somebody was forgotten, and not who. */
export async function forget(options: ForgetOptions, context: CliContext): Promise<ExitCode> {
  const store = await openFor(options, context);
  try {
    const at = toIso(context.clock());
    const erased = await store.forget(options.account, at);
    const event = { actor: 'dawen forget', action: 'account.forgotten', detail: { ...erased } };
    await store.audit.note({ at, ...event });
    await (options.json
      ? writeJson(context.stdout, { account: options.account, ...erased })
      : writeLine(context.stdout, tell(options.account, erased)));
    return 0;
  } finally {
    await store.close();
  }
}

function tell(account: string, { conversations, messages, sessions, links, accounts }: Erased): string {
  if (conversations + sessions + links + accounts === 0) return `${account}: nothing is kept`;
  const facts = accounts > 0 ? 'its facts' : 'no facts';
  const erased = `${conversations} conversations with ${messages} messages, ${sessions} sessions, ${links} links to chats, ${facts}`;
  return `${account}: erased ${erased}; backups made before still hold them`;
}
