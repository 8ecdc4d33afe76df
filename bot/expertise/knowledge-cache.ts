/** The checked knowledge base from the cache: reading and checking all its YAML takes a good part of a start. */
import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { deepFreeze } from '../../knowledge/freeze.ts';
import { type LoadedKnowledge, loadKnowledge } from '../../knowledge/load.ts';
import type { KnowledgeBase, RuleSignature } from '../../knowledge/schema.ts';
import { knowledgeCodeDir } from '../paths.ts';
import { type Cache, hashFiles } from './cache.ts';

/** Exactly what `loadKnowledge` gives, without the places in the files. Throws KnowledgeError with every fault. */
export function loadKnowledgeBase(dir: string, rules: readonly RuleSignature[], cache: Cache): KnowledgeBase {
  const name = knowledgeName(dir, rules);
  const known = name && cache.get(name, (bytes): KnowledgeBase => deserialize(bytes));
  if (known) return deepFreeze(known);
  const knowledge = withoutFiles(loadKnowledge(dir, { rules }));
  // files that changed while they were read would be kept under the name of what they were
  if (name && name === knowledgeName(dir, rules)) cache.put(name, serialize(knowledge));
  return knowledge;
}

/** Made from the files, the code that reads them and the rules they were checked against. */
function knowledgeName(dir: string, rules: readonly RuleSignature[]): string | undefined {
  try {
    const made = hashFiles(createHash('sha256').update(JSON.stringify(rules)), dir, /\.ya?ml$/);
    return `knowledge-${hashFiles(made, knowledgeCodeDir, /\.[jt]s$/)
      .digest('hex')
      .slice(0, 32)}.bin`;
  } catch {
    return undefined;
  }
}

/** What knows the places in the files holds all of the parsed files; a running assistant needs none of it. */
function withoutFiles({
  files: _files,
  used: _used,
  locate: _locate,
  ...knowledge
}: LoadedKnowledge): KnowledgeBase {
  return Object.freeze(knowledge);
}
