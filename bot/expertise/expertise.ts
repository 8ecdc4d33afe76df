/** What the assistant knows at one moment: knowledge base, router and rules. They are swapped together or not at all. */
import type { RuleRunner } from '../../intents/rules/run.ts';
import type { Router } from '../../intents/types.ts';
import type { KnowledgeBase } from '../../knowledge/schema.ts';

export interface Expertise {
  readonly knowledge: KnowledgeBase;
  readonly router: Router;
  readonly rules: RuleRunner;
}
