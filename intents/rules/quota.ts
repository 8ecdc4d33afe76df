/** What remains of a number of accounts. */
import type { Step } from './types.ts';

export interface Quota {
  readonly limit: number;
  readonly remaining: number;
  readonly canVerifyMore: boolean;
  readonly steps: readonly Step[];
}

/** More accounts bound than the limit allows leave 0, and a step that says so. */
export function remainingOf(limit: number, bound: number): Quota {
  const remaining = Math.max(0, limit - bound);
  const id = bound > limit ? 'quota_exceeded' : 'quota_remaining';
  return {
    limit,
    remaining,
    canVerifyMore: remaining > 0,
    steps: [{ id, values: { limit, bound, remaining } }],
  };
}
