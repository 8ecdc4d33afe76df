/** Numbers with a unit that stand in an answer but in no parameter's quote: when policy changes, nobody would find them. */
import type { LoadedKnowledge } from '../load.ts';
import { withoutLinks } from '../reading/links.ts';
import type { LoadedEntry } from '../schema.ts';
import type { Doubt } from './finding.ts';

const numberWithUnit =
  /(?<!\d)\d+(?:\.\d+)?(?:[-–—~～至]\d+(?:\.\d+)?)?(?:个工作日|工作日|个月|小时|分钟|年|天|日|次|个|元|家|张)/g;

/** A number is quoted when the quote of any parameter holds it with its unit. Without rules nothing is computed from any. */
export function lintNumbers(knowledge: LoadedKnowledge): Doubt[] {
  if (knowledge.rules.size === 0) return [];
  const quotes = knowledge.parameters.map((parameter) => asRead(parameter.source.quote)).join('\n');
  return knowledge.entries.flatMap((entry) =>
    looseNumbers(entry, quotes).map((number) => ({
      item: entry,
      path: ['answer'],
      code: 'loose-number',
      message: `no parameter quotes "${number}" of this answer; add one, so that a change of policy finds it`,
    })),
  );
}

function looseNumbers(entry: LoadedEntry, quotes: string): string[] {
  const numbers = new Set(asRead(entry.answer).match(numberWithUnit) ?? []);
  return [...numbers].filter((number) => !quotes.includes(number));
}

function asRead(markdown: string): string {
  return withoutLinks(markdown).replace(/\s/g, '');
}
