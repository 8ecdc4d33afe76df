/** A rule as a small form: one field a fact, in the words of the knowledge base. */
import type { Facts, FormField, RuleForm } from '../../adapters/console/console-api.ts';
import type { Fact, LoadedEntry } from '../../knowledge/schema.ts';
import { factsOf } from '../turn/own-case.ts';
import { readAnswer } from '../understand/facts.ts';
import { type Bench, sceneFor } from './bench.ts';

const types: Readonly<Record<Fact['kind'], FormField['type']>> = {
  count: 'count',
  day: 'date',
  amount: 'amount',
  amounts: 'text',
  boolean: 'yesno',
  choice: 'choice',
  text: 'text',
};

/** The forms of an entry's rules, in its own order. */
export function formsOf(bench: Bench, entry: LoadedEntry): RuleForm[] {
  return entry.rules.map((rule) => formOf(bench, rule, entry.id));
}

/** One rule's form. `entry` is the entry it stands beside. */
export function formOf(bench: Bench, rule: string, entry: string): RuleForm {
  const { knowledge } = bench.expertise;
  const needed = neededBy(bench, rule);
  const fields = factsOf(bench, rule).map((fact) => toField(fact, needed.includes(fact.name)));
  return { rule, label: knowledge.rules.get(rule)?.title['zh-Hans'] ?? rule, entry, fields };
}

/** What the rule asks for first when it is told nothing. */
function neededBy({ expertise, now }: Bench, rule: string): readonly string[] {
  const result = expertise.rules.run(rule, {}, now);
  return result.status === 'needs_facts' ? result.missing : [];
}

function toField({ name, kind, label, ask, options }: Fact, required: boolean): FormField {
  const choices = options?.map((option) => ({ value: String(option.value), label: option.label['zh-Hans'] }));
  return {
    ...{ fact: name, label: label['zh-Hans'], hint: ask['zh-Hans'], type: types[kind], required },
    ...(choices && { choices }),
  };
}

/**
 * What was typed into a form's fields, as the facts a rule takes: words become values, empty fields stay unknown.
 * A field that cannot be read keeps its words, so that the rule says what is wrong with them.
 */
export function factsTyped(bench: Bench, rule: string, typed: Readonly<Record<string, unknown>>): Facts {
  const { today } = sceneFor(bench);
  const facts = factsOf(bench, rule).flatMap((fact) => {
    const raw = typed[fact.name];
    if (raw === undefined || raw === null || raw === '') return [];
    if (typeof raw !== 'string') return [[fact.name, raw]];
    const reading = readAnswer(raw, fact, { today });
    return [[fact.name, reading?.kind === 'value' ? reading.value : raw]];
  });
  return Object.fromEntries(facts);
}
