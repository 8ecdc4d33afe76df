/** Gives a rule its types: `evaluate` sees exactly the facts that `facts` names. */
import type { FactName } from './facts.ts';
import type { Rule } from './types.ts';

export function defineRule<const Name extends FactName>(rule: Rule<Name>): Rule<Name> {
  return rule;
}
