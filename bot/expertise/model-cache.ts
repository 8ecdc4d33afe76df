/** The trained router from the cache: training takes seconds, reading a file does not. */
import { createHash } from 'node:crypto';
import {
  lessonText,
  parseModel,
  type RoutingModel,
  serializeModel,
  trainModel,
} from '../../intents/router.ts';
import type { KnowledgeBase } from '../../knowledge/schema.ts';
import type { Log } from '../log.ts';
import { intentsDir } from '../paths.ts';
import { type Cache, hashFiles } from './cache.ts';

/** The model of what this knowledge teaches and this code; trained now, and kept, unless it was before. */
export function loadModel(knowledge: KnowledgeBase, cache: Cache, log: Log): RoutingModel {
  const name = modelName(knowledge);
  const known = cache.get(name, parseModel);
  if (known) return known;
  const started = performance.now();
  const model = trainModel(knowledge);
  const bytes = serializeModel(model);
  log.info({ ms: Math.round(performance.now() - started), bytes: bytes.length }, 'router trained');
  cache.put(name, bytes);
  return model;
}

/** Made from the words it learned and the code that learns and reads: an edited answer alone is learned by nobody. */
function modelName(knowledge: KnowledgeBase): string {
  const made = hashFiles(
    createHash('sha256').update(lessonText(knowledge)),
    intentsDir,
    /^(?!rules[\\/]).*\.[jt]s$/,
  );
  return `routing-${made.digest('hex').slice(0, 32)}.bin`;
}
