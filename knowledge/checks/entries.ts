/** What entries and the opening questions refer to must exist: other entries, and rules. */
import type { Fault } from '../errors.ts';
import { didYouMean } from '../reading/nearest.ts';
import type { Reading } from '../reading/read.ts';
import type { RuleSignature } from '../schema.ts';

/** Dangling `related`, `rules` and `opening`. */
export function checkEntries(reading: Reading, rules: readonly RuleSignature[]): Fault[] {
  const ruleNames = rules.map((rule) => rule.name);
  return [
    ...reading.entries.items.flatMap((entry) =>
      entry.value.related.flatMap((id, index) =>
        hasEntry(reading, id) ? [] : [entry.fault(noEntry(reading, id), ['related', index])],
      ),
    ),
    ...reading.entries.items.flatMap((entry) =>
      entry.value.rules.flatMap((name, index) =>
        ruleNames.includes(name)
          ? []
          : [entry.fault(`there is no rule \`${name}\`${hint(name, ruleNames)}`, ['rules', index])],
      ),
    ),
    ...reading.responses.files.flatMap((file) =>
      file.value.opening.flatMap((id, index) =>
        hasEntry(reading, id) ? [] : [file.fault(noEntry(reading, id), ['opening', index])],
      ),
    ),
  ];
}

/** True when an entry has that id, or when it may stand in a file that cannot be read. */
export function hasEntry(reading: Reading, id: string): boolean {
  return reading.entries.ids.includes(id) || !reading.entries.complete;
}

/** The message for an id that no entry has. */
export function noEntry(reading: Reading, id: string): string {
  return `there is no entry \`${id}\`${hint(id, reading.entries.ids)}`;
}

function hint(name: string, known: readonly string[]): string {
  return didYouMean(name, known) || '; correct the name or remove it';
}
