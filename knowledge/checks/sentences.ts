/** Sentences with placeholders: each must parse, and a rule's or facet's sentence may only use what there is for it. */
import type { Fault } from '../errors.ts';
import { didYouMean } from '../reading/nearest.ts';
import type { Path } from '../reading/problem.ts';
import type { Reading } from '../reading/read.ts';
import type { Placed } from '../reading/sheet.ts';
import type { RuleSignature } from '../schema.ts';
import { placeholders, TemplateError } from '../template.ts';

type Sentences = Readonly<Record<string, Readonly<Record<string, string | undefined>>>>;

/** Every language of every sentence. Steps may use any name: which rule takes them is not written down. */
export function checkSentences(reading: Reading, rules: readonly RuleSignature[]): Fault[] {
  const fromFiles = [
    ...reading.rules.files.flatMap((file) => checkGroup(file, ['steps'], { group: file.value.steps })),
    ...reading.facts.files.flatMap((file) => checkGroup(file, ['invalid'], { group: file.value.invalid })),
    ...reading.responses.files.flatMap((file) =>
      checkGroup(file, ['responses'], { group: file.value.responses }),
    ),
  ];
  const fromFacets = reading.facets.items.flatMap((facet) =>
    facet.value.ask ? checkGroup(facet, [], { group: { ask: facet.value.ask }, allowed: ['values'] }) : [],
  );
  const fromRules = reading.rules.items.flatMap((text) => {
    const rule = rules.find((one) => one.name === text.value.rule);
    const allowed = rule && [...rule.values, ...rule.facts, ...rule.parameters];
    return [
      ...checkGroup(text, ['outcomes'], { group: text.value.outcomes, allowed }),
      ...checkGroup(text, ['reasons'], { group: text.value.reasons, allowed }),
    ];
  });
  return [...fromFiles, ...fromFacets, ...fromRules];
}

/** Checks `place.value` at `path`: a group of sentences by name, each in several languages. */
function checkGroup(
  place: Placed<unknown>,
  path: Path,
  { group, allowed }: { readonly group: Sentences; readonly allowed?: readonly string[] | undefined },
): Fault[] {
  return Object.entries(group).flatMap(([name, sentence]) =>
    Object.entries(sentence).flatMap(([language, template = '']) =>
      checkTemplate(template, allowed).map((message) => place.fault(message, [...path, name, language])),
    ),
  );
}

function checkTemplate(template: string, allowed?: readonly string[]): string[] {
  try {
    return placeholders(template)
      .filter((name) => allowed && !allowed.includes(name))
      .map(
        (name) =>
          `nothing named {${name}} can be filled in here${didYouMean(name, allowed ?? []) || `; there is {${allowed?.join('}, {')}}`}`,
      );
  } catch (error) {
    if (error instanceof TemplateError) return [error.message];
    throw error;
  }
}
