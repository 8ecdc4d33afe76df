/** `dawen links`: which people of Slack and WeCom are linked to which accounts, and undoing it. */
import { inShanghai, toIso } from '../clock.ts';
import { openFor } from './backup.ts';
import type { CliContext } from './context.ts';
import { type ExitCode, UsageError } from './usage-error.ts';
import { writeJson, writeLine } from './write.ts';

export interface LinksOptions {
  readonly json?: boolean;
  /** Data folder, instead of DATA_DIR. */
  readonly data?: string;
}

export async function listLinks(
  { account, ...options }: LinksOptions & { readonly account?: string },
  context: CliContext,
): Promise<ExitCode> {
  const store = await openFor(options, context);
  try {
    const links = await store.links.list(account);
    for (const link of links) {
      const { person, account: linked, linkedAt } = link;
      await (options.json
        ? writeJson(context.stdout, link)
        : writeLine(context.stdout, `${person.padEnd(36)} ${linked.padEnd(24)} ${inShanghai(linkedAt)}`));
    }
    if (links.length === 0 && !options.json) await writeLine(context.stderr, 'nobody is linked');
    return 0;
  } finally {
    await store.close();
  }
}

/** Works beside running servers. Throws UsageError where there is no such link. */
export async function removeLink(
  { person, ...options }: LinksOptions & { readonly person: string },
  context: CliContext,
): Promise<ExitCode> {
  const store = await openFor(options, context);
  try {
    if (!(await store.links.remove(person)))
      throw new UsageError(`${person.slice(0, 80)}: is not linked; dawen links list shows who is`);
    const event = { actor: 'dawen links', action: 'link.removed' };
    await store.audit.note({ at: toIso(context.clock()), ...event });
    await (options.json
      ? writeJson(context.stdout, { person, removed: true })
      : writeLine(context.stdout, `${person} is no longer linked to an account.`));
    return 0;
  } finally {
    await store.close();
  }
}
