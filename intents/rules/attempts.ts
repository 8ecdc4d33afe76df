/** How often the received amount may still be entered. */
import type { RuleContext, Step } from './types.ts';

export interface Attempts {
  readonly attemptsLeft: number;
  readonly mustResubmit: boolean;
  readonly steps: readonly Step[];
}

/** Once the attempts are used up, the bank details have to be submitted anew; that gives fresh attempts. */
export function attemptsAfter(wrong: number, { parameters }: RuleContext): Attempts {
  const attempts = parameters.count('amount_attempts');
  const attemptsLeft = Math.max(0, attempts - wrong);
  const id = attemptsLeft > 0 ? 'attempts_left' : 'attempts_used_up';
  return {
    attemptsLeft,
    mustResubmit: attemptsLeft === 0,
    steps: [{ id, values: { attempts, wrong, attemptsLeft } }],
  };
}
