/** Loads what computing alone needs: the knowledge base and the rules, checked against each other. */
import { ruleSignatures } from '../../intents/rules/registry.ts';
import { createRuleRunner, type RuleRunner } from '../../intents/rules/run.ts';
import { type LoadedKnowledge, loadKnowledge } from '../../knowledge/load.ts';
import type { Config } from '../config.ts';

export interface Rulebook {
  readonly knowledge: LoadedKnowledge;
  readonly rules: RuleRunner;
}

/** Throws KnowledgeError with every fault of the knowledge base. */
export function loadRulebook({ knowledgeDir }: Pick<Config, 'knowledgeDir'>): Rulebook {
  const knowledge = loadKnowledge(knowledgeDir, { rules: ruleSignatures });
  return { knowledge, rules: createRuleRunner(knowledge) };
}
