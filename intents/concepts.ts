/** Finds the lexicon's concepts in clean text: in each layer the longest surface form wins, from left to right. */
import type { Concept } from '../knowledge/schema.ts';
import { normalize } from './normalize.ts';

export type ConceptLayer = NonNullable<Concept['layer']>;
const allLayers: readonly ConceptLayer[] = ['exact', 'broad', 'outside'];

/** Concept ids of one layer in the order in which the text names them. */
export interface NamedConcepts {
  readonly layer: ConceptLayer;
  readonly found: readonly string[];
}
export type ConceptFinder = (clean: string) => NamedConcepts[];

/** A word's stem; English forms are compared by it, so that "verifying" is found by "verify". */
export type Stem = (word: string) => string;

interface Form {
  readonly concept: string;
  /** Characters of a Chinese form, stemmed words of an English one. */
  readonly parts: readonly string[];
}
type Forms = ReadonlyMap<string, readonly Form[]>;

const runs = /[a-z0-9. ]*[a-z][a-z0-9. ]*|[^a-z]+/g;
const latinOnly = /^[a-z0-9. ]*[a-z][a-z0-9. ]*$/;

function partsOf(clean: string, stem: Stem): string[] {
  return latinOnly.test(clean) ? clean.trim().split(/ +/).map(stem) : [...clean];
}

function formsByFirst(concepts: readonly Concept[], stem: Stem): Forms {
  const byFirst = new Map<string, Form[]>();
  for (const concept of concepts) {
    for (const text of new Set(concept.forms.map(normalize))) {
      const parts = partsOf(text, stem);
      const first = parts[0];
      if (first === undefined || text === '') continue;
      byFirst.set(first, [...(byFirst.get(first) ?? []), { concept: concept.id, parts }]);
    }
  }
  for (const forms of byFirst.values()) forms.sort((a, b) => b.parts.length - a.parts.length);
  return byFirst;
}

function findIn(forms: Forms, parts: readonly string[]): string[] {
  const found: string[] = [];
  for (let at = 0; at < parts.length; ) {
    const start = at;
    const form = forms
      .get(parts[start] ?? '')
      ?.find((one) => one.parts.every((part, i) => part === parts[start + i]));
    if (form !== undefined) found.push(form.concept);
    at += form?.parts.length ?? 1;
  }
  return found;
}

export function createConceptFinder(concepts: readonly Concept[], stem: Stem): ConceptFinder {
  const layers = allLayers.map((layer) => ({
    layer,
    forms: formsByFirst(
      concepts.filter((concept) => (concept.layer ?? 'exact') === layer),
      stem,
    ),
  }));
  return (clean) => {
    const texts = (clean.match(runs) ?? []).map((run) => partsOf(run, stem));
    return layers.map(({ layer, forms }) => ({ layer, found: texts.flatMap((parts) => findIn(forms, parts)) }));
  };
}
