/** Dawen as a system of the routing bench: trained here, and read back from its bytes as the server does. */
import { createRouter, parseModel, serializeModel, trainModel } from '../../../intents/router.ts';
import type { KnowledgeBase } from '../../../knowledge/schema.ts';
import { type System, shown } from './system.ts';

export function buildDawen(knowledge: KnowledgeBase): System {
  const router = createRouter(knowledge, parseModel(serializeModel(trainModel(knowledge))));
  return {
    name: 'Dawen',
    version: 'this checkout',
    settings: 'as shipped; its thresholds are fitted on the knowledge base alone',
    answer(question) {
      const { decision, ranking, options = [] } = router.route(question);
      const ranked = ranking.slice(0, shown).map(({ entry, confidence }) => ({ entry, score: confidence }));
      return { ranked, verdict: { decision, options } };
    },
  };
}
