/** What becomes free when accounts are moved from one ID card to another, and from when on. */
import { defineRule } from './define-rule.ts';
import { changeParameters, nextChange } from './next-change.ts';
import { invalid, needs, ok } from './outcome.ts';
import { remainingOf } from './quota.ts';
import type { Step } from './types.ts';

export const releaseSlot = defineRule({
  name: 'release_slot',
  facts: ['idCardBoundAccounts', 'accountsMovedToOtherId', 'lastModifiedAt'],
  parameters: ['slot_release', 'personal_account_limit', ...changeParameters],
  outcomes: ['slots_free', 'slots_free_now', 'slots_free_from', 'still_full'],
  reasons: [],
  values: ['remainingAfter', 'canVerifyMore', 'earliestReleaseDate', 'canReleaseNow'],

  evaluate({ idCardBoundAccounts: bound, accountsMovedToOtherId: moved, lastModifiedAt }, context) {
    if (bound === undefined)
      return moved === undefined
        ? needs('idCardBoundAccounts', 'accountsMovedToOtherId')
        : needs('idCardBoundAccounts');
    if (moved === undefined) return needs('accountsMovedToOtherId');
    if (moved > bound) return invalid('more_than_bound', 'accountsMovedToOtherId');
    const { parameters } = context;
    parameters.cite('slot_release');
    const left = bound - moved;
    const {
      remaining,
      canVerifyMore,
      steps: counted,
    } = remainingOf(parameters.count('personal_account_limit'), left);
    const change = lastModifiedAt && nextChange(lastModifiedAt, context);
    const freed: Step = { id: 'accounts_moved', values: { bound, moved, left } };
    return ok(
      canVerifyMore ? freeOutcome(change?.allowedNow) : 'still_full',
      {
        remainingAfter: remaining,
        canVerifyMore,
        earliestReleaseDate: change?.day,
        canReleaseNow: change?.allowedNow,
      },
      [freed, ...counted, ...(change?.steps ?? [])],
    );
  },
});

function freeOutcome(allowedNow: boolean | undefined): string {
  if (allowedNow === undefined) return 'slots_free';
  return allowedNow ? 'slots_free_now' : 'slots_free_from';
}
