/** The company's directory: `GET DIRECTORY_URL/{channel}/{company}/{user}` gives `{ "accountId": "…" }`, or 404. */
import { z } from 'zod';
import { accountIdSchema } from '../accounts.ts';
import { createGuardedGet, type GuardedOptions, ServiceError } from '../guarded-service.ts';
import type { Directory } from './linking.ts';

const answerSchema = z.object({ accountId: accountIdSchema });

/** Throws ServiceError when the directory cannot be asked, or says something else. */
export function createDirectory(options: GuardedOptions): Directory {
  const get = createGuardedGet(options);
  return {
    find: async ({ channel, tenant, user }) => {
      const answer = await get(channel, tenant, user);
      if (answer === undefined) return undefined;
      const parsed = answerSchema.safeParse(answer);
      if (!parsed.success) throw new ServiceError('no_account_id');
      return parsed.data.accountId;
    },
  };
}
