/** What every turn looks up in a knowledge base, made once for each. */
import { rules } from '../../intents/rules/registry.ts';
import type { Fact, KnowledgeBase, LoadedEntry } from '../../knowledge/schema.ts';
import type { ConceptsOf } from '../understand/choices.ts';
import { createNaming } from '../understand/naming.ts';

export interface Prepared {
  readonly conceptsOf: ConceptsOf;
  /** Entries by id. */
  readonly entries: ReadonlyMap<string, LoadedEntry>;
  /** Facts that a rule can use, with their words, by the rule's name. */
  readonly factsOf: ReadonlyMap<string, readonly Fact[]>;
}

const known = new WeakMap<KnowledgeBase, Prepared>();

export function preparedFor(knowledge: KnowledgeBase): Prepared {
  const prepared = known.get(knowledge) ?? prepare(knowledge);
  known.set(knowledge, prepared);
  return prepared;
}

const prepare = ({ concepts, entries, facts }: KnowledgeBase): Prepared => ({
  conceptsOf: createNaming(concepts),
  entries: new Map(entries.map((entry) => [entry.id, entry])),
  factsOf: new Map(
    [...rules.values()].map((rule) => [rule.name, rule.facts.flatMap((name) => facts.get(name) ?? [])]),
  ),
});
