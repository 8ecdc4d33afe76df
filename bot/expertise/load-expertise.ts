/** Loads all that the assistant knows: knowledge base, rules and trained router, from the cache where it can. */
import { join } from 'node:path';
import { createRouter } from '../../intents/router.ts';
import { ruleSignatures } from '../../intents/rules/registry.ts';
import { createRuleRunner } from '../../intents/rules/run.ts';
import type { ExplainingRouter } from '../../intents/types.ts';
import type { KnowledgeBase } from '../../knowledge/schema.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { builtCacheDir } from '../paths.ts';
import { type Cache, createCache } from './cache.ts';
import type { Expertise } from './expertise.ts';
import { loadKnowledgeBase } from './knowledge-cache.ts';
import { loadModel } from './model-cache.ts';

/** An Expertise whose router can be asked for its reasons. */
export interface LoadedExpertise extends Expertise {
  readonly router: ExplainingRouter;
}

/** Where the files are, and what is kept of them. */
export type ExpertisePlace = Pick<Config, 'knowledgeDir' | 'dataDir'>;

/** Throws KnowledgeError with every fault of the knowledge base. */
export function loadExpertise({ knowledgeDir, dataDir }: ExpertisePlace, log: Log): LoadedExpertise {
  const cache = openCache(dataDir, log);
  const knowledge = loadKnowledgeBase(knowledgeDir, ruleSignatures, cache);
  return assemble(knowledge, createRouter(knowledge, loadModel(knowledge, cache, log)));
}

/** What the build has made already, and what this installation has. */
export function openCache(dataDir: string, log: Log): Cache {
  const own = join(dataDir, 'cache');
  return createCache({ read: [builtCacheDir, own], write: own }, log);
}

export const assemble = (knowledge: KnowledgeBase, router: ExplainingRouter): LoadedExpertise => ({
  ...{ knowledge, router, rules: createRuleRunner(knowledge) },
});

/** Makes and keeps what a start with this knowledge base would have to make; the build does it once for all. */
export function prepareExpertise(knowledgeDir: string, log: Log): void {
  const cache = createCache({ read: [builtCacheDir], write: builtCacheDir }, log);
  loadModel(loadKnowledgeBase(knowledgeDir, ruleSignatures, cache), cache, log);
}
