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
    .sort((a, b) => b.form.length - a.form.length);
  return keepLatest((text: string) => {
    let rest = plainText(text);
    const named: string[] = [];
    for (const { id, form } of forms) {
      if (!rest.includes(form)) continue;
      named.push(id);
      rest = rest.replaceAll(form, ' ');
    }
    return [...new Set(named)];
  });
}
