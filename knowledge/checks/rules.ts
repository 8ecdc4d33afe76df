/** Every rule of the program finds what it needs: its sentences, its parameters and its facts; and no sentence is left over. */
import type { Fault } from '../errors.ts';
import { fileFault } from '../reading/find-files.ts';
import { didYouMean } from '../reading/nearest.ts';
import type { Reading } from '../reading/read.ts';
import type { Placed } from '../reading/sheet.ts';
import type { RuleSignature, RuleText } from '../schema.ts';

/** Compares the files with the signatures of the program's rules, both ways. */
export function checkRules(reading: Reading, rules: readonly RuleSignature[]): Fault[] {
  const names = rules.map((rule) => rule.name);
  return [
    ...rules.flatMap((rule) => missingText(reading, rule)),
    ...missingNumbers(reading, rules),
    ...missingFacts(reading, rules),
    ...sharedCommands(reading),
    ...reading.rules.items.flatMap((text) => {
      const rule = rules.find((one) => one.name === text.value.rule);
      if (rule) return checkText(text, rule);
      const hint = didYouMean(text.value.rule, names) || '; remove these sentences';
      return [text.fault(`the program has no rule \`${text.value.rule}\`${hint}`, ['rule'])];
    }),
  ];
}

function missingText(reading: Reading, rule: RuleSignature): Fault[] {
  if (reading.rules.ids.includes(rule.name) || !reading.rules.complete) return [];
  const message = `the rule \`${rule.name}\` has no sentences; add \`- rule: ${rule.name}\` to a file of this folder`;
  return [fileFault(`${reading.base}/rules`, message)];
}

function missingNumbers(reading: Reading, rules: readonly RuleSignature[]): Fault[] {
  const { ids, complete } = reading.parameters;
  if (!complete) return [];
  return missingNeeds(rules, 'parameters', ids).map(({ need, by }) =>
    fileFault(
      `${reading.base}/parameters`,
      `${by} needs the parameter \`${need}\`; add it to a file of this folder`,
    ),
  );
}

function missingFacts(reading: Reading, rules: readonly RuleSignature[]): Fault[] {
  const { ids, complete } = reading.facts;
  if (!complete) return [];
  return missingNeeds(rules, 'facts', ids).map(({ need, by }) =>
    fileFault(`${reading.base}/facts.yaml`, `${by} asks for the fact \`${need}\`; add it under \`facts\``),
  );
}

/** What rules need and nobody gives, each once, with the first rule that needs it. */
function missingNeeds(
  rules: readonly RuleSignature[],
  field: 'parameters' | 'facts',
  given: readonly string[],
) {
  const needs = new Map(rules.toReversed().flatMap((rule) => rule[field].map((need) => [need, rule.name])));
  return [...needs]
    .filter(([need]) => !given.includes(need))
    .map(([need, rule]) => ({ need, by: `the rule \`${rule}\`` }));
}

/** A command that two rules answer to would leave the agent's form to chance. */
function sharedCommands(reading: Reading): Fault[] {
  const taken = new Map<string, string>();
  return reading.rules.items.flatMap((text) =>
    (text.value.commands ?? []).flatMap((command, index) => {
      const words = command.split(/\s+/).sort().join(' ');
      const by = taken.get(words);
      taken.set(words, by ?? text.value.rule);
      if (by === undefined) return [];
      return [
        text.fault(`the command \`${command}\` already names the rule \`${by}\`; choose another`, [
          'commands',
          index,
        ]),
      ];
    }),
  );
}

function checkText(text: Placed<RuleText>, rule: RuleSignature): Fault[] {
  return [...compareNames(text, 'outcomes', rule.outcomes), ...compareNames(text, 'reasons', rule.reasons)];
}

function compareNames(
  text: Placed<RuleText>,
  field: 'outcomes' | 'reasons',
  wanted: readonly string[],
): Fault[] {
  const given = Object.keys(text.value[field]);
  const rule = text.value.rule;
  const missing = wanted.filter((name) => !given.includes(name));
  const surplus = given.filter((name) => !wanted.includes(name));
  return [
    ...missing.map((name) =>
      text.fault(`\`${name}\` of the rule \`${rule}\` has no sentence; add it here`, [field]),
    ),
    ...surplus.map((name) =>
      text.fault(`the rule \`${rule}\` never gives \`${name}\`${didYouMean(name, wanted) || '; remove it'}`, [
        field,
        name,
      ]),
    ),
  ];
}
