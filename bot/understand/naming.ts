/** Which concepts of the lexicon a few words name, so that 公司 and 企业 mean the same option. */
import type { Concept } from '../../knowledge/schema.ts';
import type { ConceptsOf } from './choices.ts';
import { keepLatest } from './latest.ts';
import { plainText } from './plain-text.ts';

/** Finds concepts by their forms; a longer form hides the shorter ones inside it. */
export function createNaming(concepts: readonly Concept[]): ConceptsOf {
  const forms = concepts
    .flatMap(({ id, forms }) => forms.map((form) => ({ id, form: plainText(form) })))
    .filter(({ form }) => form.length > 1)
    .sort((a, b) => b.form.length - a.form.length)
    .map((named, order) => ({ ...named, order }));
  // of thousands of forms few begin as some part of a text does
  const byBeginning = new Map<string, typeof forms>();
  for (const named of forms) {
    const beginning = named.form.slice(0, 2);
    byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), named]);
  }
  return keepLatest((text: string) => {
    let rest = plainText(text);
    const pairs = new Set(Array.from({ length: rest.length }, (_, at) => rest.slice(at, at + 2)));
    const possible = [...pairs].flatMap((pair) => byBeginning.get(pair) ?? []);
    const named: string[] = [];
    for (const { id, form } of possible.sort((a, b) => a.order - b.order)) {
      if (!rest.includes(form)) continue;
      named.push(id);
      rest = rest.replaceAll(form, ' ');
    }
    return [...new Set(named)];
  });
}
