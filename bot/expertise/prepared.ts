/** An expertise made ready by one process, checked and trained, and taken over as bytes by another in a tenth of a second. */
import { setImmediate as breathe } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import { createRouter, parseModel, serializeModel, spellingOf } from '../../intents/router.ts';
import { ruleSignatures } from '../../intents/rules/registry.ts';
import { formatPosition, KnowledgeError } from '../../knowledge/errors.ts';
import { deepFreeze } from '../../knowledge/freeze.ts';
import type { KnowledgeBase } from '../../knowledge/schema.ts';
import type { Log } from '../log.ts';
import { loadKnowledgeBase } from './knowledge-cache.ts';
import { assemble, type ExpertisePlace, type LoadedExpertise, openCache } from './load-expertise.ts';
import { loadModel } from './model-cache.ts';

export interface PreparedExpertise {
  readonly knowledge: Uint8Array;
  readonly model: Uint8Array;
}

/** What came of looking at the files. */
export type Preparation =
  | { readonly status: 'ready'; readonly expertise: PreparedExpertise }
  /** They hold what is known already. */
  | { readonly status: 'unchanged' }
  /** What must be mended, a line for each fault with its `file:line:column`. */
  | { readonly status: 'refused'; readonly lines: readonly string[] };

/** Takes seconds where nobody has trained with these files before. `known`: hash of what is known already. */
export function prepare(place: ExpertisePlace, known: string, log: Log): Preparation {
  try {
    const cache = openCache(place.dataDir, log);
    const knowledge = loadKnowledgeBase(place.knowledgeDir, ruleSignatures, cache);
    if (knowledge.hash === known) return { status: 'unchanged' };
    const model = serializeModel(loadModel(knowledge, cache, log));
    return { status: 'ready', expertise: { knowledge: serialize(knowledge), model } };
  } catch (error) {
    if (!(error instanceof KnowledgeError)) throw error;
    const lines = error.faults.map((fault) => `${formatPosition(fault)}: ${fault.message}`);
    return { status: 'refused', lines };
  }
}

/** Between the steps others have their turn, so that nobody waits for all of it. */
export async function unpack(prepared: PreparedExpertise): Promise<LoadedExpertise> {
  const knowledge: KnowledgeBase = deepFreeze(deserialize(prepared.knowledge));
  await breathe();
  const model = parseModel(prepared.model);
  await breathe();
  const spell = spellingOf(model);
  await breathe();
  return assemble(knowledge, createRouter(knowledge, model, spell));
}
