/** Finds the lexicon's concepts in clean text: in each layer the longest surface form wins, from left to right. */
import type { Concept } from '../knowledge/schema.ts';
import { normalize } from './normalize.ts';

const allLayers = ['exact', 'broad', 'outside'] as const;

/** Other owners are outside as well; `owner` says that much more of them. */
const layerOf = ({ layer = 'exact' }: Concept): NamedConcepts['layer'] =>
  layer === 'owner' ? 'outside' : layer;

/** Concept ids of one layer in the order in which the text names them. */
export interface NamedConcepts {
  readonly layer: (typeof allLayers)[number];
  readonly found: readonly string[];
}
export type ConceptFinder = (clean: string) => NamedConcepts[];

/** A word's stem; English forms are compared by it, so that "verifying" is found by "verify". */
export type Stem = (word: string) => string;

/** A tree of forms: characters of Chinese ones, stemmed words of English ones. */
interface Branch {
  readonly next: Map<string, Branch>;
  concept?: string;
}

/** English words; any other character by itself; a blank only where it parts Chinese from Chinese. */
const token = /[a-z]+|[^a-z ]|(?<=[^a-z ]) (?=[^a-z ])/g;

function partsOf(clean: string, stem: Stem): string[] {
  return (clean.match(token) ?? []).map((part) => (part.length > 1 ? stem(part) : part));
}

function growTree(concepts: readonly Concept[], stem: Stem): Branch {
  const root: Branch = { next: new Map() };
  for (const concept of concepts) {
    for (const text of concept.forms.map(normalize)) {
      let branch = root;
      for (const part of partsOf(text, stem)) {
        const next: Branch = branch.next.get(part) ?? { next: new Map() };
        branch.next.set(part, next);
        branch = next;
      }
      if (branch !== root) branch.concept ??= concept.id;
    }
  }
  return root;
}

function findIn(root: Branch, parts: readonly string[]): string[] {
  const found: string[] = [];
  for (let at = 0; at < parts.length; ) {
    let end = at + 1;
    let concept: string | undefined;
    let branch: Branch | undefined = root;
    for (let to = at; to < parts.length; to++) {
      branch = branch.next.get(parts[to] as string);
      if (branch === undefined) break;
      if (branch.concept === undefined) continue;
      concept = branch.concept;
      end = to + 1;
    }
    if (concept !== undefined) found.push(concept);
    at = end;
  }
  return found;
}

export function createConceptFinder(concepts: readonly Concept[], stem: Stem): ConceptFinder {
  const layers = allLayers.map((layer) => ({
    layer,
    root: growTree(
      concepts.filter((concept) => layerOf(concept) === layer),
      stem,
    ),
  }));
  return (clean) => {
    const parts = partsOf(clean, stem);
    return layers.map(({ layer, root }) => ({ layer, found: findIn(root, parts) }));
  };
}
